"""Questions that came up in a call: somebody looks for the answer, and the answer is kept."""

from __future__ import annotations

import polars as pl

from tandem_flows.marks import implements
from tandem_flows.rules.call_record import CallRecord
from tandem_flows.rules.deviations import of_cases
from tandem_flows.rules.guards import is_blank
from tandem_validators.errors import Problem

_IS_QUESTION = pl.col("kind") == "information_request"


@implements("ROL-13")
def question_deviations(record: CallRecord) -> pl.DataFrame:
    """Return each patient who waits for information that nobody was asked to find."""
    waiting = record.decisions.filter(pl.col("outcome") == "pending_information")
    earlier = record.earlier_tasks.filter(pl.col("state") == "open", _IS_QUESTION)
    asked = pl.concat(
        [earlier.select("case_id"), record.tasks.filter(_IS_QUESTION).select("case_id")]
    )
    unasked = waiting.join(asked, on="case_id", how="anti", maintain_order="left")
    return of_cases("question_without_task", unasked["case_id"])


@implements("ROL-13")
def answer_problems(tasks: pl.DataFrame, updates: pl.DataFrame, source: str) -> list[Problem]:
    """Return a problem for each question that is closed as done without its answer."""
    questions = tasks.filter(_IS_QUESTION).select("task_id")
    done = updates.filter(pl.col("state") == "done", is_blank("result"))
    closed = done.join(questions, on="task_id", how="semi", maintain_order="left")
    remedy = "Write down the answer, or cancel the question."
    return [
        Problem(f"{source}, task {task}, column result", "holds no answer", remedy, "ROL-13")
        for task in closed["task_id"]
    ]
