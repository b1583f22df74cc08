"""Small steps on real handoffs, for tests of how steps are run."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta

import polars as pl

from tandem_flows.desk import Desk, Job
from tandem_flows.steps.definition import Result, Step

PRACTICE = "example-practice"
MONDAY = date(2026, 1, 12)
PLANNED = "Planned one call."


def calls_frame(call_date: date, leader: str = "plan") -> pl.DataFrame:
    row = {"call_date": call_date, "leader": leader, "minutes": 30, "state": "planned"}
    empty = {"moved_to": pl.lit(None, pl.Date), "reason": pl.lit(None, pl.String)}
    return pl.DataFrame([row]).with_columns(**empty)


def plan_one_call(desk: Desk) -> Result:
    """Plan the call of the day, or the one after the call that is planned already."""
    planned = desk.read("calls")
    on = planned["call_date"].item() + timedelta(days=1) if planned.height else desk.as_of
    desk.hand_on("calls", calls_frame(on), "RDY-03")
    return Result(PLANNED, {"calls_planned": 1})


def step_called(name: str, run: Callable[[Desk], Result] = plan_one_call) -> Step:
    return Step(name, "ready", "Plan the calls", ("calls",), ("calls",), False, False, run)


def job(as_of: date = MONDAY, call_date: date | None = None, operator: str = "tester") -> Job:
    return Job(PRACTICE, as_of, call_date, operator)
