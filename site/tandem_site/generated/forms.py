"""The page that offers the files beside the pages: forms, and the guideline on paper."""

from __future__ import annotations

from tandem_site.downloads import forms, papers
from tandem_site.edition import Edition
from tandem_site.templating import filled


def forms_page(edition: Edition) -> dict[str, str]:
    """Return the page of forms and downloads."""
    whole, *sheets = papers(edition)
    text = filled("forms.md.j2", forms=forms(edition), whole=whole, sheets=sheets)
    return {"adopt/forms.md": text}
