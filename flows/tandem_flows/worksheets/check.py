"""The check of a returned sheet: all mistakes at once, or the frames of its answers.

Here: is it the sheet expected, does each row have what it needs. Nothing is half accepted. Not
here: what the answers lead to.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from types import MappingProxyType

import polars as pl

from tandem_flows.inbox.place import at
from tandem_flows.worksheets.answers import frame_of, recorded
from tandem_flows.worksheets.returned import ReturnedSheet, ReturnedTab
from tandem_flows.worksheets.rows import TabReader
from tandem_flows.worksheets.tab import Tab
from tandem_validators.errors import InputRefused, Problem
from tandem_validators.handoffs.registry import handoff
from tandem_validators.handoffs.validate import validated

_THIS_SHEET = "Send back the sheet that was made for this call."
_AS_MADE = "Fill in a fresh copy of the sheet and leave its tabs and columns as they are."


@dataclass(frozen=True)
class Expectation:
    """The sheet that was sent: its id, kind, call and tabs with what was filled in."""

    sheet_id: str
    kind: str
    call_date: date
    tabs: tuple[Tab, ...]


def checked(returned: ReturnedSheet, expected: Expectation) -> Mapping[str, pl.DataFrame]:
    """Return the answers by the name of the tab, each in the columns of its handoff.

    Raises InputRefused with every mistake of the sheet: tab, row, column, what is wrong and what
    to do. A tab without a handoff gives the columns it shows.
    """
    if problems := [*_wrong_sheet(returned, expected), *_wrong_form(returned, expected)]:
        raise InputRefused(problems)
    tabs = {tab.name: tab for tab in returned.tabs}
    readers = [TabReader(tab, tabs[tab.name], returned.file) for tab in expected.tabs]
    rows = {reader.tab.name: reader.rows() for reader in readers}
    frames = {
        reader.tab.name: frame_of(reader, recorded(reader.tab, rows), returned.sheet_id)
        for reader in readers
    }
    if found := [problem for reader in readers for problem in reader.problems]:
        raise InputRefused(found)
    return MappingProxyType({tab.name: _valid(frames[tab.name], tab) for tab in expected.tabs})


def _wrong_sheet(returned: ReturnedSheet, expected: Expectation) -> list[Problem]:
    pairs = (
        ("for the call of", returned.call_date.isoformat(), expected.call_date.isoformat()),
        ("of the kind", returned.kind, expected.kind),
        ("the sheet with the id", returned.sheet_id, expected.sheet_id),
    )
    return [
        Problem(returned.file, f"is {what} {there}, expected {wanted}", _THIS_SHEET)
        for what, there, wanted in pairs
        if there != wanted
    ]


def _wrong_form(returned: ReturnedSheet, expected: Expectation) -> list[Problem]:
    there = {tab.name: tab for tab in returned.tabs}
    problems: list[Problem] = []
    for tab in expected.tabs:
        where = at(returned.file, tab.label)
        if tab.name not in there:
            problems.append(Problem(where, "is missing", _AS_MADE))
            continue
        wrong = _wrong_headings(tab, there[tab.name])
        problems += [Problem(where, f"the column {t} is not where it was", _AS_MADE) for t in wrong]
    return problems


def _wrong_headings(tab: Tab, returned: ReturnedTab) -> list[str]:
    titles = [shown.field.title for shown in tab.columns]
    if [line.column for line in returned.lines] != [shown.name for shown in tab.columns]:
        return ["order"]
    there = [*returned.headings, *[""] * len(titles)]
    return [title for title, heading in zip(titles, there, strict=False) if title != heading]


def _valid(frame: pl.DataFrame, tab: Tab) -> pl.DataFrame:
    return validated(frame, handoff(tab.handoff)) if tab.handoff else frame
