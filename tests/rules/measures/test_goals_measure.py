"""M3: patients' own goals."""

from datetime import timedelta

import polars as pl
import pytest

from tandem_flows.rules.measures.active import managed_on
from tandem_flows.rules.measures.goals import goals_achieved
from tests.rules.measures.evidence import (
    AS_OF,
    CALL,
    DAY,
    day,
    led,
    line,
    of,
    reached,
    records,
    seen,
)
from tests.values import standard_values


def goal(case="A", **changes):
    return {"case_id": case, "goal_id": f"20260113-{case}-goal-1"} | changes


def m3(*goals, cases="A", since=CALL, **changes):
    given = records(cases, decisions=led(*cases, call_date=since), goals=list(goals),
                    outreach_attempts=[reached(case) for case in cases])  # fmt: skip
    periods, contacts = seen(given)
    values = standard_values(**changes)
    today = managed_on(given, periods, contacts, AS_OF, values).filter("is_managed")
    return goals_achieved(today, periods, given.goals, AS_OF, values)


@pytest.mark.clause("EVL-04")
@pytest.mark.parametrize(
    ("achievement", "counts"),
    [("improving", 1), ("achieved", 1), ("sustaining", 1), ("in-progress", 0), ("worsening", 0),
     ("no-change", 0), ("not-achieved", 0), ("no-progress", 0), ("not-attainable", 0), (None, 0)],
)  # fmt: skip
def test_a_goal_that_improves_or_is_achieved_counts(achievement, counts):
    assert of(line(m3(goal(achievement=achievement)), "M3")) == (counts, 1, 100.0 * counts)


@pytest.mark.clause("EVL-04")
def test_all_in_active_care_management_are_below_the_line_with_or_without_a_goal():
    found = m3(goal(achievement="achieved"), cases="AB")

    assert of(line(found, "M3")) == (1, 2, 50.0)
    assert of(line(found, "M3", "lead_practice")) == (1, 2, 50.0)
    assert of(line(found, "M3_no_goal")) == (1, 2, 50.0)


def test_a_rejected_goal_counts_nowhere():
    assert line(m3(goal(state="rejected", achievement="achieved")), "M3").numerator == 0


@pytest.mark.clause("EVL-04")
@pytest.mark.parametrize(("days", "counted"), [(89, 0), (90, 1), (91, 1)])
def test_the_strict_form_waits_for_the_days_in_force(days, counted):
    since = AS_OF - timedelta(days=days)
    found = line(m3(goal(achievement="achieved"), since=since), "M3_strict")

    assert (found.numerator, found.denominator) == (counted, counted)
    assert found.exclusions == ({} if counted else {"active_too_short": 1})


@pytest.mark.clause("EVL-04")
@pytest.mark.parametrize(
    ("changes", "result"),
    [
        ({"state": "proposed", "achievement": "achieved"}, (0, 0)),
        ({"target_on": AS_OF + DAY, "achievement": "improving"}, (0, 0)),
        ({"target_on": AS_OF, "achievement": "improving"}, (0, 1)),
        ({"target_on": AS_OF + DAY, "achievement": "sustaining"}, (1, 1)),
        ({"target_on": AS_OF + DAY, "achievement": "not-attainable"}, (0, 1)),
    ],
)
def test_the_strict_form_looks_at_confirmed_goals_that_are_due_or_closed(changes, result):
    found = line(m3(goal(**changes)), "M3_strict")

    assert (found.numerator, found.denominator) == result


def test_goals_are_rated_one_by_one_too():
    second = goal(goal_id="20260113-A-goal-2", state="proposed")
    found = m3(goal(achievement="improving", confirmed_on=day("2026-01-23")), second)

    assert of(line(found, "M3_goals")) == (1, 2, 50.0)
    assert of(line(found, "M3_goals_confirmed")) == (1, 2, 50.0)
    assert line(found, "M3_days_to_confirm").value == 10.0


def test_nobody_in_active_care_management_leaves_the_value_open():
    given = pl.DataFrame(schema={"case_id": pl.String, "status": pl.String})
    none = records()

    found = goals_achieved(given, seen(none)[0], none.goals, AS_OF, standard_values())

    assert line(found, "M3").value is None
