"""What one looks up: every parameter, and every column of every handoff."""

from __future__ import annotations

from tandem_site.edition import Edition
from tandem_site.templating import filled


def parameters_page(edition: Edition) -> dict[str, str]:
    """Return the table of all numbers and choices."""
    text = filled(
        "parameters.md.j2",
        pages=edition.pages,
        by_page={page.name: edition.parameters_of(page) for page in edition.pages},
        clause_links=edition.clause_links,
    )
    return {"parameters.md": text}


def dictionary_page(edition: Edition) -> dict[str, str]:
    """Return the data dictionary."""
    text = filled(
        "dictionary.md.j2",
        pages=edition.steps,
        by_page={page.name: edition.handoffs_of(page) for page in edition.steps},
        clause_links=edition.clause_links,
    )
    return {"dictionary.md": text}
