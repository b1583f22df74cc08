"""A CSV file with a row of headings: its rows as cells by heading.

Here: which column is which, and the row numbers that a person sees. Not here: what the cells mean.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from tandem_flows.inbox.cells import Cell, as_one_line
from tandem_flows.inbox.csv_text import read_csv
from tandem_flows.inbox.opened import InboxFile, read_file
from tandem_flows.inbox.place import at
from tandem_validators.errors import InputRefused, Problem


@dataclass(frozen=True)
class HeadedRow:
    """A row that is not empty, by its number on the screen; a row cut short lacks its last cells.

    Headings are in lower case.
    """

    file: str
    number: int
    cells: Mapping[str, Cell]

    def at(self, column: str) -> str:
        """Return where a cell of this row stands, for people."""
        return at(self.file, row=self.number, column=column)

    def line(self, column: str) -> str:
        """Return a cell as one line of text; empty where it is empty or missing."""
        return as_one_line(self.cells.get(column)) or ""


@dataclass(frozen=True)
class HeadedFile:
    """The rows below the headings, and the hash of the file."""

    rows: tuple[HeadedRow, ...]
    source_hash: str


def read_headed(path: InboxFile, required: Sequence[str], optional: Sequence[str]) -> HeadedFile:
    """Return the rows of a CSV file; columns that are not named here are ignored.

    Raises InputRefused when nothing stands in it, and with every heading missing or doubled.
    """
    content = read_file(path)
    rows = [(n, row) for n, row in enumerate(read_csv(content, path.name).rows, 1) if any(row)]
    if not rows:
        remedy = f"Write a row of headings ({', '.join(required)}) and the rows below it."
        raise InputRefused(Problem(path.name, "has no rows", remedy))
    (heading_row, cells), *below = rows
    headings = [(as_one_line(cell) or "").lower() for cell in cells]
    if problems := _heading_problems(headings, required, optional, path.name, heading_row):
        raise InputRefused(problems)
    return HeadedFile(
        tuple(HeadedRow(path.name, n, dict(zip(headings, row, strict=False))) for n, row in below),
        hashlib.sha256(content).hexdigest(),
    )


def _heading_problems(
    headings: Sequence[str],
    required: Sequence[str],
    optional: Sequence[str],
    file: str,
    row: int,
) -> list[Problem]:
    missing = [
        Problem(
            at(file, row=row, column=name), "is missing", f"Add a column with the heading {name}."
        )
        for name in required
        if name not in headings
    ]
    doubled = [
        Problem(at(file, row=row, column=name), "stands twice", "Keep one of the two columns.")
        for name in (*required, *optional)
        if headings.count(name) > 1
    ]
    return missing + doubled
