"""The guideline from its first page to its last, as one text: for the page to print and the PDF."""

from __future__ import annotations

from tandem_site.edition import Edition
from tandem_site.joined import joined
from tandem_site.page_macros import PageMacros


def whole(edition: Edition) -> str:
    """Return the bodies of all pages that state clauses as one Markdown text."""
    macros = PageMacros(edition)
    return joined([(page, macros.body(page)) for page in edition.pages])
