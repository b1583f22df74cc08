"""What can be wrong with the form of a table: its headings, merged cells, cells out of line.

Here: one function a mistake, each giving its problems. Not here: finding the table.
"""

from __future__ import annotations

from collections.abc import Sequence

from tandem_flows.inbox.aliases import REQUIRED, accepted
from tandem_flows.inbox.cells import is_empty
from tandem_flows.inbox.opened import OpenedTab
from tandem_flows.inbox.place import letters
from tandem_flows.inbox.table_parts import HeadingFound, Row, Table
from tandem_validators.errors import Problem


def missing(table: Table, heading_row: int) -> list[Problem]:
    """Return the required columns that no heading names."""
    there = {heading.field for heading in table.headings}
    return [
        Problem(
            table.place(heading_row + 1),
            f"the required column {field} is missing",
            f"Add a column with one of these headings: {accepted(field)}.",
            "IDN-01",
        )
        for field in REQUIRED
        if field not in there
    ]


def doubled(table: Table, known: Sequence[HeadingFound], heading_row: int) -> list[Problem]:
    """Return the headings that name a field a second time."""
    kept = {heading.field: heading.heading for heading in table.headings}
    return [
        Problem(
            table.place(heading_row + 1, f"{again.heading} ({letters(again.index)})"),
            f"names {again.field} a second time, after {kept[again.field]}",
            "Keep one of the two columns, or give the other a heading of its own.",
        )
        for again in known
        if again not in table.headings
    ]


def merged(table: Table, tab: OpenedTab, heading_row: int) -> list[Problem]:
    """Return the merged cells from the heading row on: their values reach no cell but the first."""
    return [
        Problem(
            table.place(top + 1, letters(left)),
            f"cells are merged down to row {bottom + 1}, column {letters(right)}",
            "Unmerge them and write each value in its own cell.",
        )
        for top, left, bottom, right in tab.merged
        if bottom >= heading_row
    ]


def second_headings(table: Table, second: Sequence[Row]) -> list[Problem]:
    """Return the rows in which the headings stand again."""
    what = "the column headings stand here a second time"
    remedy = "Delete this row: one row of headings, then one row a patient."
    return [Problem(table.place(row.number), what, remedy) for row in second]


def cells_without_heading(table: Table, width: int) -> list[Problem]:
    """Return the rows that are longer than the row of headings, `width` cells."""
    what = "has more cells than there are headings, so its values may stand in wrong columns"
    remedy = "Put text that holds a comma in quotation marks, or remove the extra cells."
    return [
        Problem(table.place(row.number), what, remedy)
        for row in table.rows
        if not all(is_empty(cell) for cell in row.cells[width:])
    ]
