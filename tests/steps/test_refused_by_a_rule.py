"""What a rule refuses across the tabs of a sheet is told cell by cell, with a copy to correct."""

from __future__ import annotations

from datetime import timedelta

import polars as pl
import pytest

from tandem_flows.worksheets.layout import FIRST_ROW, MACHINE_TAB, TO_CORRECT
from tandem_validators.errors import InputRefused, RuleRefused
from tests.steps.test_call_page import answered, put
from tests.steps.test_refused_sheets import copies, refusals
from tests.steps.workspaces import FIRST_CALL
from tests.worksheets.resaved import changed, opened

DAY = timedelta(days=1)
TOP = FIRST_ROW + 1


def refused(practice, as_of=FIRST_CALL) -> str:
    with pytest.raises(RuleRefused) as found:
        practice.run("record_call", as_of, FIRST_CALL)
    return str(found.value)


def wrong(book) -> None:
    """The second next step is due too early; the first patient has nobody to turn to."""
    book["Tasks"].put("Due on", TOP + 1, FIRST_CALL - DAY)
    people = book["Care team"]
    first = people.get("Case", TOP)
    for row in range(TOP, len(people.rows) + 1):
        if people.get("Case", row) == first:
            people.put("The point of contact?", row, "no")


@pytest.mark.clause("CAL-29", "CMP-05", "SHR-21")
def test_a_rule_across_tabs_names_the_cells_and_answers_with_a_copy_that_goes_through(researched):
    path = researched.send_back("call", FIRST_CALL, researched.call_script())
    changed(path, wrong)

    report = refused(researched)

    assert f"{path.name}, tab Tasks, row {TOP + 1}, column Due on: is before the call" in report
    assert "tab Care team, case " in report
    assert "column The point of contact?: names no points of contact" in report
    assert "A fresh copy with what was right filled in and each wrong cell marked is" in report
    assert researched.rows("decisions").is_empty()
    assert refusals(researched)["count"].to_list() == [2]

    (copy,) = copies(researched)
    listed = [row[0] for row in opened(copy)[TO_CORRECT].rows[FIRST_ROW:]]
    assert [str(place).split(", ")[0] for place in listed[:2]] == ["Tasks", "Care team"]
    corrected = researched.inbox / copy.name
    corrected.write_bytes(copy.read_bytes())
    changed(corrected, mended)
    researched.run("record_call", FIRST_CALL, FIRST_CALL)
    assert researched.rows("decisions").height == 10


def mended(book) -> None:
    book["Tasks"].put("Due on", TOP + 1, FIRST_CALL + DAY)
    book["Care team"].put("The point of contact?", TOP, "yes")


def test_a_guest_who_is_named_twice_is_told_by_the_second_row(researched):
    path = researched.send_back("call", FIRST_CALL, researched.call_script())
    told = {"Organisation": "plan", "Core participant?": "no", "Standing designee?": "no"}

    def twice(book) -> None:
        people = book["Attendance"]
        end = len(people.rows)
        for row, role in ((end + 1, "outreach worker"), (end + 2, "case manager")):
            guest = told | {"Team member": "A guest", "Role": role, "Took part?": "yes"}
            for title, answer in guest.items():
                people.put(title, row, answer)

    changed(path, twice)

    with pytest.raises(InputRefused, match=r"tab Attendance, row \d+, column Team member: stands"):
        researched.run("record_call", FIRST_CALL, FIRST_CALL)
    assert len(copies(researched)) == 1


def test_what_was_typed_into_the_page_is_not_lost_when_a_rule_refuses_it(researched):
    script = researched.call_script()
    path = put(researched, answered(researched, script | {"tasks": script["tasks"].slice(1)}))

    report = refused(researched)

    assert f"{path.name}, tab Patients, row " in report
    assert "column If no next step, why: is empty, and the patient has no next step" in report
    (copy,) = copies(researched)
    assert copy.parent.name == "internal"
    assert MACHINE_TAB in opened(copy)


@pytest.mark.clause("UNE-01")
def test_of_several_attempts_to_reach_one_patient_the_wrong_ones_are_told_by_their_rows(researched):
    script = researched.call_script()
    first = script["decisions"]["case_id"][0]
    days = [FIRST_CALL - DAY, FIRST_CALL + DAY, FIRST_CALL, FIRST_CALL + 2 * DAY]
    said = {"organisation": "plan", "channel": "phone", "purpose": "engage", "result": "no_answer"}
    attempts = pl.DataFrame({"case_id": [first] * 4, "contact_on": days})
    told = attempts.with_columns(pl.lit(word).alias(name) for name, word in said.items())
    path = researched.send_back("call", FIRST_CALL, script | {"attempts": told})

    report = refused(researched, FIRST_CALL + 3 * DAY)

    for row in (TOP + 1, TOP + 3):
        assert f"{path.name}, tab Attempts, row {row}, column Date: is after the call" in report
    assert refusals(researched)["count"].to_list() == [2]
    assert len(copies(researched)) == 1
