"""A sheet that came back, as it is: which one it says it is, and the cells of each tab.

Here: telling our sheets from other files, before anything is believed. Not here: whether the
answers are right (`check`): typed frames come from there, with all mistakes at once.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, fields
from datetime import date
from pathlib import Path

from tandem_flows.inbox.cells import Cell, Unreadable, as_text, as_whole, is_empty
from tandem_flows.inbox.opened import OpenedTab, read_file, read_workbook
from tandem_flows.inbox.table_parts import Row
from tandem_flows.worksheets.layout import (
    FIRST_ROW,
    FORMAT,
    HEAD_ROWS,
    HEADING_ROW,
    MACHINE_TAB,
    REQUIRED_MARK,
    ColumnLine,
    SheetHead,
)
from tandem_validators.errors import InputRefused, Problem

# How many cells the hidden tab holds for one column: the fields of `ColumnLine`.
_LINE_LENGTH = len(fields(ColumnLine))
_NOT_OURS = "Send back the very sheet that was made for this call; a copy of its cells will not do."


@dataclass(frozen=True)
class ReturnedTab:
    """One tab as it came back: its columns as they were sent, its headings and rows as they are."""

    name: str
    label: str
    lines: tuple[ColumnLine, ...]
    headings: tuple[str, ...]
    rows: tuple[Row, ...]
    labels: tuple[Mapping[str, str], ...]

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


def read_sheet(path: Path) -> ReturnedSheet:
    """Read a returned sheet; raise InputRefused when it is not one of ours or cannot be opened."""
    content = read_file(path)
    tabs = {str(tab.name): tab for tab in read_workbook(content, path.name)}
    machine = tabs.get(MACHINE_TAB)
    head = _head(machine) if machine else None
    if machine is None or head is None:
        raise InputRefused(Problem(path.name, "is not a sheet of CareTandem", _NOT_OURS))
    lines = _lines(machine, path.name)
    labels = dict.fromkeys(line.label for line in lines)
    returned = tuple(
        _returned(tabs[label], [line for line in lines if line.label == label], machine)
        for label in labels
        if label in tabs
    )
    return ReturnedSheet(path.name, head, returned, hashlib.sha256(content).hexdigest())


def _head(machine: OpenedTab) -> SheetHead | None:
    first = [as_text(row[0]) if row else None for row in machine.rows[: HEAD_ROWS - 1]]
    if len(first) < HEAD_ROWS - 1 or first[0] != FORMAT or None in first:
        return None
    try:
        return SheetHead(str(first[1]), str(first[2]), date.fromisoformat(str(first[3])))
    except ValueError:
        return None


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


def _returned(tab: OpenedTab, lines: Sequence[ColumnLine], machine: OpenedTab) -> ReturnedTab:
    headings = tab.rows[HEADING_ROW] if len(tab.rows) > HEADING_ROW else ()
    rows = tuple(
        Row(number, _padded(cells, len(lines)))
        for number, cells in enumerate(tab.rows[FIRST_ROW:], start=FIRST_ROW + 1)
        if not all(is_empty(cell) for cell in cells)
    )
    texts = tuple((as_text(cell) or "").removesuffix(REQUIRED_MARK) for cell in headings)
    labels = tuple(_labels(machine, line.list_at) for line in lines)
    return ReturnedTab(lines[0].tab, lines[0].label, tuple(lines), texts, rows, labels)


def _labels(machine: OpenedTab, list_at: int) -> Mapping[str, str]:
    rows = [row[list_at : list_at + 2] for row in machine.rows] if list_at else []
    return {str(row[1]): str(row[0]) for row in rows if len(row) == 2 and row[0]}


def _padded(cells: tuple[Cell, ...], length: int) -> tuple[Cell, ...]:
    return cells + (None,) * (length - len(cells))
