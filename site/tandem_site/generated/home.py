"""The home page: what this is, where to begin, and where to look something up."""

from __future__ import annotations

from tandem_site.edition import Edition
from tandem_site.templating import filled
from tandem_site.words import STRENGTH_MEANINGS, STRENGTH_WORDS


def home_page(edition: Edition) -> dict[str, str]:
    """Return the home page."""
    text = filled(
        "index.md.j2",
        guideline=edition.guideline,
        pages=edition.steps,
        counts={page.name: len(edition.clauses_of(page)) for page in edition.steps},
        strengths=STRENGTH_WORDS,
        meanings=STRENGTH_MEANINGS,
        handoffs=len(edition.handoffs),
        to_come=len(edition.to_come),
    )
    return {"index.md": text}
