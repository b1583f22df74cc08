"""The parts of a table that was found in a file: headings, rows, and where each stands.

Here: values without behaviour. Not here: how they are found (`table`).
"""

from __future__ import annotations

from dataclasses import dataclass

from tandem_flows.inbox.cells import Cell
from tandem_flows.inbox.place import at
from tandem_validators.errors import Problem


@dataclass(frozen=True)
class HeadingFound:
    """One column that is read: the field, the heading as it is written, its index from 0."""

    field: str
    heading: str
    index: int


@dataclass(frozen=True)
class Row:
    """One row of the table with its number as a spreadsheet shows it."""

    number: int
    cells: tuple[Cell, ...]


@dataclass(frozen=True)
class Table:
    """The headings found in a file, the rows below, and what is wrong with its form."""

    file: str
    tab: str | None
    headings: tuple[HeadingFound, ...]
    ignored: tuple[str, ...]
    rows: tuple[Row, ...]
    problems: tuple[Problem, ...]

    def place(self, row: int | None = None, column: str | None = None) -> str:
        """Return where in the file something stands, in a person's words."""
        return at(self.file, self.tab, row, column)
