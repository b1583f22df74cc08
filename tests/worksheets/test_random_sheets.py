"""Round trips of sheets filled in and damaged at random: none is misjudged.

Every valid sheet is accepted with its very answers. Every invalid one is refused with exactly the
cells named that are wrong, and its fresh copy goes through once those cells are put right.
"""

from __future__ import annotations

from copy import deepcopy
from dataclasses import replace
from functools import cache
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory

import pytest

from tandem_flows.worksheets.check import looked_at
from tandem_flows.worksheets.fresh_copy import fresh_copy
from tandem_flows.worksheets.kinds import FOLLOW_UP
from tandem_flows.worksheets.returned import read_sheet
from tandem_flows.worksheets.tab import Tab
from tandem_flows.worksheets.write import write_copy
from tests.worksheets.random_answers import Filled, filled, in_cell
from tests.worksheets.random_damage import damages, harmless
from tests.worksheets.resaved import Book, opened, saved
from tests.worksheets.sheets import OF_A_CALL, expected, tabs_of, written

FEW, MANY = range(20), range(20, 1020)


@cache
def blank(kind: str) -> Book:
    with TemporaryDirectory() as folder:
        return opened(written(kind, Path(folder)))


def typed_in(kind: str, rows: Filled) -> Book:
    book = deepcopy(blank(kind))
    for tab in tabs_of(kind):
        columns = {shown.name: shown for shown in tab.columns}
        for row in rows[tab.name]:
            for name, value in row.values.items():
                shown = columns[name]
                book[tab.label].put(shown.field.title, row.number, in_cell(shown, value))
    return book


def said(tab: Tab, rows: Filled) -> list[dict[str, object]]:
    """What the new and changed rows of a tab hold, without repetitions."""
    found = []
    for row in rows[tab.name]:
        values = {shown.name: row.values.get(shown.name) for shown in tab.columns}
        counts = tab.counts_if is None or row.values.get(tab.counts_if)
        if row.is_begun and counts and (row.is_sent or values not in found):
            found.append(values)
    return found


def round_trip(seed: int, folder: Path) -> None:
    random = Random(seed)
    kind = random.choice((*OF_A_CALL, FOLLOW_UP))
    tabs = tabs_of(kind)
    rows = filled(tabs, random)
    book = typed_in(kind, rows)
    wrong = damages(tabs, rows, random) if random.random() < 0.6 else []
    for damage in wrong:
        label = next(tab.label for tab in tabs if tab.name == damage.tab)
        book[label].put(damage.title, damage.row, damage.value)
    if not wrong:
        harmless(book, tabs, random)
    dates_as = random.choice(("date", "number", "text"))
    path = saved(folder / "returned.xlsx", book, dates_as=dates_as)
    before = path.read_bytes()

    returned = read_sheet(path)
    look = looked_at(returned, expected(kind))

    places = {(found.tab, found.row, found.column) for found in look.findings}
    assert places == {damage.place for damage in wrong}, f"seed {seed}, {kind}"
    assert path.read_bytes() == before
    if not wrong:
        assert_answers(look.frames, tabs, rows, seed)
        return
    assert look.frames == {}
    corrected = put_right(folder, kind, returned, look, rows, wrong)
    again = looked_at(read_sheet(corrected), expected(kind))
    assert [str(found.problem) for found in again.findings] == [], f"seed {seed}, {kind}"
    assert_answers(again.frames, tabs, rows, seed)


def put_right(folder, kind, returned, look, rows, wrong) -> Path:
    """Correct the marked cells of the fresh copy, and nothing else."""
    copy = fresh_copy(look, tabs_of(kind))
    head = replace(returned.head, replaces=(returned.source_hash,))
    path = write_copy(folder / "copy.xlsx", head, "Fresh copy", copy, ())
    book = opened(path)
    for damage in wrong:
        tab = next(tab for tab in tabs_of(kind) if tab.name == damage.tab)
        shown = next(shown for shown in tab.columns if shown.name == damage.column)
        mark = next(
            mark
            for mark in copy.marks
            if (mark.label, mark.heading) == (tab.label, shown.field.title)
            and mark.problem.where.startswith(f"returned.xlsx, tab {tab.label}, row {damage.row},")
        )
        row = next(row for row in rows[tab.name] if row.number == damage.row)
        if shown.is_answered_in(row.is_sent):
            assert mark.cell is not None
            right = in_cell(shown, row.values.get(shown.name))
            book[tab.label].put(shown.field.title, mark.cell[0] + 1, right)
    return saved(path, book)


def assert_answers(frames, tabs, rows, seed) -> None:
    for tab in tabs:
        there = frames[tab.name].to_dicts()
        assert len(there) == len(said(tab, rows)), f"seed {seed}, {tab.name}"
        for values in said(tab, rows):
            asked = {name: value for name, value in values.items() if value is not None}
            kept = {name: value for name, value in asked.items() if name in tab.recorded}
            assert any(kept.items() <= row.items() for row in there), f"seed {seed}, {tab.name}"


@pytest.mark.clause("PRE-01")
@pytest.mark.parametrize("seed", FEW)
def test_a_random_sheet_is_judged_right(seed: int, tmp_path: Path) -> None:
    round_trip(seed, tmp_path)


@pytest.mark.long
def test_a_thousand_random_sheets_are_judged_right(tmp_path: Path) -> None:
    for seed in MANY:
        round_trip(seed, tmp_path)
