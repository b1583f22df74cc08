"""Answers put into the cells of a sheet file, as a person would: for the demo and the tests.

Only values change; locks, lists, notes and looks stay as they were sent. Not here: any check, which
the filled file meets on its return like every other.
"""

from __future__ import annotations

from collections.abc import Mapping
from itertools import count
from pathlib import Path

import polars as pl

from tandem_flows.inbox.place import letters
from tandem_flows.worksheets.layout import FIRST_ROW, shown_text
from tandem_flows.worksheets.patch import with_cells
from tandem_flows.worksheets.returned import ReturnedTab, read_sheet
from tandem_flows.worksheets.tab import GIVEN, LOCKED
from tandem_validators.errors import InputRefused, Problem


def fill_sheet(path_in: Path, path_out: Path, answers: Mapping[str, pl.DataFrame]) -> Path:
    """Write a copy of the sheet with `answers`, by the name of the tab, and return its path.

    A row that agrees with a row that was sent in every locked column it names goes there; any
    other goes into the next blank row. A null leaves its cell as it was sent. Raises InputRefused
    for a tab or column not in the sheet, or for more rows than it has.
    """
    returned = read_sheet(path_in)
    tabs = {tab.name: tab for tab in returned.tabs}
    unknown = sorted(set(answers) - set(tabs))
    if unknown:
        what = f"has no tab {', '.join(unknown)}"
        raise InputRefused(Problem(path_in.name, what, f"Use: {', '.join(tabs)}."))
    filled = {tabs[name].label: _cells(tabs[name], frame) for name, frame in answers.items()}
    path_out.write_bytes(with_cells(path_in.read_bytes(), filled))
    return path_out


def _cells(tab: ReturnedTab, frame: pl.DataFrame) -> dict[str, object]:
    columns = {line.column: index for index, line in enumerate(tab.lines)}
    if missing := [name for name in frame.columns if name not in columns]:
        what = f"has no column {', '.join(missing)}"
        raise InputRefused(Problem(f"tab {tab.label}", what, f"Use: {', '.join(columns)}."))
    filled: dict[str, object] = {}
    blank = count(FIRST_ROW + tab.lines[0].sent_rows)
    used: set[int] = set()
    for answer in frame.iter_rows(named=True):
        sent = _sent_row(tab, answer, used)
        row = next(blank) if sent is None else sent
        used.add(row)
        locked = {LOCKED} if sent is None else {LOCKED, GIVEN}
        for name, value in answer.items():
            if value is not None and tab.lines[columns[name]].role not in locked:
                filled[f"{letters(columns[name])}{row + 1}"] = tab.label_of(columns[name], value)
    return filled


def _sent_row(tab: ReturnedTab, answer: Mapping[str, object], used: set[int]) -> int | None:
    fixed = [
        (index, shown_text(tab.label_of(index, answer[line.column])))
        for index, line in enumerate(tab.lines)
        if line.role in (LOCKED, GIVEN) and answer.get(line.column) is not None
    ]
    for row in tab.rows[: tab.lines[0].sent_rows if fixed else 0]:
        is_free = row.number - 1 not in used
        if is_free and all(shown_text(row.cells[index]) == text for index, text in fixed):
            return row.number - 1
    return None
