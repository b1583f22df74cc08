"""A register that people keep as a CSV file: its columns are those of the handoff of that name.

Here: headings and cells, read as the handoff's model asks. Not here: what the rows mean together.
"""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass

import polars as pl

from tandem_flows.inbox.cells import Cell, Unreadable, as_one_line
from tandem_flows.inbox.csv_text import read_csv
from tandem_flows.inbox.opened import InboxFile, read_file
from tandem_flows.inbox.place import at
from tandem_flows.worksheets.fields import DTYPES
from tandem_flows.worksheets.reading import read_answer
from tandem_flows.worksheets.tab import Shown, answer
from tandem_validators.errors import InputRefused, Problem
from tandem_validators.handoffs.registry import handoff


@dataclass(frozen=True)
class RegisterFile:
    """A register that was read, in its handoff's columns, with the row numbers on the screen."""

    path: InboxFile
    frame: pl.DataFrame
    row_numbers: tuple[int, ...]
    source_hash: str


def read_register(path: InboxFile, handoff_name: str) -> RegisterFile:
    """Return the register at `path`; raise InputRefused with all its problems at once.

    A column that may be empty may also be missing; other columns are ignored.
    """
    content = read_file(path)
    columns = [answer(handoff_name, name) for name in handoff(handoff_name).columns]
    rows = [(n, row) for n, row in enumerate(read_csv(content, path.name).rows, 1) if any(row)]
    headings = [(as_one_line(cell) or "").lower() for cell in rows[0][1]] if rows else []
    problems = _heading_problems(columns, headings, path.name)
    if problems:
        raise InputRefused(problems)
    read = [
        _row(columns, dict(zip(headings, row, strict=False)), number, path.name, problems)
        for number, row in rows[1:]
    ]
    if problems:
        raise InputRefused(problems)
    schema = {shown.name: DTYPES[shown.field.kind] for shown in columns}
    numbers = tuple(number for number, _ in rows[1:])
    frame = pl.DataFrame(read, schema=schema)
    return RegisterFile(path, frame, numbers, hashlib.sha256(content).hexdigest())


def _heading_problems(columns: Sequence[Shown], headings: list[str], file: str) -> list[Problem]:
    missing = [
        Problem(at(file, row=1, column=shown.name), "is missing", f"Add the heading {shown.name}.")
        for shown in columns
        if shown.is_required and shown.name not in headings
    ]
    doubled = [
        Problem(at(file, row=1, column=shown.name), "stands twice", "Keep one of the two columns.")
        for shown in columns
        if headings.count(shown.name) > 1
    ]
    return missing + doubled


def _row(
    columns: Sequence[Shown], cells: dict[str, Cell], row: int, file: str, problems: list[Problem]
) -> dict[str, object]:
    read: dict[str, object] = {}
    for shown in columns:
        where = at(file, row=row, column=shown.name)
        try:
            read[shown.name] = read_answer(shown, cells.get(shown.name))
        except Unreadable as unreadable:
            problems.append(Problem(where, unreadable.what, f"{unreadable.remedy}."))
            continue
        if shown.is_required and read[shown.name] is None:
            problems.append(Problem(where, "is empty", "Fill in this cell.", shown.field.clause))
    return read
