"""The whole guideline, and each step on one sheet, as tagged PDF that anyone can read (PDF/UA-1).

The text comes as data; a template sets it. Equal editions give equal bytes: the day of making is
the day of the last review, and only the fonts that come with the typesetter are used.
"""

from __future__ import annotations

import json
from datetime import UTC, datetime
from typing import Any, Final

import typst

from tandem_site.downloads.tree import tree_of
from tandem_site.edition import Edition
from tandem_site.templating import TEMPLATES
from tandem_site.whole import whole
from tandem_site.words import STRENGTH_WORDS, actor_words
from tandem_validators.guideline.model import Clause, Page

_STANDARD: Final = "ua-1"
# a sheet is set as large as fits on one page, in points
_SIZES = (11.0, 10.5, 10.0, 9.5, 9.0, 8.5, 8.0, 7.5, 7.0, 6.5, 6.0, 5.5, 5.0)


def guideline_pdf(edition: Edition) -> bytes:
    """Return all pages that state clauses as one tagged PDF."""
    return _made("guideline.typ", edition, _about(edition) | {"nodes": tree_of(whole(edition))})


def one_sheet_pdf(edition: Edition, page: Page) -> bytes:
    """Return what a step asks of each side as a tagged PDF of one page."""
    content = _about(edition) | {
        "step": page.title,
        "description": page.description,
        "number": edition.steps.index(page) + 1,
        "clauses": [_told(clause) for clause in edition.clauses_of(page)],
    }
    for size in _SIZES:
        data = content | {"size": size}
        if _pages("sheet.typ", data) == 1:
            return _made("sheet.typ", edition, data)
    raise ValueError(f"the sheet of {page.name} does not fit on one page")


def _about(edition: Edition) -> dict[str, Any]:
    guideline = edition.guideline
    return {
        "title": guideline.title,
        "version": guideline.version,
        "status": guideline.status,
        "reviewed": guideline.reviewed,
        "digest": guideline.digest,
    }


def _told(clause: Clause) -> dict[str, str]:
    return {
        "id": clause.id,
        "strength": STRENGTH_WORDS[clause.strength],
        "actor": actor_words(clause.actor),
        "text": clause.text,
    }


def _made(template: str, edition: Edition, data: dict[str, Any]) -> bytes:
    made = typst.compile(
        TEMPLATES / template,
        root=TEMPLATES,
        sys_inputs=_inputs(data),
        ignore_system_fonts=True,
        format="pdf",
        pdf_standards=_STANDARD,
        timestamp=datetime.fromisoformat(edition.guideline.reviewed).replace(tzinfo=UTC),
    )
    return made


def _pages(template: str, data: dict[str, Any]) -> int:
    found = typst.query(
        TEMPLATES / template,
        "<pages>",
        field="value",
        one=True,
        root=TEMPLATES,
        sys_inputs=_inputs(data),
        ignore_system_fonts=True,
    )
    return int(json.loads(found))


def _inputs(data: dict[str, Any]) -> dict[str, str]:
    return {"data": json.dumps(data, ensure_ascii=False)}
