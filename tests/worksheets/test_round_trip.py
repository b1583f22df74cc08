"""A sheet is written, filled in, read back, checked, and its answers are valid handoffs."""

from __future__ import annotations

import hashlib
from datetime import date
from pathlib import Path

import polars as pl
import pytest
from python_calamine import CalamineWorkbook

from tandem_flows.worksheets.kinds import CALL, KINDS, PREWORK_PLAN, PREWORK_PRACTICE
from tandem_flows.worksheets.returned import read_sheet
from tandem_validators.handoffs.registry import handoff
from tandem_validators.handoffs.validate import validated
from tests.worksheets import people
from tests.worksheets.answered import ONE_DONE, call_answers, prework_answers
from tests.worksheets.sheets import SHEET_ID, accepted, freshly_written, tabs_of, written


@pytest.mark.parametrize("kind", [PREWORK_PLAN, PREWORK_PRACTICE])
def test_pre_work_comes_back_as_valid_handoffs_of_its_side(kind: str, tmp_path: Path) -> None:
    frames = accepted(kind, tmp_path, prework_answers())

    done = frames["patients"].row(0, named=True)
    heights = {name: frame.height for name, frame in frames.items()}
    assert heights == dict.fromkeys(frames, 1) | {"known": 0}
    assert done["organisation"] == kind.removeprefix("prework_")
    assert {name: done[name] for name in ONE_DONE} == {k: v[0] for k, v in ONE_DONE.items()}
    assert done["last_seen_practice_on"] == date(2025, 10, 2)
    assert frames["tasks"].row(0, named=True)["action"] == "call the patient"
    for tab in tabs_of(kind):
        if tab.handoff:
            validated(frames[tab.name], handoff(tab.handoff))


def test_a_call_comes_back_as_valid_handoffs(tmp_path: Path) -> None:
    frames = accepted(CALL, tmp_path, call_answers())

    assert frames["call"]["state"].to_list() == ["held"]
    assert frames["attendance"]["person"].to_list() == ["p1", "z1"]
    assert frames["decisions"]["decided_by_plan"].to_list() == ["p1", None, None]
    assert frames["decisions"]["outcome"].to_list() == ["decided"] + ["no_discussion"] * 2
    assert frames["goals"]["goal"].to_list() == ["goal of the practice", "sleep better"]
    assert frames["goals"]["goal_id"].to_list() == ["G-20261208-C-01", f"{SHEET_ID}-goals-7"]
    assert frames["tasks"]["owner"].to_list() == ["a nurse of the practice", "q1"]
    assert frames["tasks"]["state"].to_list() == ["open", "open"]
    assert frames["next_patients"].select("case_id", "keep").rows() == [
        ("C-02", True),
        ("C-03", False),
    ]
    assert frames["time"].select("person", "role", "minutes").row(0) == (
        "q1",
        "clinical_care_manager",
        35,
    )
    for tab in tabs_of(CALL):
        if tab.handoff:
            validated(frames[tab.name], handoff(tab.handoff))


def test_a_moved_call_needs_no_decisions(tmp_path: Path) -> None:
    moved = {"call_date": people.CALL, "state": "moved", "moved_to": people.NEXT_CALL}
    answers = {"call": pl.DataFrame([moved | {"reason": "illness"}])}

    frames = accepted(CALL, tmp_path, answers)

    assert frames["call"]["moved_to"].to_list() == [people.NEXT_CALL]
    assert frames["decisions"].height == 0


@pytest.mark.parametrize("kind", KINDS)
def test_the_same_sheet_is_the_same_bytes(kind: str, tmp_path: Path) -> None:
    first = freshly_written(kind, tmp_path).read_bytes()
    second = freshly_written(kind, tmp_path).read_bytes()

    assert first == second


@pytest.mark.parametrize("kind", KINDS)
def test_a_sheet_is_known_by_what_stands_inside_it(kind: str, tmp_path: Path) -> None:
    path = written(kind, tmp_path).rename(tmp_path / "my copy.xlsx")

    sheet = read_sheet(path)

    assert (sheet.sheet_id, sheet.kind, sheet.call_date) == (SHEET_ID, kind, people.CALL)
    assert sheet.source_hash == hashlib.sha256(path.read_bytes()).hexdigest()


def test_the_first_tab_tells_people_what_to_do_and_which_sheet_it_is(tmp_path: Path) -> None:
    book = CalamineWorkbook.from_path(str(written(CALL, tmp_path)))

    told = " ".join(str(cell) for row in book.get_sheet_by_index(0).to_python() for cell in row)

    assert book.sheet_names[0] == "Read me"
    for words in (SHEET_ID, "12/08/2026", "Fill in the tabs from left to right.", "Decisions"):
        assert words in told


def test_the_practice_sees_no_more_than_the_background_and_the_agenda(tmp_path: Path) -> None:
    told = {
        str(cell)
        for tab in read_sheet(written(PREWORK_PRACTICE, tmp_path)).tabs
        for row in tab.rows
        for cell in row.cells
    }

    assert "not seen for some time" not in told
