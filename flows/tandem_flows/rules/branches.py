"""The tasks that a decision brings by itself: follow-up of a branch, notice, talk about the goal.

Tasks that people set in the call are recorded, not made here. A task is not given twice while an
earlier one of its kind is open for the patient.
"""

from __future__ import annotations

from datetime import date, timedelta

import polars as pl

from tandem_flows.marks import implements
from tandem_flows.rules.answers import declined_cases
from tandem_flows.rules.branch_kinds import (
    CONFIRM_GOAL,
    COVERAGE,
    FINAL_ATTEMPT,
    NOTICE,
    PROVIDER_CHANGE,
    BranchTask,
)
from tandem_flows.rules.call_record import CallRecord
from tandem_flows.rules.days import shift_days
from tandem_validators.errors import Problem, RuleRefused
from tandem_validators.guideline.values import Values

_IS_OVER = pl.col("outcome").is_in(["declined", "removed"])
_OPEN = pl.col("state") == "open"
_WAS_TOLD = (pl.col("kind") == "monitor_notice") & (pl.col("state") == "done")


@implements("MEM-03", "MEM-05", "MEM-07", "MEM-09", "LED-06", "PCG-04", "PCG-05")
def branch_tasks(
    record: CallRecord, values: Values, closed_days: frozenset[date] = frozenset()
) -> pl.DataFrame:
    """Return the handoff `tasks` that the decisions of the call bring by themselves.

    Raises RuleRefused when the team has no one in the role that owns a task.
    """
    wanted = pl.concat(
        [
            _of(PROVIDER_CHANGE, _in_branch(record, "possible_provider_change"), "plan"),
            _of(FINAL_ATTEMPT, _without_declined(record), "practice"),
            _of(COVERAGE, _in_branch(record, "coverage_ended"), "practice"),
            _of(NOTICE, _untold(record), "plan"),
            *(_of(CONFIRM_GOAL, _proposed(record, side), side) for side in ("plan", "practice")),
        ]
    )
    given = pl.concat([record.earlier_tasks.filter(_OPEN | _WAS_TOLD), record.tasks])
    new = wanted.join(given, on=["case_id", "kind"], how="anti", maintain_order="left")
    return _dated(_owned(new, record.team), record.call_date, values, closed_days)


def _of(task: BranchTask, cases: pl.DataFrame, organisation: str) -> pl.DataFrame:
    return cases.select(
        "case_id",
        kind=pl.lit(task.kind),
        need_category=pl.lit(task.need_category),
        action=pl.lit(task.action),
        owner_organisation=pl.lit(organisation),
        days=pl.lit(task.days),
        roles=pl.lit(list(task.roles)),
    )


def _in_branch(record: CallRecord, membership: str) -> pl.DataFrame:
    return record.decisions.filter(pl.col("membership") == membership, ~_IS_OVER)


@implements("UNE-03")
def _without_declined(record: CallRecord) -> pl.DataFrame:
    declined = declined_cases(record.attempts, record.call_date)
    cases = _in_branch(record, "unresponsive")
    return cases.join(declined, on="case_id", how="anti", maintain_order="left")


@implements("LED-06")
def _untold(record: CallRecord) -> pl.DataFrame:
    """Patients whom the practice leads and the plan monitors, and who were not told so."""
    return record.decided.filter(
        pl.col("lead") == "practice", pl.col("patient_informed_on").is_null()
    )


@implements("PCG-03", "PCG-04", "PCG-05")
def _proposed(record: CallRecord, organisation: str) -> pl.DataFrame:
    """Patients with a proposed goal whom the side leads; joint: whose point of contact it is."""
    contacts = record.care_team.filter(
        pl.col("is_point_of_contact"), pl.col("organisation") == organisation
    )
    goals = record.goals_that_stand.filter(pl.col("state") == "proposed")
    cases = record.decided.join(goals, on="case_id", how="semi", maintain_order="left")
    is_contact = pl.col("case_id").is_in(contacts["case_id"].implode())
    is_joint = (pl.col("lead") == "joint") & is_contact
    return cases.filter((pl.col("lead") == organisation) | is_joint)


def _owned(tasks: pl.DataFrame, team: pl.DataFrame) -> pl.DataFrame:
    """Add the owner: of that side, in the first role that it has; core people before others."""
    order = ["case_id", "kind", "place", "not_core", "person"]
    roles = tasks.explode("roles").with_columns(
        place=pl.int_range(pl.len()).over("case_id", "kind")
    )
    people = team.select(
        "person", owner_organisation="organisation", roles="role", not_core=~pl.col("is_core")
    )
    found = roles.join(people, on=["owner_organisation", "roles"]).sort(order)
    first = found.group_by("case_id", "kind").agg(owner=pl.col("person").first())
    owned = tasks.join(first, on=["case_id", "kind"], how="left", maintain_order="left")
    _refuse_without_owner(owned.filter(pl.col("owner").is_null()))
    return owned


def _refuse_without_owner(tasks: pl.DataFrame) -> None:
    sides = tasks.select("owner_organisation", "kind", "roles").unique(maintain_order=True)
    problems = [
        Problem(
            f"team of the {side}, column role",
            f"has no {' or '.join(roles)} to own the task {kind}",
            "Add the person to the team table.",
            "RDY-01",
        )
        for side, kind, roles in sides.iter_rows()
    ]
    if problems:
        raise RuleRefused(problems)


def _dated(
    tasks: pl.DataFrame, call_date: date, values: Values, closed_days: frozenset[date]
) -> pl.DataFrame:
    """Add id and dates; the owner reports back in the first call on or after the due date."""
    names = tasks["days"].unique().to_list()
    due = [shift_days(call_date, values.number(name), values, closed_days) for name in names]
    report = [_call_from(on, call_date, values) for on in due]
    dates = {"days": pl.String, "due_on": pl.Date, "report_back_on": pl.Date}
    terms = pl.DataFrame([names, due, report], schema=dates)
    dated = tasks.join(terms, on="days", maintain_order="left")
    return dated.with_columns(
        task_id=pl.format(f"{call_date:%Y%m%d}-{{}}-{{}}", "case_id", "kind"),
        call_date=pl.lit(call_date),
        state=pl.lit("open"),
        closed_on=pl.lit(None, pl.Date),
        result=pl.lit(None, pl.String),
        department=pl.lit(None, pl.String),
    ).drop("days", "roles")


def _call_from(due_on: date, call_date: date, values: Values) -> date:
    interval = timedelta(days=values.number("call_interval_days"))
    return call_date + interval * max(-((call_date - due_on) // interval), 1)
