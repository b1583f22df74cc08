"""The page refuses exactly what Python refuses: cell by cell, rule by rule, guard by guard."""

from __future__ import annotations

import random
from pathlib import Path
from typing import Any

from tandem_flows.inbox.cells import Unreadable
from tandem_flows.worksheets.answer_file import read_answer_file
from tandem_flows.worksheets.check import checked
from tandem_flows.worksheets.kinds import CALL
from tandem_flows.worksheets.layout import shown_text
from tandem_flows.worksheets.returned import ReturnedTab
from tandem_flows.worksheets.rows import TabReader
from tandem_flows.worksheets.tab import LOCKED
from tandem_validators.errors import InputRefused
from tests.worksheets import people
from tests.worksheets.call_page.pages import page_data, run
from tests.worksheets.sheets import expected, tabs_of

TEXTS = (
    *("", " ", "\t\n", "\u00a0", "\u3000", "\ufeff", "\x1f", "\x85"),
    *("yes", "Y", " TRUE ", "1", "x", "no", "N", "false", "0", "perhaps", "y e s", "yés", "ýes"),
    *("-1", "0.0", "3", "3.0", "3.5", "3,5", "1e3", "+3", "--3", "007", "-0", "999999999999999"),
    *(
        "1234567890123456",
        "٣",
        "\uff13",
        "\U0001d7db",
        "1_000",
        "0x10",
        "4",
        "half an hour",
        "12.",
        ".5",
        "inf",
    ),
    *("2026-12-20", "2026-2-3", "2026-02-29", "2024-02-29", "2100-02-29", "2026-13-01"),
    *("12/20/2026", "1/2/2026", "12-20-2026", "20/12/2026", "12/20/26", "12/20", "0/1/2026"),
    *("2026-12-20T00:00", "2026-12-20 00:00:00", "2026-12-20T10:00", "1899-12-31", "1900-01-01"),
    *(
        "9999-12-31",
        "0000-01-01",
        "2026-12-00",
        "tomorrow",
        "+14",
        "\uff12\uff10\uff12\uff16-12-20",
        "4/31/2026",
    ),
    *("plan", "Plan ", "PRACTICE", "joint", "possible provider change", "Possible_Provider-Change"),
    *(
        "poßible",
        "unrespon\u017five",
        "ACTIVE",
        "aktive",
        "ﬁnal attempt",
        "no answer",
        "Νικος",
        "ΝΙΚΟΣ",
    ),
    *("Dana Marsh", "dana marsh", "p1", "Dáná Marsh", "Ana Lopez · C-01", "C-01", "c01", "nobody"),
    *(
        "=SUM(A1)",
        "<script>",
        "a\nb",
        "·",
        "---",
        "next_step",
        "Next step!",
        "I\u0307",
        "\u0131",
        "ŉ",
    ),
)


TABS = {tab.name: tab for tab in tabs_of(CALL)}


def asked_columns() -> list[tuple[str, Any]]:
    return [(t.name, shown) for t in tabs_of(CALL) for shown in t.columns if shown.role != LOCKED]


def python_reads(tab: str, shown: Any, text: str) -> list[Any]:
    reader = TabReader(TABS[tab], ReturnedTab(tab, tab, (), (), ()), "call.json", people.SEEN_ON)
    try:
        value = reader._answer(shown, text)
    except Unreadable as refused:
        return ["refused", refused.what, f"{refused.remedy}."]
    return ["read", shown_text(value)]


def test_every_column_reads_and_refuses_the_same_cells(blank) -> None:
    wanted = [[tab, shown.name] for tab, shown in asked_columns()]
    labels = {p.label for _, s in asked_columns() for p in s.picks}
    texts = [*TEXTS, *sorted(labels | {p.value for _, s in asked_columns() for p in s.picks})]
    body = """
    const read = cellReader(data.page.spelling, data.page.seen_on);
    const sheet = new Sheet(data.page.tabs);
    return data.wanted.map(([tab, name]) => data.texts.map((text) => {
      const found = read(sheet.columns.get(tab).get(name), text);
      const { what, remedy } = found;
      return "value" in found ? ["read", valueWords(found.value)] : ["refused", what, remedy];
    }));
    """

    found = run(blank, body, {"page": page_data(), "wanted": wanted, "texts": texts})

    differing = [
        (tab, shown.name, text, python_reads(tab, shown, text), there)
        for (tab, shown), reads in zip(asked_columns(), found, strict=True)
        for text, there in zip(texts, reads, strict=True)
        if python_reads(tab, shown, text) != there
    ]
    assert differing == []
    assert len(found) * len(texts) > 10_000


SHEETS = """
    const read = cellReader(data.page.spelling, data.page.seen_on);
    const first = data.page.spelling.first_row;
    return data.sheets.map((typed) => {
      const sheet = new Sheet(data.page.tabs);
      for (const [tab, place, cells] of typed) {
        const row = place === null ? sheet.add(tab) : sheet.rowsOf(tab)[place];
        for (const [name, text] of Object.entries(cells)) sheet.write(row, name, text);
      }
      const { problems } = checkedSheet(sheet, read, first);
      const numbers = new Map([...sheet.tabs.keys()].flatMap(
        (tab) => sheet.numbered(tab, first).map(({ row, number }) => [row, number])));
      const told = ({ row, column, what, remedy, clause }) => [
        sheet.tabs.get(row.tab).label, numbers.get(row) ?? null,
        column && sheet.column(row, column).title, what, remedy, clause ?? null];
      return { problems: problems.map(told), file: answerFile(sheet, data.page.head, first) };
    });
"""


def python_says(file: str, folder: Path) -> set[tuple[Any, ...]]:
    path = folder / "call.json"
    path.write_text(file, encoding="utf-8")
    try:
        checked(read_answer_file(path), expected(CALL))
    except InputRefused as refused:
        return {(p.where.removeprefix("call.json, "), p.what, p.remedy) for p in refused.problems}
    return set()


def differing(sheets: list[Any], found: list[Any], folder: Path) -> list[Any]:
    """The sheets of which Python and the page say different things, with what each says."""
    said = [(python_says(one["file"], folder), page_says(one["problems"])) for one in found]
    return [(typed, *both) for typed, both in zip(sheets, said, strict=True) if both[0] != both[1]]


def where(label: str, row: int | None, title: str | None) -> str:
    parts = [f"tab {label}", f"row {row}" if row else "", f"column {title}" if title else ""]
    return ", ".join(part for part in parts if part)


def page_says(problems: list[list[Any]]) -> set[tuple[Any, ...]]:
    return {(where(*problem[:3]), problem[3], problem[4]) for problem in problems}


def rows_of_rules() -> list[Any]:
    """For each rule: every word of each condition, with what it asks for there and not there."""
    sheets = []
    for tab in tabs_of(CALL):
        shown = {one.name: one for one in tab.columns}
        place = None if tab.prefilled.is_empty() else 0
        words = {
            name: [p.label for p in one.picks] or ["12/20/2026", "some words", "3"]
            for name, one in shown.items()
        }
        asked = [name for name, one in shown.items() if one.is_answered_in(place is not None)]
        for name in asked:
            for word in words[name]:
                alone = {name: word}
                full = {other: words[other][0] for other in asked} | alone
                bare = {other: t for other, t in full.items() if shown[other].is_required} | alone
                sheets += [[[tab.name, place, cells]] for cells in (alone, full, bare)]
    return sheets


def test_every_rule_between_answers_refuses_the_same_rows(blank, tmp_path: Path) -> None:
    sheets = rows_of_rules()

    found = run(blank, SHEETS, {"page": page_data(), "sheets": sheets})

    assert differing(sheets, found, tmp_path) == []
    assert len(sheets) > 300


def random_sheets(count: int) -> list[Any]:
    chance = random.Random(7)
    tabs = [tab for tab in tabs_of(CALL) if any(s.role != LOCKED for s in tab.columns)]
    sheets = []
    for _ in range(count):
        typed = []
        for tab in chance.sample(tabs, k=chance.randint(1, 5)):
            place = chance.choice([None, *range(tab.prefilled.height)])
            if place is None and not tab.blank_rows:
                continue
            asked = [s for s in tab.columns if s.is_answered_in(is_sent_row=place is not None)]
            cells = {s.name: typed_by(chance, s) for s in asked if chance.random() < 0.8}
            typed += [[tab.name, place, cells]] * (
                1 if place is not None else chance.choice([1, 1, 2])
            )
        sheets.append(typed)
    return sheets


def typed_by(chance: random.Random, shown: Any) -> str:
    if shown.picks and chance.random() < 0.9:
        return chance.choice(shown.picks).label
    fitting = {"date": "12/20/2026", "whole": "2", "yes_no": "yes"}
    return (
        fitting.get(shown.field.kind, "some words")
        if chance.random() < 0.8
        else chance.choice(TEXTS)
    )


def test_whole_sheets_typed_at_random_are_refused_alike(blank, tmp_path: Path) -> None:
    sheets = random_sheets(400)

    found = run(blank, SHEETS, {"page": page_data(), "sheets": sheets})

    assert differing(sheets, found, tmp_path) == []
    assert len({str(page_says(one["problems"]) == set()) for one in found}) == 2
