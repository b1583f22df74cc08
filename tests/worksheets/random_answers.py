"""Answers drawn at random that the guideline's data allow: the valid half of the round trips.

What a row needs is worked out here anew, from the same data as the check but in other code.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, timedelta
from random import Random

from tandem_flows.worksheets.fields import DATE, DECIMAL, TEXT, WHOLE, YES_NO
from tandem_flows.worksheets.layout import FIRST_ROW
from tandem_flows.worksheets.requirements import ANY_ANSWER
from tandem_flows.worksheets.rules import has_happened, rules_of
from tandem_flows.worksheets.tab import Shown, Tab
from tests.worksheets.people import CALL, SEEN_ON

WORDS = ("=they know her", "+1 visit", "-none", "@home", "two\nlines", "Söhne & Co", "100%", "<b>")


@dataclass
class Row:
    """One row as a person filled it in: its number on the screen and its values by column."""

    number: int
    is_sent: bool
    values: dict[str, object]
    sent: dict[str, object] = field(default_factory=dict)

    @property
    def is_begun(self) -> bool:
        return any(value != self.sent.get(name) for name, value in self.values.items())


Filled = dict[str, list[Row]]


def filled(tabs: tuple[Tab, ...], random: Random) -> Filled:
    """Return valid answers for every tab."""
    rows = {tab.name: _rows(tab, random) for tab in tabs}
    for tab in tabs:
        when = tab.needed_when
        needed = tab.is_needed or (
            when and any(row.values.get(when.column) in when.values for row in rows[when.tab])
        )
        for row in rows[tab.name]:
            if (needed and row.is_sent) or row.is_begun:
                complete(tab, row, random)
    return rows


def open_columns(tab: Tab, is_sent: bool) -> list[Shown]:
    return [shown for shown in tab.columns if shown.is_answered_in(is_sent)]


def _rows(tab: Tab, random: Random) -> list[Row]:
    sent = [
        Row(FIRST_ROW + 1 + index, True, known := _known(tab, row), dict(known))
        for index, row in enumerate(tab.prefilled.iter_rows(named=True))
    ]
    count = random.randint(0, min(tab.blank_rows, 3))
    first = FIRST_ROW + 1 + len(sent)
    new = [Row(first + index, False, {}) for index in range(count)]
    for row in (*sent, *new):
        if not row.is_sent or random.random() < 0.6:
            _write_some(tab, row, random)
    return [row for row in (*sent, *new) if row.is_sent or row.is_begun]


def _known(tab: Tab, row: dict[str, object]) -> dict[str, object]:
    return {shown.name: row.get(shown.name) for shown in open_columns(tab, is_sent=True)}


def _write_some(tab: Tab, row: Row, random: Random) -> None:
    for shown in open_columns(tab, row.is_sent):
        if random.random() < 0.5:
            row.values[shown.name] = value_of(tab, shown, random)


def value_of(tab: Tab, shown: Shown, random: Random) -> object:
    """Return a value that the column allows."""
    # a new row that named somebody who has a row already would be that row a second time
    is_own_words = shown.is_open and (shown.name in tab.key or random.random() < 0.5)
    if shown.picks and not is_own_words:
        picked = random.choice(shown.picks).value
        return picked == "yes" if shown.field.kind == YES_NO else picked
    if shown.field.kind == DATE:
        if has_happened(tab.handoff, shown.name):
            return SEEN_ON - timedelta(days=random.randint(0, 60))
        return CALL + timedelta(days=random.randint(0, 400))
    if shown.field.kind in (WHOLE, DECIMAL):
        least = int(shown.field.least or 0) + shown.field.is_above
        return random.randint(least, int(shown.field.most or 90))
    assert shown.field.kind == TEXT or shown.is_open
    return f"{random.choice(WORDS)} {random.randint(1, 10**9)}"


def complete(tab: Tab, row: Row, random: Random) -> None:
    """Fill in what the row needs and empty what must stay empty, until nothing is left to do."""
    columns = {shown.name: shown for shown in open_columns(tab, row.is_sent)}
    for shown in columns.values():
        if shown.is_required and row.values.get(shown.name) is None:
            row.values[shown.name] = value_of(tab, shown, random)
    for _ in range(20):
        wrong = broken_rules(tab, row)
        if not wrong:
            return
        name, is_missing = wrong[0]
        shown = columns[name]
        row.values[name] = value_of(tab, shown, random) if is_missing else None
    raise AssertionError(f"no valid row of {tab.name} was found")


def broken_rules(tab: Tab, row: Row) -> list[tuple[str, bool]]:
    """Return each column that a rule finds missing (True) or standing though it must not."""
    known = dict(tab.constants) | row.values
    wrong = []
    for rule in rules_of(tab.handoff):
        if all(_holds(known.get(name), values) for name, values in rule.when.items()):
            wrong += [(name, True) for name in rule.then if known.get(name) is None]
            wrong += [(name, False) for name in rule.empty if known.get(name) is not None]
    return wrong


def _holds(value: object, values: tuple[str, ...]) -> bool:
    if values == ANY_ANSWER:
        return value is not None
    return ("yes" if value is True else "no" if value is False else value) in values


def in_cell(shown: Shown, value: object) -> object:
    """Return what a person would write for `value`."""
    if isinstance(value, bool):
        return "yes" if value else "no"
    return shown.label_of(value) if not isinstance(value, date) else value
