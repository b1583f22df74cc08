"""Every mistake in a returned sheet is told at once: tab, row, column, what, and the remedy."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

import pytest

from tandem_flows.worksheets.check import checked, looked_at
from tandem_flows.worksheets.kinds import CALL, FOLLOW_UP, PREWORK_PLAN, PREWORK_PRACTICE
from tandem_flows.worksheets.layout import FIRST_ROW
from tandem_flows.worksheets.patch import with_cells
from tandem_flows.worksheets.returned import read_sheet
from tandem_flows.worksheets.write import write_sheet
from tandem_validators.errors import InputRefused
from tests.broken.files import xlsx_file
from tests.worksheets import people
from tests.worksheets.resaved import opened, saved
from tests.worksheets.sheets import SHEET_ID, expected, tabs_of, written

# Columns of the tab Patients of a pre-work sheet of the plan, row 4 is the first patient.
PATIENTS = {shown.name: i for i, shown in enumerate(tabs_of(PREWORK_PLAN)[0].columns)}
NEVER_TOLD = ("Lopez", "Quill", "Cora", "O'Neil", "1950", "drivers seen", "Zyxquist")


@dataclass(frozen=True)
class Mistake:
    """Cells typed into a sheet, and the words that the refusal must hold."""

    name: str
    kind: str
    typed: Mapping[str, Mapping[str, object]]
    words: tuple[str, ...]


def cell(column: str, row: int = 4) -> str:
    return f"{chr(ord('A') + PATIENTS[column])}{row}"


def patient(column: str, value: object, *words: str, row: int = 4) -> Mistake:
    typed = {"Patients": {cell(column, row): value}}
    return Mistake(f"{column} {row}", PREWORK_PLAN, typed, (f"tab Patients, row {row}", *words))


def in_call(name: str, tab: str, typed: Mapping[str, object], *words: str) -> Mistake:
    return Mistake(name, CALL, {"Call": {"D4": "planned"}} | {tab: typed}, words)


TASK = {
    "A4": "C-01",
    "B4": "next step",
    "C4": "clinical",
    "D4": "call",
    "E4": "plan",
    "F4": "Eli Stone",
    "G4": date(2026, 12, 9),
    "H4": date(2026, 12, 15),
}
MISTAKES = (
    patient("risk_level", "severe", "column Risk level", "low, moderate, high, very high"),
    patient("still_patient", "perhaps", "Still the practice's patient?", "Write yes or no"),
    patient("completed_on", "soon", "column Pre-work finished on", "is not a date"),
    patient("completed_on", "12/7/26", "two digits", "four digits"),
    patient("recommended_lead", "plan", "column Why this lead", "'Who should lead'", "(PRE-07)"),
    patient("last_name", "Zyxquist", "column Last name", "was changed, though it is locked"),
    patient("completed_on", date(2026, 12, 10), "finished on", "lies after 2026-12-09"),
    Mistake(
        "a locked date",
        PREWORK_PLAN,
        {"Known": {"E4": date(1949, 1, 1)}},
        ("tab Known, row 4, column Date of birth", "was changed"),
    ),
    Mistake(
        "a rating out of its limits",
        PREWORK_PRACTICE,
        {"Assessment": {"E4": date(2026, 12, 1), "F4": 4}},
        ("tab Assessment, row 4, column Illness", "from 0 to 3", "(DEF-06)"),
    ),
    patient("case_id", "C-99", "not sent with this sheet", "row 1 of those that were sent"),
    patient("case_id", "C-01", "row 5: is the same row as row 4", "a second time", row=5),
    in_call("an unknown case", "Tasks", TASK | {"A4": "C-99"}, "row 4, column Case", "the list"),
    in_call("no owner", "Tasks", TASK | {"F4": None}, "row 4, column Who", "needs an answer"),
    in_call("no date", "Tasks", TASK | {"H4": ""}, "column Report back on", "(CAL-30)"),
    in_call("minutes below zero", "Time", {"D4": -1}, "column Minutes", "of 0 or more"),
    in_call("minutes in words", "Time", {"D4": "half an hour"}, "Minutes", "whole number"),
    in_call("a call of no length", "Call", {"D4": "held", "C4": 0}, "Minutes", "above 0"),
    in_call("a call without an end", "Call", {"D4": None}, "What became of the call", "needs an"),
    in_call("moved to nowhere", "Call", {"D4": "moved"}, "Moved to", "Why moved", "(INF-01)"),
    in_call("held, not decided", "Call", {"D4": "held"}, "tab Decisions, row 6", "needs an answer"),
)


def written_with(mistake: Mistake, folder: Path) -> Path:
    path = written(mistake.kind, folder)
    path.write_bytes(with_cells(path.read_bytes(), mistake.typed))
    return path


@pytest.mark.parametrize("mistake", MISTAKES, ids=lambda mistake: mistake.name)
def test_a_mistake_is_told_where_it_stands(mistake: Mistake, tmp_path: Path) -> None:
    path = written_with(mistake, tmp_path)

    with pytest.raises(InputRefused) as refused:
        checked(read_sheet(path), expected(mistake.kind))

    message = str(refused.value)
    assert [word for word in mistake.words if word not in message] == []
    assert [value for value in NEVER_TOLD if value in message] == []


def test_all_mistakes_of_all_tabs_are_told_at_once(tmp_path: Path) -> None:
    path = written(CALL, tmp_path)
    typed = {"Call": {"D4": "over"}, "Time": {"D4": -1, "D5": "x"}, "Tasks": {"A4": "C-99"}}
    path.write_bytes(with_cells(path.read_bytes(), typed))

    with pytest.raises(InputRefused) as refused:
        checked(read_sheet(path), expected(CALL))

    assert sum("needs an answer" not in p.what for p in refused.value.problems) == 4


def test_a_corrected_sheet_goes_through(tmp_path: Path) -> None:
    path = written(PREWORK_PLAN, tmp_path)
    sent = path.read_bytes()
    path.write_bytes(with_cells(sent, {"Patients": {cell("risk_level"): "severe"}}))
    with pytest.raises(InputRefused):
        checked(read_sheet(path), expected(PREWORK_PLAN))

    path.write_bytes(with_cells(sent, {"Patients": {cell("risk_level"): "Very High "}}))

    frames = checked(read_sheet(path), expected(PREWORK_PLAN))
    assert frames["patients"]["risk_level"].to_list() == ["very_high"]


@pytest.mark.parametrize(
    ("wanted", "words"),
    [
        (expected(PREWORK_PLAN, people.NEXT_CALL), "is for the call of 2026-12-08, expected 2026"),
        (expected(PREWORK_PRACTICE), "is of the kind prework_plan, expected prework_practice"),
        (expected(PREWORK_PLAN, sheet_id="S-0"), "is the sheet with the id S-7F3A, expected S-0"),
    ],
)
def test_another_sheet_than_the_one_expected_is_refused(wanted, words, tmp_path: Path) -> None:
    returned = read_sheet(written(PREWORK_PLAN, tmp_path))

    with pytest.raises(InputRefused, match=words):
        checked(returned, wanted)


def test_a_workbook_that_is_no_sheet_of_ours_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "call-2026-12-08-S-7F3A.xlsx"
    path.write_bytes(xlsx_file(Patients=[("Case", "Who leads")], tandem=[("something else",)]))

    with pytest.raises(InputRefused, match=r"is not a sheet of CareTandem\. Send back"):
        read_sheet(path)


def test_a_renamed_heading_is_refused_with_its_tab(tmp_path: Path) -> None:
    path = written(PREWORK_PLAN, tmp_path)
    path.write_bytes(with_cells(path.read_bytes(), {"Gaps": {"B3": "Notes"}}))

    words = r"tab Gaps, row 3: the column What is needed is missing\. Put it back"
    with pytest.raises(InputRefused, match=words):
        checked(read_sheet(path), expected(PREWORK_PLAN))


def test_answers_below_the_rows_that_were_sent_are_refused(tmp_path: Path) -> None:
    tabs = tabs_of(PREWORK_PLAN)
    path = tmp_path / "sheet.xlsx"
    roomy = (replace(tabs[0], blank_rows=1), *tabs[1:])
    write_sheet(path, SHEET_ID, PREWORK_PLAN, people.CALL, "Pre-work", roomy, ())
    path.write_bytes(with_cells(path.read_bytes(), {"Patients": {cell("risk_level", 7): "low"}}))

    with pytest.raises(InputRefused, match="tab Patients, row 7: holds answers that belong to no"):
        checked(read_sheet(path), expected(PREWORK_PLAN))


def test_nothing_is_said_to_follow_from_an_answer_that_could_not_be_read(tmp_path: Path) -> None:
    book = opened(written(FOLLOW_UP, tmp_path))
    book["Plan"].put("State", FIRST_ROW + 1, "perhaps so")
    book["Plan"].put("Closed on", FIRST_ROW + 1, date(2026, 12, 3))

    look = looked_at(read_sheet(saved(tmp_path / "x.xlsx", book)), expected(FOLLOW_UP))

    (problem,) = (str(found.problem) for found in look.findings)
    assert "tab Plan, row 4, column State: is not in the list" in problem
