"""What follows from what people decided about a vignette: tasks, state, reports.

The decisions are the source's; what it leaves open is the file's `script` (reading 26).
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

import polars as pl

from tandem_flows.rules.branches import branch_tasks
from tandem_flows.rules.call_record import CallRecord
from tandem_flows.rules.states import History, case_states
from tandem_flows.rules.tracking import reports_due
from tandem_flows.vignettes.partnership import CALLS, LAST_DAY, LISTED_ON
from tandem_flows.vignettes.recorded import PLAN_CASE, call_record
from tandem_flows.vignettes.story import Vignette
from tandem_validators.guideline.values import Values
from tandem_validators.handoffs.frames import filled_in

_DAY = timedelta(days=1)


@dataclass(frozen=True)
class FollowingTask:
    """A task that nobody had to write down."""

    kind: str
    action: str
    organisation: str
    due_on: date
    report_back_on: date


@dataclass(frozen=True)
class Decided:
    """What stands on the day after the call, and the reports due until the vignettes' last day."""

    state: str
    owner_organisation: str | None
    next_on: date | None
    plan_case: str
    tasks: tuple[FollowingTask, ...]
    reports_due: tuple[date, ...]


def decided(name: str, story: Vignette, values: Values) -> Decided:
    """Return what follows from the decisions of one vignette, by the rules of the flow."""
    record = call_record(name, story)
    follow = branch_tasks(record, values)
    now = _state(record, follow, values)
    nothing = pl.DataFrame(schema={"case_id": pl.String, "ended_on": pl.Date})
    due = reports_due(
        filled_in("tracking_list"),
        record.decisions,
        filled_in("reports"),
        nothing,
        LAST_DAY,
        values,
        LAST_DAY,
    )
    return Decided(
        state=now["state"],
        owner_organisation=now["owner_organisation"],
        next_on=now["next_on"],
        plan_case=PLAN_CASE[story.lead][0],
        tasks=tuple(_following(task) for task in follow.iter_rows(named=True)),
        reports_due=tuple(due["due_on"]),
    )


def _following(task: dict[str, Any]) -> FollowingTask:
    return FollowingTask(
        task["kind"],
        task["action"],
        task["owner_organisation"],
        task["due_on"],
        task["report_back_on"],
    )


def _state(record: CallRecord, follow: pl.DataFrame, values: Values) -> dict[str, Any]:
    """Return where the case stands on the day after the call."""
    calls = [
        {"call_date": on, "leader": "practice", "state": "planned", "minutes": 0}
        for on in CALLS.values()
    ]
    (case_id,) = record.decisions["case_id"]
    history = History(
        LISTED_ON,
        filled_in("combined_list", [{"case_id": case_id}]),
        agendas=record.agenda,
        calls=filled_in("calls", calls),
        decisions=record.decisions,
        tasks=pl.concat([record.tasks, follow.select(record.tasks.columns)]),
        care_team=record.care_team,
        outreach_attempts=record.attempts,
    )
    return case_states(history, record.call_date + _DAY, values).row(0, named=True)
