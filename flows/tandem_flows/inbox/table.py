"""From the tabs of a file to one table: where its headings are and which field each one names.

Here: a missing, doubled or merged heading, a second heading row, several tabs. Not here: the
meaning of the cells below.
"""

from __future__ import annotations

from collections.abc import Sequence

from tandem_flows.inbox import table_form
from tandem_flows.inbox.aliases import REQUIRED, field_of
from tandem_flows.inbox.cells import Cell, as_one_line, is_empty
from tandem_flows.inbox.opened import OpenedTab
from tandem_flows.inbox.place import at
from tandem_flows.inbox.table_parts import HeadingFound, Row, Table
from tandem_validators.errors import InputRefused, Problem

# A title and a remark may stand above the headings; what comes later is no heading any more.
_LOOK_FOR_HEADINGS_IN_ROWS = 10
# One known word may stand in any row; two of the required fields only stand in a row of headings.
_HEADINGS_TO_BE_SURE = 2
_ONE_ROW = (
    f"Begin with one row of headings: {', '.join(REQUIRED)}, separated by commas in a CSV file "
    "(the data dictionary lists other spellings, such as DOB)."
)


def table_of(tabs: Sequence[OpenedTab], file: str) -> Table:
    """Return the table of the one tab that has headings; raise InputRefused if none or several."""
    tab, heading_row = _the_one_tab(tabs, file)
    names = [as_one_line(cell) or "" for cell in tab.rows[heading_row]]
    found = [(field_of(name), name, index) for index, name in enumerate(names)]
    known = tuple(HeadingFound(field, name, i) for field, name, i in found if field)
    first = {heading.field: heading for heading in reversed(known)}
    below = [Row(i + 1, cells) for i, cells in enumerate(tab.rows) if i > heading_row]
    filled = [row for row in below if not all(is_empty(cell) for cell in row.cells)]
    second = [row for row in filled if _count_of_headings(row.cells) >= _HEADINGS_TO_BE_SURE]
    rows = tuple(row for row in filled if row not in second)
    ignored = tuple(name for field, name, _ in found if name and not field)
    table = Table(file, tab.name, tuple(first.values()), ignored, rows, ())
    problems = [
        *table_form.missing(table, heading_row),
        *table_form.doubled(table, known, heading_row),
        *table_form.merged(table, tab, heading_row),
        *table_form.second_headings(table, second),
        *table_form.cells_without_heading(table, len(names)),
    ]
    return Table(file, tab.name, table.headings, ignored, rows, tuple(problems))


def _the_one_tab(tabs: Sequence[OpenedTab], file: str) -> tuple[OpenedTab, int]:
    seen = [tab for tab in tabs if tab.is_visible and tab.rows]
    with_headings = [(tab, row) for tab in seen if (row := _heading_row(tab)) is not None]
    if len(with_headings) == 1:
        return with_headings[0]
    if with_headings:
        names = " and ".join(str(tab.name) for tab, _ in with_headings)
        remedy = "Keep the list on one tab and delete or rename the headings of the others."
        raise InputRefused(Problem(file, f"has more than one list, on the tabs {names}", remedy))
    raise InputRefused(_no_headings(seen, file))


def _no_headings(seen: Sequence[OpenedTab], file: str) -> Problem:
    if not seen:
        return Problem(file, "has no rows", "Send the list again with its rows.")
    if any(top < _LOOK_FOR_HEADINGS_IN_ROWS for tab in seen for top, *_ in tab.merged):
        return Problem(
            file, "has merged cells where the headings should be", f"Unmerge. {_ONE_ROW}"
        )
    return Problem(at(file, row=1), "no row of column headings was found", _ONE_ROW)


def _heading_row(tab: OpenedTab) -> int | None:
    for index, row in enumerate(tab.rows[:_LOOK_FOR_HEADINGS_IN_ROWS]):
        if _count_of_headings(row) >= _HEADINGS_TO_BE_SURE:
            return index
    return None


def _count_of_headings(row: Sequence[Cell]) -> int:
    fields = {field_of(cell) for cell in row if isinstance(cell, str)}
    return len(fields.intersection(REQUIRED))
