"""The files beside the pages: forms to fill in, and the guideline on paper.

`offered` says what there is, without making it; `downloads` makes the bytes. The forms are made by
the program's own models, so an edition offers them only while its handoffs are the program's.
"""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from tandem_site.described import described_handoffs
from tandem_site.downloads.forms import Download, documents, workbooks
from tandem_site.downloads.pdf import guideline_pdf, one_sheet_pdf

if TYPE_CHECKING:
    from tandem_site.edition import Edition

WHOLE = "caretandem-guideline.pdf"


def downloads(edition: Edition) -> dict[str, bytes]:
    """Return every file that is offered, by its path; equal editions give equal bytes."""
    return {one.path: one.make() for one in (*forms(edition), *papers(edition))}


def forms(edition: Edition) -> list[Download]:
    """Return the forms; none for a version whose handoffs the program no longer has."""
    if dict(edition.handoffs) != dict(described_handoffs()):
        return []
    return [*workbooks(edition), *documents(edition)]


def papers(edition: Edition) -> list[Download]:
    """Return the whole guideline and the sheets of the steps."""
    told = "All pages that state sentences of the guideline, as a tagged PDF."
    whole = Download(WHOLE, "The whole guideline", told, partial(guideline_pdf, edition))
    sheets = [
        Download(
            f"sheets/{page.name}.pdf",
            page.title,
            page.description,
            partial(one_sheet_pdf, edition, page),
        )
        for page in edition.steps
    ]
    return [whole, *sheets]
