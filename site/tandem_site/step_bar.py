"""The bar over a step's page: all steps in their parts of the rhythm, with this one marked."""

from __future__ import annotations

from tandem_site.edition import Edition
from tandem_site.rhythm import phases
from tandem_site.templating import filled


def step_bar(edition: Edition, current: str = "") -> str:
    """Return the bar as HTML; `current` is the word of the page's step, or nothing."""
    parts = phases(edition.guideline.parameters)
    return filled(
        "steps.html.j2",
        parts=parts,
        pages={page.name: page for page in edition.steps},
        current=current,
        now=next((part.title for part in parts if current in part.steps), ""),
    )
