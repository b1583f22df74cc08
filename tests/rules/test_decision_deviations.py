"""Departures that a decision shows, at once and once its time is over."""

from datetime import date

import pytest

from tandem_flows.rules.decision_deviations import agreed_deviations, follow_through_deviations
from tests.rules.call_frames import CALL, contact, decision, goal, record, review, rows, task
from tests.values import standard_values

RECOMMENDED = {"call_date": CALL, "case_id": "C1"}


def agreed(**changes) -> list[str]:
    return agreed_deviations(record(**changes))["code"].to_list()


def followed(as_of, **changes) -> list[str]:
    found = follow_through_deviations(record(**changes), as_of, standard_values())
    return found["code"].to_list()


def recommended(plan, practice):
    return rows(
        "prework",
        RECOMMENDED | {"organisation": "plan", "recommended_lead": plan},
        RECOMMENDED | {"organisation": "practice", "recommended_lead": practice},
    )


@pytest.mark.clause("CAL-03", "LED-01")
@pytest.mark.parametrize(
    ("plan", "practice", "rationale", "expected"),
    [
        ("plan", "practice", None, []),
        ("practice", "plan", None, []),
        (None, None, None, []),
        ("practice", None, None, ["lead_unexplained"]),
        ("practice", "joint", " ", ["lead_unexplained"]),
        ("practice", "joint", "the patient asked for it", []),
    ],
)
def test_lead_that_neither_side_recommended_needs_a_reason(plan, practice, rationale, expected):
    lead = rows("decisions", decision(lead="plan", rationale=rationale))

    assert agreed(decisions=lead, prework=recommended(plan, practice)) == expected


@pytest.mark.clause("LED-06")
@pytest.mark.parametrize(
    ("lead", "status", "expected"),
    [
        ("practice", "monitor", []),
        ("practice", "open", ["monitor_not_opened"]),
        ("practice", "none", ["monitor_not_opened"]),
        ("plan", "open", []),
    ],
)
def test_plan_that_does_not_lead_opens_a_monitor_case(lead, status, expected):
    assert agreed(decisions=rows("decisions", decision(lead=lead, plan_case_status=status))) == (
        expected
    )


@pytest.mark.clause("CMP-02")
@pytest.mark.parametrize(
    ("given", "expected"),
    [
        ({"measure": None}, ["goal_without_measure"]),
        ({"measure": " "}, ["goal_without_measure"]),
        ({"target_on": None}, ["goal_without_target"]),
        ({}, []),
    ],
)
def test_goal_without_measure_or_target_is_a_departure_not_a_refusal(given, expected):
    assert agreed(goals=rows("goals", goal(**given))) == expected


@pytest.mark.clause("PCG-01", "CAL-27")
def test_missing_goal_and_step_show_although_the_reasons_are_recorded():
    reasons = review(no_goal_reason="asks the patient first", no_task_reason="all is in place")

    shown = agreed(
        goals=rows("goals"), tasks=rows("tasks"), case_records=rows("case_records", reasons)
    )

    assert shown == ["goal_missing", "next_step_missing"]


@pytest.mark.clause("CAL-27")
def test_open_step_of_an_earlier_call_is_a_next_step():
    assert agreed(tasks=rows("tasks"), earlier_tasks=rows("tasks", task())) == []


@pytest.mark.clause("CAL-20", "CAL-21")
def test_unnamed_managers_of_either_side_show():
    assert agreed(care_team=rows("care_team")) == [
        "plan_contact_missing",
        "practice_contact_missing",
    ]


@pytest.mark.clause("CAL-20")
def test_social_care_manager_alone_is_a_contact_of_the_plan():
    people = rows(
        "care_team", contact(role="social_care_manager"), contact(organisation="practice")
    )

    assert agreed(care_team=people) == []


WRITTEN = {"documented_plan_on": CALL, "documented_practice_on": CALL}


@pytest.mark.clause("PCG-05", "PCG-06")
@pytest.mark.parametrize(
    ("as_of", "expected"),
    [
        (date(2025, 3, 23), []),
        (date(2025, 3, 24), []),
        (date(2025, 3, 25), ["patient_not_informed", "goal_not_confirmed"]),
    ],
)
def test_talk_with_the_patient_is_a_departure_once_its_days_are_over(as_of, expected):
    assert followed(as_of, decisions=rows("decisions", decision(**WRITTEN))) == expected


@pytest.mark.clause("PCG-04", "PCG-06")
def test_told_patient_with_a_confirmed_goal_shows_nothing():
    told = rows("decisions", decision(**WRITTEN, patient_informed_on=CALL))
    confirmed = rows("goals", goal(state="confirmed", confirmed_on=CALL))

    assert followed(date(2026, 1, 1), decisions=told, goals=confirmed) == []


@pytest.mark.clause("PCG-02")
@pytest.mark.parametrize(
    ("as_of", "expected"),
    [
        (CALL, []),
        (date(2025, 3, 11), ["not_documented_by_plan", "not_documented_by_practice"]),
    ],
)
def test_decision_not_written_down_shows_from_the_day_after_the_call(as_of, expected):
    assert followed(as_of) == expected
