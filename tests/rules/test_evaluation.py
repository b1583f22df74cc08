"""Who is enrolled since when, what patients and staff are asked, and how time is counted."""

from datetime import date

import pytest

from tandem_flows.rules.evaluation import (
    answer_survey,
    merge_time,
    time_spent,
)
from tandem_validators.handoffs.registry import handoff
from tandem_validators.handoffs.validate import validated
from tests.rules.asked_patients import DAY, INDEX_ON, LATER_ON, answer, enrolled, surveys
from tests.rules.rounds import CALL_1, CALL_2, calls, rows


@pytest.mark.clause("EVL-10")
def test_a_patient_is_enrolled_at_the_first_call_that_gave_a_lead():
    actual = enrolled(
        {"outcome": "pending_information"},
        {"call_date": CALL_1 + DAY, "lead": "plan"},
        {"call_date": CALL_2, "lead": "practice"},
    )

    assert actual.rows() == [("A", CALL_1 + DAY, "plan")]


@pytest.mark.clause("EVL-10")
@pytest.mark.parametrize(
    "decision",
    [
        {"lead": None},
        {"lead": "plan", "outcome": "pending_information"},
        {"lead": "plan", "membership": "coverage_ended"},
        {"membership": "possible_provider_change"},
        {"lead": "plan", "call_date": CALL_2 + DAY},
    ],
)
def test_without_a_discussion_and_a_lead_seen_by_the_day_nobody_is_enrolled(decision):
    assert enrolled(decision).is_empty()


@pytest.mark.clause("EVL-10")
def test_a_correction_that_takes_the_lead_away_takes_the_enrolment_away():
    assert enrolled({"lead": "joint"}).height == 1
    assert enrolled({"lead": None, "outcome": "no_discussion"}).is_empty()


@pytest.mark.clause("EVL-15", "EVL-16", "EVL-17")
def test_a_patient_is_asked_at_enrolment_and_the_months_in_force_later():
    actual = surveys(LATER_ON)

    assert actual.select("survey", "due_on").rows() == [
        ("health", INDEX_ON),
        ("health", LATER_ON),
        ("recommend", LATER_ON),
    ]


@pytest.mark.clause("EVL-16")
@pytest.mark.parametrize(
    ("as_of", "number"),
    [(LATER_ON - 15 * DAY, 1), (LATER_ON - 14 * DAY, 3), (LATER_ON - 13 * DAY, 3)],
)
def test_a_question_appears_when_its_window_opens(as_of, number):
    assert surveys(as_of).height == number


@pytest.mark.clause("EVL-16")
def test_the_window_lies_around_the_day_as_wide_as_the_value_in_force():
    window = surveys(INDEX_ON, survey_window_days=5).select("window_start_on", "window_end_on")

    assert window.row(0) == (INDEX_ON - 5 * DAY, INDEX_ON + 5 * DAY)


@pytest.mark.clause("EVL-15")
def test_the_health_question_names_the_weeks_in_force():
    (question,) = surveys(INDEX_ON, survey_recall_weeks=6)["question"].to_list()

    assert "the last 6 weeks" in question


@pytest.mark.clause("EVL-18")
@pytest.mark.parametrize(
    ("as_of", "number"),
    [
        (date(2026, 6, 16), 0),
        (date(2026, 6, 17), 1),
        (date(2026, 12, 17), 1),
        (date(2026, 12, 18), 2),
    ],
)
def test_the_staff_is_asked_again_and_again_in_the_months_in_force(as_of, number):
    actual = surveys(as_of, staff_from=date(2026, 1, 1), cases=())

    assert actual["due_on"].to_list() == [date(2026, 7, 1), date(2027, 1, 1)][:number]
    assert actual["case_id"].null_count() == number


@pytest.mark.clause("EVL-15", "EVL-16")
def test_an_answered_question_stays_and_is_not_asked_again():
    answered = answer_survey(surveys(INDEX_ON), [answer()])

    actual = surveys(INDEX_ON, known=answered)

    assert actual.equals(answered)
    assert actual["answer"].to_list() == ["3"]


def test_a_patient_no_longer_enrolled_is_not_asked_and_what_they_answered_stays():
    answered = answer_survey(surveys(LATER_ON), [answer()])

    actual = surveys(LATER_ON, known=answered, cases=())

    assert actual.select("survey", "answer").rows() == [("health", "3")]


@pytest.mark.clause("EVL-13")
def test_time_in_held_calls_is_counted_as_planned_unless_a_person_noted_it():
    came = rows(
        "attendance", {"person": "p1"}, {"person": "p2"}, {"person": "p1", "call_date": CALL_2}
    )
    noted = rows(
        "time_spent",
        {"call_date": CALL_1, "person": "p1", "activity": "prework", "minutes": 60},
        {"call_date": CALL_1, "person": "p2", "activity": "call", "minutes": 20},
    )
    known = calls({"call_date": CALL_1, "state": "held"}, CALL_2)

    actual = validated(time_spent(noted, came, known), handoff("time_spent"))

    assert actual.select("person", "activity", "minutes").rows() == [
        ("p1", "call", 30),
        ("p1", "prework", 60),
        ("p2", "call", 20),
    ]


@pytest.mark.clause("EVL-13")
def test_later_minutes_of_the_same_work_replace_earlier_ones():
    row = {"call_date": CALL_1, "person": "p1"}
    earlier = rows("time_spent", row | {"minutes": 10})
    later = rows("time_spent", row | {"minutes": 15}, row | {"activity": "setup", "minutes": 5})

    assert merge_time(earlier, later)["minutes"].to_list() == [15, 5]
