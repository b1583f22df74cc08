"""What may happen to a sheet on its way: harmless changes, and mistakes whose cell is known."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from random import Random

from tandem_flows.worksheets.fields import CHOICE, DATE, DECIMAL, WHOLE, YES_NO
from tandem_flows.worksheets.layout import FIRST_ROW, HEADING_ROW
from tandem_flows.worksheets.rules import has_happened, rules_of
from tandem_flows.worksheets.tab import Shown, Tab
from tests.worksheets.random_answers import Filled, Row, broken_rules, open_columns
from tests.worksheets.resaved import DAY_ZERO, Book

NO_DATES = ("31.12.2026", "12/7/26", "soon", "2026-02-30", -3)
NO_NUMBERS = ("many", "1.5 or so", "three")


@dataclass(frozen=True)
class Damage:
    """A wrong cell: its tab, its row on the screen, its column, and the value that is wrong."""

    tab: str
    row: int
    column: str
    title: str
    value: object

    @property
    def place(self) -> tuple[str, int, str]:
        return self.tab, self.row, self.column


def harmless(book: Book, tabs: tuple[Tab, ...], random: Random) -> None:
    """Move, hide and rename things that a program or a person may move, hide and rename."""
    for tab in tabs:
        grid = book[tab.label]
        if random.random() < 0.3 and len(grid.rows) > FIRST_ROW:
            grid.rows.append(list(grid.rows[-1]))  # copied down
        if random.random() < 0.3:
            grid.rows += [["   " if i == 0 else None for i in range(len(tab.columns))]]
        if random.random() < 0.3:
            order = list(range(len(grid.rows[HEADING_ROW])))
            random.shuffle(order)
            grid.in_order(order)
        if random.random() < 0.2:
            grid.hidden_columns = [random.randrange(len(tab.columns))]
        if random.random() < 0.2:
            grid.name = f"{tab.label} ({random.randint(1, 99)})"


def damages(tabs: tuple[Tab, ...], rows: Filled, random: Random) -> list[Damage]:
    """Return up to three wrong cells, each in a row of its own."""
    every = [(tab, row) for tab in tabs for row in rows[tab.name]]
    found: list[Damage] = []
    for tab, row in random.sample(every, len(every)):
        possible = list(_possible(tab, row, random))
        if possible:
            found.append(random.choice(possible))
        if len(found) == 3:
            break
    return found[: random.randint(1, 3)]


def _possible(tab: Tab, row: Row, random: Random) -> Iterator[Damage]:
    for shown in tab.columns:
        if shown.is_answered_in(row.is_sent):
            # a row that nobody began would need its other answers too
            for value in _wrong_values(tab, shown, random) if row.is_begun else ():
                yield Damage(tab.name, row.number, shown.name, shown.field.title, value)
        elif row.is_sent and shown.name not in tab.key:
            yield Damage(tab.name, row.number, shown.name, shown.field.title, "Zyxquist")
    if row.is_begun:
        yield from _emptied(tab, row)


def _wrong_values(tab: Tab, shown: Shown, random: Random) -> Iterator[object]:
    field = shown.field
    if shown.picks and not shown.is_open and field.kind in (CHOICE, YES_NO):
        yield "perhaps so"
    if field.kind == DATE:
        yield random.choice(NO_DATES)
        if has_happened(tab.handoff, shown.name):
            yield (DAY_ZERO.replace(year=2031) - DAY_ZERO).days
    if field.kind in (WHOLE, DECIMAL):
        yield random.choice(NO_NUMBERS)
        if field.most is not None:
            yield field.most + 1
        if field.least is not None:
            yield field.least - 1


def _emptied(tab: Tab, row: Row) -> Iterator[Damage]:
    """Yield what a begun row cannot do without, provided that nothing else becomes wrong by it."""
    needed = {name for rule in rules_of(tab.handoff) for name in rule.then}
    for shown in open_columns(tab, row.is_sent):
        if row.values.get(shown.name) is None:
            continue
        without = Row(row.number, row.is_sent, row.values | {shown.name: None}, row.sent)
        wrong = {name for name, _ in broken_rules(tab, without)}
        is_wrong = shown.is_required or (shown.name in needed and shown.name in wrong)
        if is_wrong and without.is_begun and wrong <= {shown.name}:
            yield Damage(tab.name, row.number, shown.name, shown.field.title, None)
