"""Guards on the goals and next steps recorded in the call: refused is only wrong data.

A missing measure or target date is a departure (`call_deviations`), not a refusal.
"""

from __future__ import annotations

import polars as pl

from tandem_flows.marks import implements
from tandem_flows.rules.answers import declined_cases
from tandem_flows.rules.call_record import CallRecord
from tandem_flows.rules.guards import Guard, is_blank, off_agenda
from tandem_validators.errors import Problem

# Steps by which a patient who has not answered is looked for.
OUTREACH_KINDS = ["outreach_attempt", "final_f2f_attempt"]

_NO_GOAL = Guard(
    "case_records",
    "no_goal_reason",
    "is empty, and the patient has no goal",
    "Record a goal, or the reason why there is none.",
    "PCG-01",
)
_NO_STEP = Guard(
    "case_records",
    "no_task_reason",
    "is empty, and the patient has no next step",
    "Record a next step, or the reason why there is none.",
    "CAL-27",
)
_TASK_DUE = Guard(
    "tasks", "due_on", "is before the call", "Give a date on or after the call.", "CAL-29"
)
_TASK_REPORT = Guard(
    "tasks", "report_back_on", "is before the call", "Give a date on or after the call.", "CAL-30"
)
_TASK_OWNER = Guard(
    "tasks",
    "owner",
    "is not in the team of the owner's organisation",
    "Name a person of that organisation from the team table.",
    "CAL-29",
)
_NO_DEPARTMENT = Guard(
    "tasks",
    "department",
    "is empty for a non-clinical step",
    "Say which department is asked, such as customer services.",
    "ROL-10",
)
_NO_WISH = Guard(
    "tasks",
    "kind",
    "is outreach to a patient who does not wish to be engaged",
    "Remove the task: plan and practice respect this wish.",
    "UNE-03",
)


@implements("PCG-01", "CAL-27", "CAL-29", "CAL-30", "UNE-03")
def next_step_problems(record: CallRecord, source: str) -> list[Problem]:
    """Return everything in the goals and tasks of a call that would be wrong data."""
    return [
        *_unknown_case_problems(record, source),
        *_missing_problems(record, source),
        *_task_problems(record, source),
    ]


def _unknown_case_problems(record: CallRecord, source: str) -> list[Problem]:
    recorded = {"goals": record.goals, "tasks": record.tasks, "case_records": record.case_records}
    problems = []
    for table, rows in recorded.items():
        what = "is not on the agenda of this call"
        remedy = "Correct the case, or add the patient to the agenda first."
        guard = Guard(table, "case_id", what, remedy, "SHR-03")
        problems += guard.problems(source, off_agenda(rows, record.agenda))
    return problems


@implements("PCG-01", "CAL-27")
def _missing_problems(record: CallRecord, source: str) -> list[Problem]:
    """A decided patient has a goal and a next step that stand, or a reason for each that lacks."""
    earlier = record.earlier_tasks.filter(pl.col("state") == "open")
    steps = pl.concat([earlier.select("case_id"), record.tasks.select("case_id")])
    reasons = record.case_records.select("case_id", "no_goal_reason", "no_task_reason")
    decided = record.decided.join(reasons, on="case_id", how="left")
    no_goal = decided.join(record.goals_that_stand, on="case_id", how="anti")
    no_step = decided.join(steps, on="case_id", how="anti")
    return [
        *_NO_GOAL.problems(source, no_goal.filter(is_blank("no_goal_reason"))),
        *_NO_STEP.problems(source, no_step.filter(is_blank("no_task_reason"))),
    ]


@implements("CAL-29", "CAL-30", "UNE-03", "ROL-10")
def _task_problems(record: CallRecord, source: str) -> list[Problem]:
    tasks, call_date = record.tasks, record.call_date
    people = record.team.select(owner="person", owner_organisation="organisation")
    unknown = tasks.join(people, on=["owner", "owner_organisation"], how="anti")
    declined = declined_cases(record.attempts, call_date)
    outreach = tasks.filter(pl.col("kind").is_in(OUTREACH_KINDS))
    unplaced = tasks.filter(pl.col("kind") == "non_clinical", pl.col("department").is_null())
    return [
        *_TASK_DUE.problems(source, tasks.filter(pl.col("due_on") < call_date)),
        *_TASK_REPORT.problems(source, tasks.filter(pl.col("report_back_on") < call_date)),
        *_TASK_OWNER.problems(source, unknown),
        *_NO_DEPARTMENT.problems(source, unplaced),
        *_NO_WISH.problems(source, outreach.join(declined, on="case_id", how="semi")),
    ]
