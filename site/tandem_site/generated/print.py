"""The whole guideline on one page, for printing and for reading without a break."""

from __future__ import annotations

from tandem_site.edition import Edition
from tandem_site.templating import filled
from tandem_site.whole import whole


def print_page(edition: Edition) -> dict[str, str]:
    """Return the page that joins all pages that state clauses."""
    return {"print.md": filled("print.md.j2", guideline=edition.guideline, body=whole(edition))}
