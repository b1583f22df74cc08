"""A workbook for reading: one titled tab a frame, headers explained, fit to print."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path

import polars as pl
import xlsxwriter

from tandem_flows.documents.file import About, Writer

# a cell that begins with `=` or `http` stays the text that it is
_OPTIONS = {
    "default_date_format": "yyyy-mm-dd",
    "strings_to_formulas": False,
    "strings_to_urls": False,
}
_WIDEST, _NARROWEST = 46, 11
_HEADING_HEIGHT = 32
_INK, _PAPER, _LINE = "#12324A", "#E8F0F5", "#C3D3DE"


@dataclass(frozen=True)
class Sheet:
    """One tab: its name, a sentence above the table, and the table."""

    name: str
    sentence: str
    frame: pl.DataFrame


def workbook(sheets: list[Sheet]) -> Writer:
    """Return a writer of `sheets`, after a first tab that says what the file is.

    The bytes depend on the contents, the lines and the day alone.
    """

    def write(path: Path, about: About) -> None:
        book = xlsxwriter.Workbook(str(path), _OPTIONS)
        made_on = about.made_on
        book.set_properties({"created": datetime(made_on.year, made_on.month, made_on.day)})
        _write_about(book, about)
        for sheet in sheets:
            _write_tab(book, sheet)
        book.close()

    return write


def _write_about(book: xlsxwriter.Workbook, about: About) -> None:
    first = book.add_worksheet("Read me")
    first.set_column(0, 0, 100)
    for row, line in enumerate(about.lines):
        style = {"bold": row == 0, "font_size": 14 if row == 0 else 11, "text_wrap": True}
        first.write(row, 0, line, book.add_format(style))


def _write_tab(book: xlsxwriter.Workbook, sheet: Sheet) -> None:
    tab = book.add_worksheet(sheet.name)
    head = book.add_format(
        {"bold": True, "font_color": "white", "bg_color": _INK, "text_wrap": True, "valign": "top"}
    )
    cell = book.add_format({"text_wrap": True, "valign": "top", "bottom": 1, "bottom_color": _LINE})
    tab.write(0, 0, sheet.sentence, book.add_format({"italic": True, "bg_color": _PAPER}))
    tab.set_row(1, _HEADING_HEIGHT)
    for index, name in enumerate(sheet.frame.columns):
        tab.write(1, index, name.replace("_", " "), head)
        tab.set_column(index, index, _width(sheet.frame, name), cell)
    for row, values in enumerate(sheet.frame.iter_rows(), start=2):
        for index, value in enumerate(values):
            tab.write(row, index, _shown(value), cell)
    tab.freeze_panes(2, 0)
    tab.set_landscape()
    tab.fit_to_pages(1, 0)
    tab.repeat_rows(1)


def _width(frame: pl.DataFrame, name: str) -> int:
    longest = max((len(str(_shown(value) or "")) for value in frame[name]), default=0)
    return min(max(longest + 2, len(name) // 2 + 4, _NARROWEST), _WIDEST)


def _shown(value: object) -> object:
    if isinstance(value, bool):
        return "yes" if value else "no"
    return value.isoformat() if isinstance(value, date) else value
