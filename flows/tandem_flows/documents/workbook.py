"""A workbook for reading: one titled tab a frame, headers explained, fit to print.

All text is written as text: what begins like a formula is none, here or after somebody edits it.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import Any

import polars as pl
import xlsxwriter

from tandem_flows.documents.file import About, Writer
from tandem_flows.documents.text import is_obeyed, plain
from tandem_flows.worksheets.layout import cell_text

# a cell that begins with `=` or `http` stays the text that it is
_OPTIONS = {
    "default_date_format": "yyyy-mm-dd",
    "strings_to_formulas": False,
    "strings_to_urls": False,
}
_WIDEST, _NARROWEST = 46, 9
_HEADING_HEIGHT, _SENTENCE_HEIGHT = 32, 34
_INK, _PAPER, _LINE = "#12324A", "#E8F0F5", "#C3D3DE"
_ABSENT_INK, _ABSENT_PAPER = "#7A4300", "#FFF3DD"
_LETTER = 1
# a row of a spreadsheet can be no higher than this
_LINE_HEIGHT, _MOST_LINES = 15, 27
_FIRST_ROW = 2


@dataclass(frozen=True)
class Sheet:
    """One tab: its name, a sentence above the table, and the table.

    `absent` holds, in the same columns and rows, what stands in a cell that is empty; the first
    `kept_columns` stay in sight.
    """

    name: str
    sentence: str
    frame: pl.DataFrame
    absent: pl.DataFrame | None = None
    kept_columns: int = 0


def workbook(sheets: list[Sheet]) -> Writer:
    """Return a writer of `sheets`, after a first tab that says what the file is.

    The bytes depend on the contents, the lines and the day alone.
    """

    def write(path: Path, about: About) -> None:
        book = xlsxwriter.Workbook(str(path), _OPTIONS)
        made_on = about.made_on
        book.set_properties({"created": datetime(made_on.year, made_on.month, made_on.day)})
        looks = _looks(book)
        _write_about(book, about)
        for sheet in sheets:
            _write_tab(book, sheet, looks)
        # the first tab with data is in sight when the file is opened
        book.worksheets()[min(1, len(sheets))].activate()
        book.close()

    return write


def _looks(book: xlsxwriter.Workbook) -> dict[str, Any]:
    cell = {"text_wrap": True, "valign": "top", "align": "left", "bottom": 1, "bottom_color": _LINE}
    looks = {
        "head": {
            "bold": True,
            "font_color": "white",
            "bg_color": _INK,
            "text_wrap": True,
            "valign": "top",
        },
        "sentence": {"italic": True, "bg_color": _PAPER, "text_wrap": True, "valign": "vcenter"},
        "cell": cell,
        "quoted": cell | {"quote_prefix": True},
        "absent": cell | {"italic": True, "font_color": _ABSENT_INK, "bg_color": _ABSENT_PAPER},
    }
    return {name: book.add_format(look) for name, look in looks.items()}


def _write_about(book: xlsxwriter.Workbook, about: About) -> None:
    first = book.add_worksheet("Read me")
    first.set_column(0, 0, 100)
    first.hide_gridlines(2)
    first.set_paper(_LETTER)
    first.fit_to_pages(1, 0)
    for row, line in enumerate((*about.lines[:1], *about.sentences, *about.lines[1:])):
        style = {"bold": row == 0, "font_size": 14 if row == 0 else 11, "text_wrap": True}
        first.write(row, 0, plain(line), book.add_format(style))


def _write_tab(book: xlsxwriter.Workbook, sheet: Sheet, looks: dict[str, Any]) -> None:
    tab = book.add_worksheet(sheet.name)
    _write_top(tab, sheet, looks)
    for index, name in enumerate(sheet.frame.columns):
        tab.write(1, index, name.replace("_", " "), looks["head"])
        tab.set_column(index, index, _width(sheet, name))
        absent = sheet.absent[name] if sheet.absent is not None else [""] * sheet.frame.height
        for row, (value, word) in enumerate(
            zip(sheet.frame[name], absent, strict=True), start=_FIRST_ROW
        ):
            _write_cell(tab, row, index, _shown(value), word, looks)
    for row, lines in enumerate(_lines(sheet), start=_FIRST_ROW):
        tab.set_row(row, _LINE_HEIGHT * min(lines, _MOST_LINES))
    tab.freeze_panes(_FIRST_ROW, sheet.kept_columns)
    if sheet.frame.height:
        tab.autofilter(1, 0, sheet.frame.height + 1, sheet.frame.width - 1)
    _set_up_page(tab, sheet)


def _write_top(tab: Any, sheet: Sheet, looks: dict[str, Any]) -> None:
    """Write the sentence across the columns that are in sight, and make room for the headings."""
    last = max(1, (sheet.kept_columns or min(sheet.frame.width, 6)) - 1)
    tab.merge_range(0, 0, 0, last, "", looks["sentence"])
    tab.write_string(0, 0, plain(sheet.sentence), looks["sentence"])
    room = sum(_width(sheet, name) for name in sheet.frame.columns[: last + 1])
    lines = -(-len(sheet.sentence) // max(room - 2, 1))
    tab.set_row(0, max(_SENTENCE_HEIGHT, 15 * lines))
    tab.set_row(1, _HEADING_HEIGHT)


def _set_up_page(tab: Any, sheet: Sheet) -> None:
    tab.set_landscape()
    tab.set_paper(_LETTER)
    tab.set_margins(left=0.4, right=0.4, top=0.6, bottom=0.6)
    tab.set_footer(f"&L{sheet.name.replace('&', '&&')}&RPage &P of &N")
    across = sum(_width(sheet, name) for name in sheet.frame.columns)
    tab.fit_to_pages(max(1, -(-across // 220)), 0)
    tab.repeat_rows(1)
    if sheet.kept_columns:
        tab.repeat_columns(0, sheet.kept_columns - 1)


def _write_cell(tab: Any, row: int, index: int, value: object, absent: str, looks: Any) -> None:
    if value is None or value == "":
        tab.write(row, index, absent, looks["absent" if absent else "cell"])
    elif isinstance(value, str):
        text = cell_text(plain(value))
        tab.write_string(row, index, text, looks["quoted" if is_obeyed(text) else "cell"])
    else:
        tab.write(row, index, value, looks["cell"])


def _lines(sheet: Sheet) -> list[int]:
    """Return how many lines each row needs, so that nothing is cut off on paper."""
    room = [_width(sheet, name) - 1 for name in sheet.frame.columns]
    return [
        max(
            -(-len(str(_shown(value) or "")) // wide) or 1
            for value, wide in zip(row, room, strict=True)
        )
        for row in sheet.frame.iter_rows()
    ]


def _width(sheet: Sheet, name: str) -> int:
    texts = [str(_shown(value) or "") for value in sheet.frame[name]]
    if sheet.absent is not None:
        texts += [word for word in sheet.absent[name]]
    longest = max((len(text) for text in texts), default=0)
    heading = max(len(word) for word in name.split("_")) + 3
    return min(max(longest + 2, len(name) // 2 + 4, heading, _NARROWEST), _WIDEST)


def _shown(value: object) -> object:
    if isinstance(value, bool):
        return "yes" if value else "no"
    return value.isoformat() if isinstance(value, date) else value
