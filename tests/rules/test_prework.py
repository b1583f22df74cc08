"""Research before the call: when it is due, what is filled in, who is late."""

from datetime import date

import polars as pl
import pytest

from tandem_flows.rules.prework import agreed_engagement, due_on, lateness, prefilled
from tandem_validators.handoffs.registry import handoff
from tandem_validators.handoffs.validate import validated
from tests.rules.call_frames import CALL, agenda, rows, task
from tests.values import standard_values

SIDE = {"call_date": CALL, "case_id": "C1", "organisation": "plan"}


@pytest.mark.clause("PRE-01")
@pytest.mark.parametrize(
    ("days", "expected"),
    [(0, date(2025, 3, 10)), (1, date(2025, 3, 9)), (3, date(2025, 3, 7))],
)
def test_research_is_due_that_many_days_before_the_call(days, expected):
    assert due_on(CALL, standard_values(prework_lead_days=days)) == expected


@pytest.mark.clause("PRE-01")
def test_business_days_before_a_monday_end_on_the_friday_unless_it_is_closed():
    values = standard_values(day_kind="business")

    assert due_on(CALL, values) == date(2025, 3, 7)
    assert due_on(CALL, values, frozenset({date(2025, 3, 7)})) == date(2025, 3, 6)


def state_of_plan(completed_on, as_of) -> str:
    research = rows("prework", SIDE | {"completed_on": completed_on})
    found = lateness(agenda("C1"), research, CALL, as_of, standard_values())
    return found.filter(pl.col("organisation") == "plan")["state"].item()


@pytest.mark.clause("PRE-01")
@pytest.mark.parametrize(
    ("completed_on", "expected"),
    [(date(2025, 3, 8), "done"), (date(2025, 3, 9), "done"), (date(2025, 3, 10), "late")],
)
def test_finished_research_is_late_from_the_day_after_it_was_due(completed_on, expected):
    assert state_of_plan(completed_on, as_of=CALL) == expected


@pytest.mark.clause("PRE-01")
@pytest.mark.parametrize(
    ("as_of", "expected"),
    [(date(2025, 3, 8), "waiting"), (date(2025, 3, 9), "waiting"), (CALL, "missing")],
)
def test_unfinished_research_waits_until_it_is_due_and_is_missing_then(as_of, expected):
    assert state_of_plan(None, as_of) == expected


def test_research_finished_after_the_day_looked_from_is_not_seen():
    assert state_of_plan(date(2025, 3, 10), as_of=date(2025, 3, 9)) == "waiting"


def test_research_of_another_call_does_not_count():
    other = rows("prework", SIDE | {"call_date": date(2025, 3, 3), "completed_on": CALL})

    found = lateness(agenda("C1"), other, CALL, CALL, standard_values())

    assert found["state"].unique().to_list() == ["missing"]


@pytest.mark.clause("PRE-01")
def test_each_patient_has_one_row_a_side_in_the_order_of_the_agenda():
    found = lateness(agenda("C2", "C1"), rows("prework"), CALL, CALL, standard_values())

    assert found.select("case_id", "organisation").rows() == [
        ("C2", "plan"),
        ("C2", "practice"),
        ("C1", "plan"),
        ("C1", "practice"),
    ]


FACTS = pl.DataFrame(
    {
        "case_id": ["C1"],
        "is_attributed": [True],
        "is_covered": [False],
        "last_seen_any_on": [date(2025, 2, 1)],
        "last_seen_practice_on": [date(2025, 1, 1)],
    }
)


@pytest.mark.clause("PRE-02", "MEM-02")
def test_both_sides_begin_with_the_two_checks_and_the_dates_the_plan_knows():
    found = validated(prefilled(agenda("C1"), FACTS, rows("tasks")), handoff("prework"))

    known = ["organisation", "still_patient", "still_covered", "last_seen_practice_on"]
    assert found.select(known).rows() == [
        ("plan", True, False, date(2025, 1, 1)),
        ("practice", True, False, date(2025, 1, 1)),
    ]


@pytest.mark.clause("PRE-02")
def test_check_of_a_patient_the_plan_does_not_know_stays_open():
    found = prefilled(agenda("C9"), FACTS, rows("tasks"))

    assert found["still_patient"].null_count() == found["still_covered"].null_count() == 2


@pytest.mark.clause("PRE-09")
def test_both_sides_begin_with_the_action_steps_of_the_last_call():
    steps = rows("tasks", task(action="Call"), task(task_id="T2", action="Write"), task("C2"))

    found = prefilled(agenda("C1"), FACTS, steps)

    assert found["previous_actions"].to_list() == ["Call\nWrite", "Call\nWrite"]


@pytest.mark.clause("PRE-03", "PRE-04", "PRE-07", "PRE-10")
def test_what_people_are_to_find_out_is_left_empty():
    found = prefilled(agenda("C1"), FACTS, rows("tasks"))

    judged = ["risk_level", "risk_drivers", "gaps", "recommended_lead", "reason", "draft_goal"]
    assert found.select(judged).null_count().row(0) == (2,) * len(judged)


@pytest.mark.clause("PRE-06")
@pytest.mark.parametrize(
    ("by_plan", "by_practice", "expected"),
    [
        ("high", "high", "high"),
        ("high", None, "high"),
        (None, "some", "some"),
        ("high", "some", None),
        (None, None, None),
    ],
)
def test_rating_counts_unless_the_two_sides_differ(by_plan, by_practice, expected):
    research = rows(
        "prework",
        SIDE | {"engagement_practice": by_plan},
        SIDE | {"organisation": "practice", "engagement_practice": by_practice},
    )

    assert agreed_engagement(research).rows() == [("C1", None, expected)]
