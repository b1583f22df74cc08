"""The check of a returned sheet: all mistakes at once, or the frames of its answers.

Here: is it the sheet expected, does each row have what it needs. Nothing is half accepted. Not
here: what the answers lead to.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from types import MappingProxyType

import polars as pl

from tandem_flows.inbox.place import at
from tandem_flows.worksheets.answered_row import AnsweredRow
from tandem_flows.worksheets.answers import counted, frame_of, recorded
from tandem_flows.worksheets.expectation import (
    AS_MADE,
    Expectation,
    changed_inside,
    wrong_sheet,
)
from tandem_flows.worksheets.finding import Finding
from tandem_flows.worksheets.returned import ReturnedSheet
from tandem_flows.worksheets.rows import TabReader
from tandem_flows.worksheets.tab import Tab
from tandem_validators.errors import InputRefused, Problem
from tandem_validators.handoffs.registry import handoff
from tandem_validators.handoffs.validate import validated

_LAST_ROW = 2**20
__all__ = ["Expectation", "Look", "checked", "looked_at"]


@dataclass(frozen=True)
class Look:
    """What a check saw: the rows that were read, all that is wrong, and the answers if nothing is.

    A sheet that is not the one expected was not read. `counted` are the rows that the frames of
    answers are made of, in their order.
    """

    findings: tuple[Finding, ...]
    rows: Mapping[str, tuple[AnsweredRow, ...]]
    frames: Mapping[str, pl.DataFrame]
    counted: Mapping[str, tuple[AnsweredRow, ...]] = field(default_factory=dict)

    @property
    def is_expected(self) -> bool:
        """Whether the sheet is the one that was expected, with or without mistakes."""
        return bool(self.rows)


def checked(returned: ReturnedSheet, expected: Expectation) -> Mapping[str, pl.DataFrame]:
    """Return the answers by the name of the tab, each in the columns of its handoff.

    Raises InputRefused with every mistake of the sheet: tab, row, column, what is wrong and what
    to do. A tab without a handoff gives the columns it shows.
    """
    look = looked_at(returned, expected)
    if look.findings:
        raise InputRefused([finding.problem for finding in look.findings])
    return look.frames


def looked_at(returned: ReturnedSheet, expected: Expectation) -> Look:
    """Return what is right and what is wrong with a returned sheet; nothing is half accepted."""
    if problems := wrong_sheet(returned, expected) or changed_inside(returned, expected):
        return Look(tuple(Finding(problem) for problem in problems), {}, {})
    there = {tab.name: tab for tab in returned.tabs}
    missing = [_missing_tab(returned, tab) for tab in expected.tabs if tab.name not in there]
    readers = [
        TabReader(tab, there[tab.name], returned.file, expected.seen_on)
        for tab in expected.tabs
        if tab.name in there
    ]
    rows = {reader.tab.name: reader.rows() for reader in readers}
    rows |= {tab.name: [] for tab in expected.tabs if tab.name not in there}
    frames = {
        reader.tab.name: frame_of(reader, recorded(reader.tab, rows), returned.sheet_id)
        for reader in readers
    }
    found = in_order([*missing, *(f for reader in readers for f in reader.findings)], expected.tabs)
    read = {name: tuple(read) for name, read in rows.items()}
    if found:
        return Look(found, read, {})
    valid = {tab.name: _valid(frames[tab.name], tab) for tab in expected.tabs}
    made_of = {tab.name: tuple(counted(tab, recorded(tab, rows))) for tab in expected.tabs}
    return Look((), read, MappingProxyType(valid), MappingProxyType(made_of))


def in_order(findings: Sequence[Finding], tabs: Sequence[Tab]) -> tuple[Finding, ...]:
    """Return what is wrong as one meets it in the sheet: tab by tab, row by row."""
    columns = {
        (tab.name, shown.name): (place, index)
        for place, tab in enumerate(tabs)
        for index, shown in enumerate(tab.columns)
    }
    places = {tab.name: place for place, tab in enumerate(tabs)}

    def place(finding: Finding) -> tuple[int, int, int]:
        row = _LAST_ROW if finding.row is None else finding.row
        at = columns.get((finding.tab, finding.column or ""), (0, -1))
        return (places.get(finding.tab, -1), row, at[1])

    return tuple(sorted(dict.fromkeys(findings), key=place))


def _missing_tab(returned: ReturnedSheet, tab: Tab) -> Finding:
    return Finding(Problem(at(returned.file, tab.label), "is missing", AS_MADE), tab.name)


def _valid(frame: pl.DataFrame, tab: Tab) -> pl.DataFrame:
    return validated(frame, handoff(tab.handoff)) if tab.handoff else frame
