"""Forms as Word documents, for those who write by hand or dictate: made from the same fields.

Equal input gives equal bytes: the day of making is given, and the archive holds no times.
"""

from __future__ import annotations

import io
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from tandem_flows.documents.untimed import without_times
from tandem_site.downloads.fields import FormField

_BOX = "☐"


@dataclass(frozen=True)
class FormPart:
    """One part of a form: its heading, its questions, and how many rows of answers it has.

    With no rows each question stands on a line of its own, with room for the answer beside it.
    """

    heading: str
    fields: Sequence[FormField]
    rows: int = 0


def document_form(title: str, told: str, parts: Sequence[FormPart], made_on: datetime) -> bytes:
    """Return a Word document with the questions of `parts`."""
    from docx import Document

    document = Document()
    _set_up(document, title, made_on)
    document.add_heading(title, level=1)
    document.add_paragraph(told)
    for part in parts:
        document.add_heading(part.heading, level=2)
        _add_table(document, part) if part.rows else _add_questions(document, part)
    content = io.BytesIO()
    document.save(content)
    return without_times(content.getvalue())


def _set_up(document: Any, title: str, made_on: datetime) -> None:
    from docx.enum.section import WD_ORIENT
    from docx.shared import Cm, Pt

    about = document.core_properties
    about.title, about.author, about.language = title, "CareTandem", "en-US"
    about.created = about.modified = made_on
    about.last_modified_by, about.revision = "CareTandem", 1
    section = document.sections[0]
    section.orientation = WD_ORIENT.LANDSCAPE
    section.page_width, section.page_height = section.page_height, section.page_width
    for side in ("left_margin", "right_margin", "top_margin", "bottom_margin"):
        setattr(section, side, Cm(1.8))
    document.styles["Normal"].font.size = Pt(10)


def _add_table(document: Any, part: FormPart) -> None:
    table = document.add_table(rows=1 + part.rows, cols=len(part.fields), style="Table Grid")
    for cell, field in zip(table.rows[0].cells, part.fields, strict=True):
        _write_bold(cell, field.heading)
    _repeat(table.rows[0])


def _add_questions(document: Any, part: FormPart) -> None:
    table = document.add_table(rows=1 + len(part.fields), cols=2, style="Table Grid")
    _write_bold(table.rows[0].cells[0], "Question")
    _write_bold(table.rows[0].cells[1], "Answer")
    _repeat(table.rows[0])
    for row, field in zip(table.rows[1:], part.fields, strict=True):
        _write_bold(row.cells[0], field.heading)
        if field.meaning != field.heading:
            row.cells[0].add_paragraph(field.meaning)
        row.cells[1].text = "   ".join(f"{_BOX} {word}" for word in field.choices)


def _write_bold(cell: Any, text: str) -> None:
    cell.paragraphs[0].add_run(text).bold = True


def _repeat(row: Any) -> None:
    """Mark a row as the heading of its table, on every page and for a screen reader."""
    from docx.oxml import OxmlElement
    from docx.oxml.ns import qn

    mark = OxmlElement("w:tblHeader")
    mark.set(qn("w:val"), "true")
    row._tr.get_or_add_trPr().append(mark)
