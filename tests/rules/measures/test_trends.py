"""Month by month: what run charts are drawn from."""

from datetime import date

import polars as pl
import pytest

from tandem_flows.rules.measures.records import GOAL_STATE, GoalsThen
from tandem_flows.rules.measures.trends import month_by_month
from tests.rules.measures.evidence import (
    AS_OF,
    day,
    facts,
    led,
    reached,
    records,
    visit,
    visits,
)
from tests.values import standard_values


def months_of(measure, *visited, calls=()):
    of_records = records(outreach_attempts=[reached(on=day(on)) for on in calls])
    known = facts(ed_visits=visits(*(visit(on) for on in visited)))
    found = month_by_month(of_records, known, AS_OF, standard_values())
    return {line.period.end_on.month: line for line in found if line.measure == measure}


@pytest.mark.clause("EVL-03")
def test_follow_up_is_told_for_the_month_of_the_visit():
    found = months_of("M2", "2026-03-06", "2026-05-04", calls=["2026-03-09"])

    counted = {month: (line.numerator, line.denominator) for month, line in found.items()}
    assert counted == {1: (0, 0), 2: (0, 0), 3: (1, 1), 4: (0, 0), 5: (0, 1), 6: (0, 0)}


def test_a_visit_whose_time_is_not_over_is_left_out_of_its_month():
    found = months_of("M2", "2026-06-28")

    assert (found[6].denominator, found[6].exclusions) == (0, {"window_not_over": 1})


def goals_then(on, achievement, state="confirmed"):
    row = ("goal", "A", state, achievement)
    return GoalsThen(day(on), pl.DataFrame([row], schema=GOAL_STATE, orient="row"))


@pytest.mark.clause("EVL-04")
def test_a_goal_counts_as_the_record_of_the_month_had_it():
    then = [
        goals_then("2026-02-20", None),
        goals_then("2026-03-30", "improving"),
        goals_then("2026-05-01", "worsening"),
        goals_then("2026-06-30", "achieved", "rejected"),
    ]
    of = records(
        "A",
        decisions=led("A"),
        outreach_attempts=[reached(on=date(2026, month, 15)) for month in range(1, 7)],
        goals_then=tuple(then),
    )  # fmt: skip

    found = [m for m in month_by_month(of, facts(), AS_OF, standard_values()) if m.measure == "M3"]

    counted = {line.period.end_on.month: (line.numerator, line.denominator) for line in found}
    assert counted == {1: (0, 1), 2: (0, 1), 3: (1, 1), 4: (1, 1), 5: (0, 1), 6: (0, 1)}


def test_before_the_first_list_there_is_no_month():
    assert date(2025, 12, 31) not in {m.period.end_on for m in months_of("M1").values()}
