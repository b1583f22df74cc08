"""The sheet that is expected back, and whether a returned one is another than that.

A sheet of another practice, call or making is refused whole, before an answer in it is looked at.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from tandem_flows.inbox.place import at
from tandem_flows.worksheets.returned import ReturnedSheet, ReturnedTab
from tandem_flows.worksheets.tab import Tab
from tandem_validators.errors import Problem

_THIS_SHEET = "Send back the sheet that was made for this call."
AS_MADE = "Fill in a fresh copy of the sheet and leave its tabs and columns as they are."


@dataclass(frozen=True)
class Expectation:
    """The sheet that was sent: its id, kind, call and tabs with what was filled in.

    `seen_on` is the day it is looked at from, `practice` the id of the practice it was made for.
    """

    sheet_id: str
    kind: str
    call_date: date
    tabs: tuple[Tab, ...]
    seen_on: date
    practice: str = ""


def wrong_sheet(returned: ReturnedSheet, expected: Expectation) -> list[Problem]:
    """Return why the sheet is another than the one expected; such a one is refused whole."""
    practice = returned.head.practice
    if practice and expected.practice and practice != expected.practice:
        what = "is the sheet of another practice"
        remedy = f"Take it out of this inbox. {_THIS_SHEET}"
        return [Problem(returned.file, what, remedy)]
    pairs = (
        ("for the call of", returned.call_date.isoformat(), expected.call_date.isoformat()),
        ("of the kind", returned.kind, expected.kind),
    )
    wrong = [
        Problem(returned.file, f"is {what} {there}, expected {wanted}", _THIS_SHEET)
        for what, there, wanted in pairs
        if there != wanted
    ]
    if wrong or returned.sheet_id == expected.sheet_id:
        return wrong
    what = (
        f"is the sheet with the id {returned.sheet_id}, expected {expected.sheet_id}: "
        "the sheet of this call was made anew since"
    )
    return [Problem(returned.file, what, "Fill in the sheet that was made last.")]


def changed_inside(returned: ReturnedSheet, expected: Expectation) -> list[Problem]:
    """Return the tabs whose columns the sheet itself describes in another way than it was made."""
    sent = {tab.name: tab for tab in expected.tabs}
    return [
        Problem(at(returned.file, tab.label), f"the column {title} is not where it was", AS_MADE)
        for tab in returned.tabs
        if tab.name in sent
        for title in _not_as_sent(sent[tab.name], tab)
    ]


def _not_as_sent(tab: Tab, returned: ReturnedTab) -> list[str]:
    sent = [(shown.name, shown.field.title) for shown in tab.columns]
    there = [(line.column, line.title) for line in returned.lines]
    if len(there) != len(sent):
        return ["order"]
    return [title for (name, title), was in zip(sent, there, strict=True) if (name, title) != was]
