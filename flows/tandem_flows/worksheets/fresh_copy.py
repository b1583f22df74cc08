"""The fresh copy that answers a refused sheet: what was right filled in, what was wrong marked.

It is the sheet as it was sent, so that whatever became of the refused file's form is mended; that
file itself is never touched. Here: which cell holds and says what. Not here: the writing (`write`).
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from tandem_flows.worksheets.answered_row import AnsweredRow
from tandem_flows.worksheets.check import Look
from tandem_flows.worksheets.finding import Finding
from tandem_flows.worksheets.layout import FIRST_ROW
from tandem_flows.worksheets.tab import Shown, Tab
from tandem_validators.errors import Problem

_BACK = "Nothing: it stands here again as it was sent."
_GONE = "Nothing, if it is not needed: it is left out of this copy."


@dataclass(frozen=True)
class Mark:
    """One place to correct: its tab, its cell counted from 0 if it has one, and what is wrong."""

    label: str
    heading: str
    cell: tuple[int, int] | None
    problem: Problem
    is_mended: bool


@dataclass(frozen=True)
class FreshCopy:
    """The tabs of a fresh copy, what its cells hold beside what was sent, and what is marked.

    `cells` are by tab and by row and column counted from 0.
    """

    tabs: tuple[Tab, ...]
    cells: Mapping[str, Mapping[tuple[int, int], object]]
    marks: tuple[Mark, ...]

    def marks_of(self, tab: Tab) -> list[tuple[int, Mark]]:
        """Return the marks with a cell on a tab, each with its place in the list of all."""
        return [
            (index, mark)
            for index, mark in enumerate(self.marks)
            if mark.label == tab.label and mark.cell is not None
        ]


def fresh_copy(look: Look, tabs: Sequence[Tab]) -> FreshCopy:
    """Return the copy that follows from what a check saw of a sheet made of `tabs`."""
    placed = {tab.name: _placed(tab, look.rows[tab.name]) for tab in tabs}
    return FreshCopy(
        tuple(_with_room(tab, placed[tab.name]) for tab in tabs),
        {tab.name: dict(_cells(tab, placed[tab.name])) for tab in tabs},
        tuple(_mark(finding, tabs, placed) for finding in look.findings),
    )


def _placed(tab: Tab, rows: Sequence[AnsweredRow]) -> dict[int, AnsweredRow]:
    """Return each row by where it stands in the copy: new ones close up below those sent."""
    sent = {row.sent_at: row for row in rows if row.sent_at is not None}
    new = [row for row in rows if row.sent_at is None and row.is_answered]
    return sent | dict(enumerate(new, start=tab.prefilled.height))


def _with_room(tab: Tab, placed: Mapping[int, AnsweredRow]) -> Tab:
    needed = max(placed, default=-1) + 1 - tab.prefilled.height
    return replace(tab, blank_rows=max(tab.blank_rows, needed))


def _cells(tab: Tab, placed: Mapping[int, AnsweredRow]) -> Iterator[tuple[tuple[int, int], object]]:
    for place, row in placed.items():
        for index, shown in enumerate(tab.columns):
            if shown.name in row.answers:
                value = shown.label_of(row.answers[shown.name])
                yield (FIRST_ROW + place, index), value
            elif shown.name in row.unreadable:
                yield (FIRST_ROW + place, index), row.unreadable[shown.name]


def _mark(
    finding: Finding, tabs: Sequence[Tab], placed: Mapping[str, Mapping[int, AnsweredRow]]
) -> Mark:
    tab = next((tab for tab in tabs if tab.name == finding.tab), None)
    if tab is None:
        return Mark("", "", None, finding.problem, finding.is_mended)
    shown = next((s for s in tab.columns if s.name == finding.column), None)
    place = _place(finding, placed[tab.name])
    cell = None if place is None else (FIRST_ROW + place, _index(tab, shown))
    title = shown.field.title if shown else ""
    heading = ", ".join(words for words in (finding.about, title) if words)
    return Mark(tab.label, heading, cell, _said(finding, cell), finding.is_mended)


def _place(finding: Finding, placed: Mapping[int, AnsweredRow]) -> int | None:
    if finding.sent_at is not None:
        return finding.sent_at
    return next((place for place, row in placed.items() if row.number == finding.row), None)


def _index(tab: Tab, shown: Shown | None) -> int:
    """Return the column to mark; where no one cell is wrong, the first that people answer in."""
    return tab.columns.index(shown) if shown else tab.first_answer


def _said(finding: Finding, cell: tuple[int, int] | None) -> Problem:
    if not finding.is_mended:
        return finding.problem
    return replace(finding.problem, remedy=_GONE if cell is None else _BACK)
