"""The answers to the questions that are owed, and whether they came in time."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from datetime import date
from typing import Any

import polars as pl

from tandem_flows.marks import implements
from tandem_flows.rules.evaluation.surveys import SCHEMA
from tandem_validators.errors import Problem, RuleRefused

_ALLOWED = {"health": ("1", "2", "3", "4", "5"), "recommend": ("yes", "no", "maybe")}
_CLAUSES = {"health": "EVL-15", "recommend": "EVL-17", "staff": "EVL-18"}


@dataclass(frozen=True)
class SurveyAnswer:
    """One answer of a patient, or of one member of the staff."""

    survey: str
    case_id: str | None
    due_on: date
    answered_on: date
    answer: str
    comment: str | None = None


@implements("EVL-15", "EVL-16", "EVL-17", "EVL-18")
def answer_survey(surveys: pl.DataFrame, answers: list[SurveyAnswer]) -> pl.DataFrame:
    """Return `surveys` with `answers` filled in; raise RuleRefused with all that do not fit.

    A patient answers each question once. The staff's question takes an answer from each person:
    the first fills the row that is owed, each further one is a row of its own.
    """
    rows = list(surveys.iter_rows(named=True))
    problems: list[Problem] = []
    for number, given in enumerate(answers, start=1):
        problem = _problem(given, rows, f"survey answers, row {number}")
        if problem is not None:
            problems.append(problem)
        else:
            rows = _answered(rows, given)
    if problems:
        raise RuleRefused(problems)
    return pl.DataFrame(rows, schema=SCHEMA)


def answer_timing(surveys: pl.DataFrame) -> pl.DataFrame:
    """Return `surveys` with `timing`: early, on_time or late; empty while not answered."""
    answered_on = pl.col("answered_on")
    timing = (
        pl.when(answered_on < pl.col("window_start_on"))
        .then(pl.lit("early"))
        .when(answered_on > pl.col("window_end_on"))
        .then(pl.lit("late"))
        .when(answered_on.is_not_null())
        .then(pl.lit("on_time"))
    )
    return surveys.with_columns(timing.alias("timing"))


def _problem(given: SurveyAnswer, rows: list[dict[str, Any]], where: str) -> Problem | None:
    clause = _CLAUSES.get(given.survey)
    asked = [row for row in rows if _is_asked(row, given)]
    if not asked:
        remedy = "Answer a question that `tandem show surveys` lists, with its case and due date."
        return Problem(f"{where}, column due_on", "answers no question that is owed", remedy)
    if not _is_allowed(given):
        words = ", ".join(_ALLOWED.get(given.survey, ("words of your own",)))
        what = "is not one of the answers to this question"
        return Problem(f"{where}, column answer", what, f"Use one of: {words}.", clause)
    if given.survey != "staff" and all(row["answered_on"] is not None for row in asked):
        remedy = "Leave the row out; to change an answer, correct the one that was given."
        return Problem(f"{where}, column due_on", "answers a question twice", remedy, clause)
    return None


def _is_asked(row: dict[str, Any], given: SurveyAnswer) -> bool:
    mine = (given.survey, given.case_id, given.due_on)
    return (row["survey"], row["case_id"], row["due_on"]) == mine


def _is_allowed(given: SurveyAnswer) -> bool:
    if given.survey == "staff":
        return bool(given.answer.strip())
    return given.answer in _ALLOWED[given.survey]


def _answered(rows: list[dict[str, Any]], given: SurveyAnswer) -> list[dict[str, Any]]:
    asked = next(row for row in rows if _is_asked(row, given))
    filled = asked | asdict(given)
    if asked["answered_on"] is not None:
        return [*rows, filled]
    return [filled if row is asked else row for row in rows]
