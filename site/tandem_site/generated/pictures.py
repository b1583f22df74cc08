"""The pictures of the whole process on one page: its rhythm, what passes on, a case's states."""

from __future__ import annotations

from tandem_site.edition import Edition
from tandem_site.templating import filled

_PICTURES = {
    "rhythm": ("The rhythm", "What comes when, from the first day on."),
    "process": (
        "What passes between the steps",
        "Each step writes tables that later steps read; nothing else passes between them.",
    ),
    "states": (
        "The states of a case",
        "A case is one patient in one round; its state follows from what was recorded.",
    ),
}


def pictures_page(edition: Edition) -> dict[str, str]:
    """Return the page of pictures; those of single steps stand on the steps' own pages."""
    text = filled(
        "pictures.md.j2",
        pictures=_PICTURES,
        drawn={name: edition.blocks[name](edition) for name in _PICTURES},
        pages=edition.steps,
    )
    return {"reference/pictures.md": text}
