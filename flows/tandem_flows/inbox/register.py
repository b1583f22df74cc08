"""A register that people keep as a CSV file: its columns are those of the handoff of that name.

Here: headings and cells, read as the handoff's model asks. Not here: what the rows mean together.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import polars as pl

from tandem_flows.inbox.cells import Unreadable
from tandem_flows.inbox.headed import HeadedRow, read_headed
from tandem_flows.inbox.mistakes import told
from tandem_flows.inbox.opened import InboxFile
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
    columns = [answer(handoff_name, name) for name in handoff(handoff_name).columns]
    required = [shown.name for shown in columns if shown.is_required]
    file = read_headed(path, required, [shown.name for shown in columns if not shown.is_required])
    problems: list[Problem] = []
    read = [_read(columns, row, problems) for row in file.rows]
    if problems:
        raise InputRefused(told(problems, path.name))
    schema = {shown.name: DTYPES[shown.field.kind] for shown in columns}
    numbers = tuple(row.number for row in file.rows)
    return RegisterFile(path, pl.DataFrame(read, schema=schema), numbers, file.source_hash)


def _read(columns: Sequence[Shown], row: HeadedRow, problems: list[Problem]) -> dict[str, object]:
    read: dict[str, object] = {}
    for shown in columns:
        where = row.at(shown.name)
        try:
            read[shown.name] = read_answer(shown, row.cells.get(shown.name))
        except Unreadable as unreadable:
            problems.append(Problem(where, unreadable.what, f"{unreadable.remedy}."))
            continue
        if shown.is_required and read[shown.name] is None:
            problems.append(Problem(where, "is empty", "Fill in this cell.", shown.field.clause))
    return read
