"""The register of tasks: next steps added and closed, and the follow-up items.

Which tasks a decision brings by itself is in `branches`; what is overdue is worked out in `due`.
"""

from __future__ import annotations

from datetime import date

import polars as pl

from tandem_flows.marks import implements
from tandem_flows.rules.open_questions import answer_problems
from tandem_validators.errors import Problem, RuleRefused

_IS_OPEN = pl.col("state") == "open"
_CHANGES = ["state", "closed_on", "result"]


@implements("CAL-29", "CAL-30", "INF-07", "CMP-03")
def merge_tasks(register: pl.DataFrame, new: pl.DataFrame, updates: pl.DataFrame) -> pl.DataFrame:
    """Return the register with `new` tasks added and `updates` (task_id, state, closed_on, result).

    A task that is in the register already stays as it stands there, so that a step run again
    changes nothing. Raises RuleRefused as `update_problems` says.
    """
    added = new.join(register, on="task_id", how="anti", maintain_order="left")
    tasks = pl.concat([register, added.select(register.columns)])
    problems = [
        *update_problems(tasks, updates, "tasks"),
        *answer_problems(tasks, updates, "tasks"),
    ]
    if problems:
        raise RuleRefused(problems)
    changes = updates.select("task_id", *(pl.col(name).alias(f"new_{name}") for name in _CHANGES))
    both = tasks.join(changes, on="task_id", how="left", maintain_order="left")
    is_changed = pl.col("new_state").is_not_null()
    taken = [
        pl.when(is_changed).then(f"new_{name}").otherwise(name).alias(name) for name in _CHANGES
    ]
    return both.with_columns(taken).select(register.columns).sort("task_id")


@implements("INF-07")
def update_problems(tasks: pl.DataFrame, updates: pl.DataFrame, source: str) -> list[Problem]:
    """Return what is wrong with updates: an unknown task, closed without a date, open with one."""
    unknown = updates.join(tasks, on="task_id", how="anti", maintain_order="left")
    has_date = pl.col("closed_on").is_not_null()
    undated = updates.filter(~_IS_OPEN & ~has_date)
    early = updates.filter(_IS_OPEN & has_date)
    return [
        *_problems(
            unknown, source, "task_id", "is not a known task", "Use an id of the task list."
        ),
        *_problems(undated, source, "closed_on", "is empty for a closed task", "Give the date."),
        *_problems(early, source, "closed_on", "is given for an open task", "Leave it empty."),
    ]


def with_task_ids(recorded: pl.DataFrame, call_date: date) -> pl.DataFrame:
    """Return the tasks of a call with task_id: call date, case, kind; then a number from two on."""
    number = pl.int_range(1, pl.len() + 1).over("case_id", "kind")
    tail = pl.when(number > 1).then(number.cast(pl.String))
    parts = [pl.lit(f"{call_date:%Y%m%d}"), pl.col("case_id"), pl.col("kind"), tail]
    return recorded.with_columns(
        task_id=pl.concat_str(parts, separator="-", ignore_nulls=True),
        call_date=pl.lit(call_date),
    )


@implements("PRE-09", "PRI-05")
def follow_ups(tasks: pl.DataFrame, last_call_on: date) -> pl.DataFrame:
    """Return the action steps to deal with before the next call.

    These are all that are open, and those closed since the last call, whose result is news.
    """
    is_given = pl.col("call_date") <= last_call_on
    is_news = pl.col("closed_on") > last_call_on
    return tasks.filter(is_given & (_IS_OPEN | is_news)).sort("report_back_on", "task_id")


def _problems(
    updates: pl.DataFrame, source: str, column: str, what: str, remedy: str
) -> list[Problem]:
    return [
        Problem(f"{source}, task {task_id}, column {column}", what, remedy, "INF-07")
        for task_id in updates["task_id"]
    ]
