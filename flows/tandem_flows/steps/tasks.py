"""Closing a next step by command, between the calls."""

from __future__ import annotations

from datetime import date

import polars as pl

from tandem_flows.desk import Job
from tandem_flows.marks import implements
from tandem_flows.rules.tasks import merge_tasks
from tandem_flows.steps.records import record_desk
from tandem_flows.workspace.folder import Workspace
from tandem_validators.errors import InputRefused, Problem


@implements("INF-07", "CMP-03")
def close_task(
    workspace: Workspace,
    practice_id: str,
    task_id: str,
    on: date,
    result: str,
    operator: str,
) -> None:
    """Record that a task was done on a day and what came of it.

    Raises InputRefused for a task nobody knows, or a day before the task was given.
    """
    desk = record_desk(
        workspace, Job(practice_id, on, operator=operator), "call", ("tasks",), ("tasks",)
    )
    tasks = desk.read("tasks")
    _refuse_unknown(tasks, task_id, on)
    update = pl.DataFrame(
        {"task_id": [task_id], "state": ["done"], "closed_on": [on], "result": [result]}
    )
    desk.hand_on("tasks", merge_tasks(tasks, tasks.clear(), update), "INF-07", done_on=on)
    desk.commit()


def _refuse_unknown(tasks: pl.DataFrame, task_id: str, on: date) -> None:
    found = tasks.filter(pl.col("task_id") == task_id)
    if found.is_empty():
        remedy = "Take the id from `tandem task list`."
        raise InputRefused(Problem(f"task {task_id}", "is not known to this practice", remedy))
    if on < found["call_date"][0]:
        what = "would be done before the call that gave it"
        raise InputRefused(Problem(f"task {task_id}", what, "Check the date after --on."))
