"""The file of the page's answers is read, checked and refused like the XLSX form of the sheet."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from tandem_flows.worksheets.answer_file import page_problem, read_answer_file
from tandem_flows.worksheets.check import checked
from tandem_flows.worksheets.kinds import CALL
from tandem_flows.worksheets.returned import read_sheet
from tandem_validators.errors import InputRefused
from tests.worksheets import people
from tests.worksheets.answered import call_answers
from tests.worksheets.call_page.answer_files import as_answers, changed, write_answers
from tests.worksheets.call_page.pages import written_page
from tests.worksheets.sheets import expected, filled

Held = dict[str, Any]


@pytest.fixture
def sheet(tmp_path: Path) -> Path:
    return filled(CALL, tmp_path, call_answers())


def refusal(path: Path, **wanted: Any) -> str:
    with pytest.raises(InputRefused) as refused:
        checked(read_answer_file(path), expected(CALL, **wanted))
    return str(refused.value)


def test_both_forms_of_a_sheet_give_the_same_answers(sheet: Path, tmp_path: Path) -> None:
    path = write_answers(tmp_path / "call.json", as_answers(sheet))

    from_page = checked(read_answer_file(path), expected(CALL))
    from_sheet = checked(read_sheet(sheet), expected(CALL))

    assert {name: frame.rows() for name, frame in from_page.items()} == {
        name: frame.rows() for name, frame in from_sheet.items()
    }


def test_a_renamed_file_is_known_by_what_stands_inside_it(sheet: Path, tmp_path: Path) -> None:
    path = write_answers(tmp_path / "whatever.json", as_answers(sheet))

    returned = read_answer_file(path)

    assert (returned.kind, returned.call_date) == (CALL, people.CALL)
    assert returned.sheet_id == as_answers(sheet)["sheet_id"]


def cell(tab: str, row: int, column: str, text: str) -> Callable[[Held], Held]:
    return lambda held: changed(held, tab, row, column, text)


def extra_patient(held: Held) -> Held:
    tab = next(one for one in held["tabs"] if one["name"] == "decisions")
    row = {"number": tab["rows"][-1]["number"] + 1, "cells": list(tab["rows"][-1]["cells"])}
    row["cells"][tab["columns"].index("case_id")] = "C-99"
    tab["rows"].append(row)
    return held


def lost_patient(held: Held) -> Held:
    next(one for one in held["tabs"] if one["name"] == "decisions")["rows"].pop()
    return held


def lost_tab(held: Held) -> Held:
    held["tabs"] = [tab for tab in held["tabs"] if tab["name"] != "tasks"]
    return held


MISTAKES: dict[str, tuple[Callable[[Held], Held], str]] = {
    "a word not in the list": (
        cell("decisions", 0, "outcome", "agreed"),
        r"tab Decisions, row 4, column How the discussion ended: is not in the list",
    ),
    "a day that is none": (
        cell("decisions", 0, "next_update_on", "2/30/2027"),
        r"row 4, column Next update on: is no day of the calendar",
    ),
    "a missing answer": (
        cell("tasks", 0, "owner", ""),
        r"tab Tasks, row 4, column Who: needs an answer",
    ),
    "a rule between answers": (
        cell("decisions", 0, "lead", ""),
        r"column Who leads: needs an answer, because .*\(LED-01\)",
    ),
    "a changed name": (
        cell("decisions", 0, "last_name", "Someone"),
        r"row 4, column Last name: was changed, though it is locked",
    ),
    "a patient added by hand": (extra_patient, r"row 7.*was not sent with this sheet"),
    "a patient taken out": (lost_patient, r"row 3 of those that were sent is missing"),
    "a tab taken out": (lost_tab, r"tab Tasks: is missing"),
}


@pytest.mark.parametrize("name", MISTAKES)
def test_a_mistake_is_told_cell_by_cell_and_without_its_value(
    name: str, sheet: Path, tmp_path: Path
) -> None:
    change, words = MISTAKES[name]
    path = write_answers(tmp_path / "call.json", change(as_answers(sheet)))

    with pytest.raises(InputRefused, match=words) as refused:
        checked(read_answer_file(path), expected(CALL))

    assert not any(value in str(refused.value) for value in ("Lopez", "Someone", "agreed"))


@pytest.mark.parametrize(
    ("head", "words"),
    [
        ({"sheet_id": "S-0000"}, "is the sheet with the id S-0000, expected S-7F3A"),
        ({"call_date": "2026-12-15"}, "is for the call of 2026-12-15, expected 2026-12-08"),
        ({"kind": "prework_plan"}, "is of the kind prework_plan, expected call"),
    ],
)
def test_a_file_of_another_sheet_is_refused_whole(
    head: Held, words: str, sheet: Path, tmp_path: Path
) -> None:
    path = write_answers(tmp_path / "call.json", as_answers(sheet) | head)

    assert words in refusal(path)


def without(name: str) -> Callable[[Held], Held]:
    return lambda held: {key: value for key, value in held.items() if key != name}


BROKEN: dict[str, Callable[[Held], object]] = {
    "no head": without("sheet_id"),
    "no tabs": without("tabs"),
    "a number for a text": lambda held: changed(held, "tasks", 0, "action", 7),
    "a number for a date": lambda held: held | {"call_date": 20261208},
    "rows out of order": lambda held: held | {"tabs": [_shuffled(held["tabs"][0])]},
    "a tab twice": lambda held: held | {"tabs": [*held["tabs"], held["tabs"][0]]},
    "half a character": lambda held: changed(held, "tasks", 0, "action", "\ud800"),
    "tabs as a text": lambda held: held | {"tabs": "none"},
}


def _shuffled(tab: Held) -> Held:
    return tab | {"rows": [*tab["rows"], *tab["rows"]]}


@pytest.mark.parametrize("name", BROKEN)
def test_a_file_that_the_page_never_wrote_is_refused(
    name: str, sheet: Path, tmp_path: Path
) -> None:
    path = tmp_path / "call.json"
    path.write_text(json.dumps(BROKEN[name](as_answers(sheet))), encoding="utf-8")

    with pytest.raises(InputRefused, match=r"call.json: was changed after the page made it"):
        read_answer_file(path)


@pytest.mark.parametrize("text", ["", "{", "[]", "null", '{"format": "other"}', "[" * 100_000])
def test_a_file_of_something_else_is_no_sheet(text: str, tmp_path: Path) -> None:
    path = tmp_path / "plan.json"
    path.write_text(text, encoding="utf-8")

    with pytest.raises(InputRefused, match=r"is not a sheet of CareTandem|is an empty file"):
        read_answer_file(path)


def test_the_page_itself_in_the_inbox_is_told_apart_from_its_answers(tmp_path: Path) -> None:
    other = tmp_path / "notes.html"
    other.write_text("<!doctype html><p>notes</p>", encoding="utf-8")

    problem = page_problem(written_page(tmp_path))

    assert problem is not None
    assert "which keeps no answers" in problem.what
    assert "choose Finish" in problem.remedy
    assert page_problem(other) is None


def test_a_formula_in_an_answer_is_text_and_nothing_else(sheet: Path, tmp_path: Path) -> None:
    typed = "=HYPERLINK(1)"
    held = changed(as_answers(sheet), "tasks", 0, "action", typed)
    path = write_answers(tmp_path / "call.json", held)

    frames = checked(read_answer_file(path), expected(CALL))

    assert frames["tasks"]["action"][0] == typed
