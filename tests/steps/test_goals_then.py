"""The run chart of goals is drawn from what the record said then, not from what it says now."""

from datetime import date

import polars as pl
import pytest

from tandem_flows.desk import Desk, Job
from tandem_flows.steps.catalogue import step_named
from tandem_flows.steps.measuring import measured
from tests.steps.workspaces import FIRST_CALL

CONFIRMED_ON = date(2026, 1, 20)


def note_goals(practice, on, achievement):
    """Note on a day what came of the goals, which all patients confirmed once."""
    job = Job(practice.practice_id, on, FIRST_CALL)
    desk = Desk(step_named("record_call"), job, practice.workspace)
    desk.load()
    goals = desk.read("goals").with_columns(
        state=pl.lit("confirmed"),
        confirmed_on=pl.lit(CONFIRMED_ON),
        achievement=pl.lit(achievement, dtype=pl.String),
    )
    desk.hand_on("goals", goals)
    desk.commit()


@pytest.mark.clause("EVL-04")
def test_a_goal_that_improved_later_does_not_count_in_the_months_before(decided):
    note_goals(decided, CONFIRMED_ON, None)
    note_goals(decided, date(2026, 2, 20), "improving")
    desk = Desk(step_named("measures"), Job("lakeside", date(2026, 3, 31)), decided.workspace)
    desk.load()

    found = measured(desk)

    (now,) = [of for of in found.figures if (of.measure, of.cohort) == ("M3", "all")]
    months = [of for of in found.months if of.measure == "M3"]
    led = now.denominator
    assert led > 0
    assert [(of.numerator, of.denominator) for of in months] == [(0, led), (led, led), (led, led)]
    assert (now.numerator, now.value) == (led, 100.0)
