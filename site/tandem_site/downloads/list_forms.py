"""The practice's list and the team's list as workbooks to fill in: one row of headings, then rows.

Each heading explains itself in a note; a cell with set answers offers them. Equal input, equal
bytes.
"""

from __future__ import annotations

import io
from collections.abc import Sequence
from datetime import datetime
from typing import Any

import xlsxwriter
import xlsxwriter.utility

from tandem_site.downloads.fields import FormField

_INK, _PAPER, _LINE = "#12324A", "#E8F0F5", "#C3D3DE"
_WIDTH, _REQUIRED = 17, " (needed)"
_ANSWERS, _LONGEST_LIST = "answers", 255


def list_form(
    title: str, fields: Sequence[FormField], rows: int, made_on: datetime, *, coded: bool = False
) -> bytes:
    """Return a workbook with the headings of `fields` and `rows` blank rows.

    `coded` offers the answers with underscores, as the reader of the team's file asks.
    """
    content = io.BytesIO()
    book = xlsxwriter.Workbook(content, {"in_memory": True})
    book.set_properties({"title": title, "created": made_on})
    tab = book.add_worksheet(title)
    looks = _looks(book)
    for place, field in enumerate(fields):
        _write_heading(tab, place, field, looks)
        _write_cells(tab, place, field, rows, looks)
        _offer_choices(book, tab, place, field, rows, coded)
    tab.freeze_panes(1, 0)
    tab.set_landscape()
    tab.fit_to_pages(1, 0)
    tab.repeat_rows(0)
    book.close()
    return content.getvalue()


def _looks(book: Any) -> dict[str, Any]:
    head = {"bold": True, "text_wrap": True, "valign": "top", "border": 1, "border_color": _LINE}
    cell = {"text_wrap": True, "valign": "top", "border": 1, "border_color": _LINE}
    return {
        "needed": book.add_format(head | {"bg_color": _INK, "font_color": "white"}),
        "heading": book.add_format(head | {"bg_color": _PAPER}),
        "cell": book.add_format(cell),
        "date": book.add_format(cell | {"num_format": "mm/dd/yyyy"}),
    }


def _write_heading(tab: Any, place: int, field: FormField, looks: dict[str, Any]) -> None:
    tab.set_column(place, place, _WIDTH)
    tab.write_string(0, place, field.heading, looks["needed" if field.is_required else "heading"])
    tab.write_comment(0, place, field.meaning + (_REQUIRED if field.is_required else ""))


def _write_cells(tab: Any, place: int, field: FormField, rows: int, looks: dict[str, Any]) -> None:
    for row in range(1, rows + 1):
        tab.write_blank(row, place, None, looks["date" if field.is_date else "cell"])


def _offer_choices(
    book: Any, tab: Any, place: int, field: FormField, rows: int, coded: bool
) -> None:
    if field.choices:
        offered = [word.replace(" ", "_") if coded else word for word in field.choices]
        source = _source(book, offered, place)
        tab.data_validation(1, place, rows, place, {"validate": "list", "source": source})


def _source(book: Any, offered: list[str], place: int) -> list[str] | str:
    """Return the answers of a drop-down; many are kept in a hidden tab, as the format asks."""
    if len(",".join(offered)) <= _LONGEST_LIST:
        return offered
    hidden = book.get_worksheet_by_name(_ANSWERS) or book.add_worksheet(_ANSWERS)
    hidden.hide()
    hidden.write_column(0, place, offered)
    column = xlsxwriter.utility.xl_col_to_name(place)
    return f"={_ANSWERS}!${column}$1:${column}${len(offered)}"
