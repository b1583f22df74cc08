"""A sheet as a person or another program might save it: cells, rows, columns and tabs changed.

The cells are read, changed as a grid and written anew, without locks, lists and notes, as a program
would that knows none of them.
"""

from __future__ import annotations

import io
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from pathlib import Path

import xlsxwriter
from python_calamine import CalamineWorkbook

from tandem_flows.worksheets.layout import HEADING_ROW, MACHINE_TAB

DAY_ZERO = date(1899, 12, 30)


@dataclass
class Grid:
    """One tab: its rows of cells, what is merged, and which columns and rows are hidden."""

    name: str
    rows: list[list[object]]
    merged: list[tuple[int, int, int, int]] = field(default_factory=list)
    hidden_columns: list[int] = field(default_factory=list)
    hidden_rows: list[int] = field(default_factory=list)

    def column(self, title: str) -> int:
        headings = [str(cell).removesuffix(" *") for cell in self.rows[HEADING_ROW]]
        return headings.index(title)

    def put(self, title: str, row: int, value: object) -> None:
        """Write into the column of a title, in the row that the screen counts."""
        while len(self.rows) < row:
            self.rows.append([None] * len(self.rows[HEADING_ROW]))
        self.rows[row - 1][self.column(title)] = value

    def get(self, title: str, row: int) -> object:
        return self.rows[row - 1][self.column(title)]

    def in_order(self, columns: Sequence[int]) -> None:
        self.rows = [[row[index] for index in columns] for row in self.rows]


Book = dict[str, Grid]


def opened(path: Path) -> Book:
    """Return the tabs of a workbook by name."""
    book = CalamineWorkbook.from_path(str(path))
    return {
        name: Grid(
            name,
            [
                [None if cell == "" else cell for cell in row]
                for row in book.get_sheet_by_name(name).to_python(skip_empty_area=False)
            ],
        )
        for name in book.sheet_names
    }


def saved(path: Path, book: Book, *, dates_as: str = "date") -> Path:
    """Write the tabs of `book`; its days as dates, as numbers, or as text."""
    content = io.BytesIO()
    workbook = xlsxwriter.Workbook(content, {"in_memory": True, "strings_to_urls": False})
    day = workbook.add_format({"num_format": "yyyy-mm-dd"})
    for grid in book.values():
        sheet = workbook.add_worksheet(grid.name)
        for row, cells in enumerate(grid.rows):
            for column, cell in enumerate(cells):
                _write(sheet, row, column, cell, day, dates_as)
        for top, left, bottom, right in grid.merged:
            sheet.merge_range(top, left, bottom, right, grid.rows[top][left])
        for column in grid.hidden_columns:
            sheet.set_column(column, column, None, None, {"hidden": True})
        for row in grid.hidden_rows:
            sheet.set_row(row - 1, None, None, {"hidden": True})
        if grid.name == MACHINE_TAB:
            sheet.hide()
    workbook.close()
    path.write_bytes(content.getvalue())
    return path


def _write(sheet, row, column, cell, day, dates_as):
    if isinstance(cell, datetime):
        cell = cell.date()
    if isinstance(cell, date) and dates_as == "number":
        cell = (cell - DAY_ZERO).days
    if isinstance(cell, date) and dates_as == "text":
        cell = f"{cell:%m/%d/%Y}"
    if isinstance(cell, date):
        sheet.write_datetime(row, column, cell, day)
    elif isinstance(cell, Formula):
        sheet.write_formula(row, column, cell.text, None, cell.came_to)
    elif isinstance(cell, str):
        sheet.write_string(row, column, cell)
    elif cell is not None:
        sheet.write(row, column, cell)


@dataclass(frozen=True)
class Formula:
    """A formula and what a spreadsheet program last made of it."""

    text: str
    came_to: object = 0


def changed(path: Path, change: Callable[[Book], object], *, dates_as: str = "date") -> Path:
    """Save `path` again with `change` made to its tabs."""
    book = opened(path)
    change(book)
    return saved(path, book, dates_as=dates_as)
