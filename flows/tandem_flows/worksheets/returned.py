"""A sheet that came back, as it is: which one it says it is, and the cells of each tab.

Here: telling our sheets from other files, before anything is believed. Not here: whether the
answers are right (`check`): typed frames come from there, with all mistakes at once.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, fields
from datetime import date

from tandem_flows.inbox.cells import Cell, Unreadable, as_text, as_whole, is_empty
from tandem_flows.inbox.formulas import formulas_of, with_formulas
from tandem_flows.inbox.opened import InboxFile, OpenedTab, read_file, read_workbook
from tandem_flows.inbox.table_parts import Row
from tandem_flows.worksheets.finding import Finding
from tandem_flows.worksheets.form import form_findings
from tandem_flows.worksheets.found import Found, find, heading_rows, tabs_by_label
from tandem_flows.worksheets.layout import (
    FORMAT,
    HEAD_ROWS,
    MACHINE_TAB,
    ColumnLine,
    SheetHead,
)
from tandem_validators.errors import InputRefused, Problem

# How many cells the hidden tab holds for one column: the fields of `ColumnLine`.
_LINE_LENGTH = len(fields(ColumnLine))
_NOT_OURS = "Send back the very sheet that was made for this call; a copy of its cells will not do."


@dataclass(frozen=True)
class ReturnedTab:
    """One tab as it came back: its columns as they were sent, and its rows in their order.

    `label` is its name on the screen. A cell of a column that is `missing` is empty; `findings` is
    what is wrong with the form of the tab.
    """

    name: str
    label: str
    lines: tuple[ColumnLine, ...]
    rows: tuple[Row, ...]
    labels: tuple[Mapping[str, str], ...]
    missing: frozenset[str] = frozenset()
    findings: tuple[Finding, ...] = ()

    def label_of(self, index: int, value: object) -> object:
        """Return what the drop-down of column `index` shows for `value`, or the value itself."""
        return self.labels[index].get(value, value) if isinstance(value, str) else value


@dataclass(frozen=True)
class ReturnedSheet:
    """A sheet as it came back, with the hash of the file."""

    file: str
    head: SheetHead
    tabs: tuple[ReturnedTab, ...]
    source_hash: str

    @property
    def is_from_page(self) -> bool:
        """Whether it was typed into the page of a call, not into a spreadsheet."""
        return self.file.lower().endswith(".json")

    @property
    def sheet_id(self) -> str:
        """The id inside the sheet, which decides whatever the file is called."""
        return self.head.sheet_id

    @property
    def kind(self) -> str:
        """The kind of the sheet."""
        return self.head.kind

    @property
    def call_date(self) -> date:
        """The date of the call it was made for."""
        return self.head.call_date


def read_sheet(path: InboxFile) -> ReturnedSheet:
    """Read a returned sheet; raise InputRefused when it is not one of ours or cannot be opened."""
    content = read_file(path)
    opened = list(_opened(content, path.name))
    machine = next((tab for tab in opened if tab.name == MACHINE_TAB), None)
    head = _head(machine) if machine else None
    if machine is None or head is None:
        raise InputRefused(Problem(path.name, "is not a sheet of CareTandem", _NOT_OURS))
    lines = _lines(machine, path.name)
    returned = tuple(
        _returned(path.name, tab, [line for line in lines if line.label == label], machine)
        for label, tab in tabs_by_label(lines, opened).items()
    )
    return ReturnedSheet(path.name, head, returned, hashlib.sha256(content).hexdigest())


def _opened(content: bytes, file: str) -> Iterator[OpenedTab]:
    tabs = read_workbook(content, file)
    formulas = formulas_of(content, file)
    for tab in tabs:
        yield with_formulas(tab, formulas.get(str(tab.name), {}))


def _head(machine: OpenedTab) -> SheetHead | None:
    said = [(as_text(row[0]) if row else None) or "" for row in machine.rows[: HEAD_ROWS - 1]]
    if len(said) < HEAD_ROWS - 1 or said[0] != FORMAT or "" in said[:4]:
        return None
    try:
        call_date = date.fromisoformat(said[3])
    except ValueError:
        return None
    return SheetHead(said[1], said[2], call_date, said[4], tuple(said[5].split()))


def _lines(machine: OpenedTab, file: str) -> list[ColumnLine]:
    rows = [row[:_LINE_LENGTH] for row in machine.rows[HEAD_ROWS:]]
    try:
        return [_line(row) for row in rows if len(row) == _LINE_LENGTH and row[0]]
    except Unreadable:
        problem = Problem(file, "has a hidden tab that was changed", _NOT_OURS)
    raise InputRefused(problem)


def _line(row: tuple[Cell, ...]) -> ColumnLine:
    label, tab, column, title, kind, role = (str(cell) for cell in row[:-2])
    sent_rows, list_at = (as_whole(cell) or 0 for cell in row[-2:])
    return ColumnLine(label, tab, column, title, kind, role, sent_rows, list_at)


def _returned(
    file: str, tab: OpenedTab, lines: Sequence[ColumnLine], machine: OpenedTab
) -> ReturnedTab:
    titles = [line.title for line in lines]
    found = find(tab, titles)
    return ReturnedTab(
        lines[0].tab,
        str(tab.name),
        tuple(lines),
        _rows(tab, found, titles),
        tuple(_labels(machine, line.list_at) for line in lines),
        frozenset(line.column for line in lines if line.title not in found.columns),
        tuple(form_findings(file, tab, found, lines)),
    )


def _rows(tab: OpenedTab, found: Found, titles: Sequence[str]) -> tuple[Row, ...]:
    """Return the rows below the headings that are not blank, their cells in the order of titles."""
    if found.heading_row is None:
        return ()
    first, again = found.heading_row + 1, heading_rows(tab, titles)
    places = [found.column_of(title) for title in titles]
    laid = (
        Row(number + 1, tuple(None if at is None else row[at] for at in places))
        for number, row in enumerate(tab.rows[first:], start=first)
        if number not in again
    )
    return tuple(row for row in laid if not all(is_empty(cell) for cell in row.cells))


def _labels(machine: OpenedTab, list_at: int) -> Mapping[str, str]:
    rows = [row[list_at : list_at + 2] for row in machine.rows] if list_at else []
    return {str(row[1]): str(row[0]) for row in rows if len(row) == 2 and row[0]}
