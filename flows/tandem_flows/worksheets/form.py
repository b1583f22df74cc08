"""What can be wrong with the form of a returned tab: headings, merged cells, words off the columns.

Here: one function a mistake. Not here: finding the columns (`found`) and the answers (`rows`).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from tandem_flows.inbox.cells import is_empty
from tandem_flows.inbox.opened import OpenedTab
from tandem_flows.inbox.place import at, letters
from tandem_flows.worksheets.finding import Finding
from tandem_flows.worksheets.found import Found, heading_rows
from tandem_flows.worksheets.layout import HEADING_ROW, ColumnLine
from tandem_validators.errors import Problem

_FRESH = "or fill in a fresh copy of the sheet."


def form_findings(
    file: str, tab: OpenedTab, found: Found, lines: Sequence[ColumnLine]
) -> list[Finding]:
    """Return everything that is wrong with the form of a tab."""
    if found.heading_row is None:
        what = "the row of headings is missing, or most of it"
        problem = Problem(at(file, tab.name), what, f"Put the headings back, {_FRESH}")
        return [Finding(problem, lines[0].tab)]
    return [
        *_missing(file, tab, found, lines),
        *_doubled(file, tab, found, lines),
        *_second_headings(file, tab, found, lines),
        *_merged(file, tab, found, lines),
        *_off_the_columns(file, tab, found, lines),
    ]


def _missing(
    file: str, tab: OpenedTab, found: Found, lines: Sequence[ColumnLine]
) -> Iterator[Finding]:
    row = (HEADING_ROW if found.heading_row is None else found.heading_row) + 1
    for line in lines:
        if line.title not in found.columns:
            what = f"the column {line.title} is missing"
            problem = Problem(at(file, tab.name, row), what, f"Put it back, {_FRESH}")
            yield Finding(problem, line.tab, None, line.column)


def _doubled(
    file: str, tab: OpenedTab, found: Found, lines: Sequence[ColumnLine]
) -> Iterator[Finding]:
    for line in lines:
        for again in found.columns.get(line.title, ())[1:]:
            where = at(file, tab.name, (found.heading_row or 0) + 1, letters(again))
            what = f"the column {line.title} stands here a second time"
            yield Finding(Problem(where, what, "Delete one of the two."), line.tab)


def _second_headings(
    file: str, tab: OpenedTab, found: Found, lines: Sequence[ColumnLine]
) -> Iterator[Finding]:
    for index in heading_rows(tab, [line.title for line in lines]):
        if index != found.heading_row:
            what = "the headings stand here a second time"
            yield Finding(
                Problem(at(file, tab.name, index + 1), what, "Delete this row."), lines[0].tab
            )


def _merged(
    file: str, tab: OpenedTab, found: Found, lines: Sequence[ColumnLine]
) -> Iterator[Finding]:
    for top, left, bottom, right in tab.merged:
        if bottom < (found.heading_row or 0):
            continue
        where = at(file, tab.name, top + 1, letters(left))
        what = f"cells are merged down to row {bottom + 1}, column {letters(right)}"
        remedy = "Unmerge them and write each answer in its own cell."
        yield Finding(
            Problem(where, what, remedy), lines[0].tab, top + 1, _column(found, lines, left)
        )


def _off_the_columns(
    file: str, tab: OpenedTab, found: Found, lines: Sequence[ColumnLine]
) -> Iterator[Finding]:
    """What stands beside the sheet's own columns would be lost without a word, so it is told."""
    if len(found.columns) < len(lines):
        return  # a renamed column is told as missing, which says it all
    ours = {place for places in found.columns.values() for place in places}
    told: set[int] = set()
    for number, row in enumerate(tab.rows[found.heading_row or 0 :], (found.heading_row or 0) + 1):
        for index, cell in enumerate(row):
            if index in ours or index in told or is_empty(cell):
                continue
            told.add(index)
            what = "is written outside of the columns of the sheet"
            remedy = "Move it into a column of the sheet, or delete it."
            where = at(file, tab.name, number, letters(index))
            yield Finding(Problem(where, what, remedy), lines[0].tab)


def _column(found: Found, lines: Sequence[ColumnLine], index: int) -> str | None:
    return next((line.column for line in lines if found.column_of(line.title) == index), None)
