"""Departures that the call as a whole shows."""

from datetime import date

import polars as pl
import pytest

from tandem_flows.rules.call_deviations import decision_deviations
from tandem_flows.rules.deviations import COLUMNS
from tests.rules.call_frames import (
    CALL,
    agenda,
    attempt,
    attempts,
    attendance,
    person,
    record,
    rows,
    states,
    task,
    team,
)
from tests.values import standard_values

PEOPLE = ["dina", "pam", "carl"]


def found(values=None, **changes) -> list[tuple]:
    frame = decision_deviations(record(**changes), CALL, values or standard_values())
    assert dict(frame.schema) == COLUMNS
    return frame.select("case_id", "code", "detail_count").rows()


def test_call_without_departures_shows_none():
    assert found() == []


@pytest.mark.clause("SHR-03")
@pytest.mark.parametrize(("patients", "over"), [(1, 0), (2, 0), (3, 1), (4, 2)])
def test_patients_above_the_cap_are_counted(patients, over):
    cases = agenda(*(f"C{place}" for place in range(1, patients + 1)))

    shown = found(standard_values(max_patients_per_call=2), agenda=cases)

    assert shown == [(None, "cap_exceeded", over)] * bool(over)


@pytest.mark.clause("SHR-03")
def test_patients_who_do_not_count_to_the_cap_take_no_place():
    cases = agenda("C1", "C2", counts_to_cap=False)

    assert found(standard_values(max_patients_per_call=1), agenda=cases) == []


@pytest.mark.clause("RDY-03")
@pytest.mark.parametrize(("minutes", "over"), [(None, 0), (29, 0), (30, 0), (31, 1)])
def test_call_longer_than_planned_shows_the_minutes_over(minutes, over):
    assert found(minutes=minutes) == [(None, "call_too_long", over)] * bool(over)


@pytest.mark.clause("ROL-01")
def test_absent_director_shows_also_as_an_absent_core_person():
    people = team(person("dan", "plan", "case_manager"))

    shown = found(team=people, attendance=attendance("dan", "pam", "carl", of=people))

    assert shown == [(None, "director_absent", 1), (None, "core_absent", 1)]


@pytest.mark.clause("ROL-01")
def test_standing_designee_speaks_for_the_director():
    people = team(person("dan", "plan", "case_manager", is_designee=True))

    shown = found(team=people, attendance=attendance("dan", "pam", "carl", of=people))

    assert shown == [(None, "core_absent", 1)]


@pytest.mark.clause("ROL-01")
def test_stand_in_for_one_call_is_no_standing_designee():
    people = team(person("dan", "plan", "case_manager"))
    came = attendance("dan", "pam", "carl", of=people).with_columns(
        is_designee=pl.col("person") == "dan"
    )

    shown = found(team=people, attendance=came)

    assert [code for _, code, _ in shown] == ["director_absent", "stand_in", "core_absent"]


@pytest.mark.clause("ROL-15")
def test_absent_care_manager_of_the_practice_shows():
    people = team(person("pia", "practice", "primary_care_clinician"))

    shown = found(team=people, attendance=attendance("dina", "pam", "pia", of=people))

    assert shown[0] == (None, "practice_care_manager_absent", 1)


@pytest.mark.clause("RDY-04")
@pytest.mark.parametrize(("came", "missed"), [(PEOPLE, 0), (["dina", "carl"], 1)])
def test_absent_core_people_are_counted(came, missed):
    shown = found(attendance=attendance(*came))

    assert shown == [(None, "core_absent", missed)] * bool(missed)


@pytest.mark.clause("PRE-01")
@pytest.mark.parametrize("side", ["plan", "practice"])
@pytest.mark.parametrize(
    ("state", "shows"), [("done", False), ("waiting", False), ("late", True), ("missing", True)]
)
def test_late_or_missing_research_shows_for_each_patient_and_side(side, state, shows):
    shown = found(prework_states=states(("C1", side, state)))

    assert shown == [("C1", f"{side}_prework_{state}", 1)] * shows


@pytest.mark.clause("CAL-24")
@pytest.mark.parametrize(("size", "count"), [(0, 1), (1, 0)])
def test_call_that_names_no_next_patients_shows(size, count):
    assert found(next_agenda_size=size) == [(None, "next_agenda_missing", 1)] * count


@pytest.mark.clause("PRI-05")
@pytest.mark.parametrize(
    ("given", "count"),
    [
        ({"report_back_on": date(2025, 3, 9)}, 1),
        ({"report_back_on": date(2025, 3, 10)}, 1),
        ({"report_back_on": date(2025, 3, 11)}, 0),
        ({"report_back_on": date(2025, 3, 10), "result": "still trying"}, 0),
        ({"report_back_on": date(2025, 3, 10), "state": "done"}, 0),
    ],
)
def test_follow_up_item_due_and_not_reported_on_shows(given, count):
    shown = found(earlier_tasks=rows("tasks", task(**given)))

    assert shown == [("C1", "follow_up_not_discussed", 1)] * count


@pytest.mark.clause("UNE-02")
@pytest.mark.parametrize(("failed", "count"), [(2, 0), (3, 1), (4, 1)])
def test_another_attempt_after_the_last_one_shows(failed, count):
    tries = attempts(*(attempt(date(2025, 2, day)) for day in range(1, failed + 1)))

    shown = found(attempts=tries, tasks=rows("tasks", task(kind="outreach_attempt")))

    assert shown == [("C1", "outreach_beyond_limit", 1)] * count
