"""Which questions are owed to patients and staff, and when. Not here: their answers."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import asdict, dataclass
from datetime import date, timedelta
from typing import Any

import polars as pl

from tandem_flows.marks import implements
from tandem_flows.rules.days import add_months
from tandem_validators.guideline.values import Values

SCHEMA = {
    "survey": pl.String,
    "case_id": pl.String,
    "question": pl.String,
    "due_on": pl.Date,
    "window_start_on": pl.Date,
    "window_end_on": pl.Date,
    "answered_on": pl.Date,
    "answer": pl.String,
    "comment": pl.String,
}


@dataclass(frozen=True)
class Owed:
    """One question that is owed and not yet answered."""

    survey: str
    case_id: str | None
    question: str
    due_on: date
    window_start_on: date
    window_end_on: date
    answered_on: None = None
    answer: None = None
    comment: None = None


@implements("EVL-15", "EVL-16", "EVL-17", "EVL-18")
def surveys_due(
    enrolments: pl.DataFrame,
    staff_started_on: date,
    surveys: pl.DataFrame,
    as_of: date,
    values: Values,
) -> pl.DataFrame:
    """Return the `surveys` handoff: what was answered, and every question whose time has come.

    A patient is asked at enrolment and again some months after; the staff from `staff_started_on`
    on, again and again. A question appears when its window opens.
    """
    answered = [row for row in surveys.iter_rows(named=True) if row["answered_on"] is not None]
    known = {_key(row) for row in answered}
    owed = [
        asdict(question)
        for question in _all(enrolments, staff_started_on, as_of, values)
        if question.window_start_on <= as_of
        and (question.survey, question.case_id, question.due_on) not in known
    ]
    frame = pl.DataFrame(answered + owed, schema=SCHEMA)
    return frame.sort("due_on", "survey", "case_id", nulls_last=True, maintain_order=True)


def _key(row: dict[str, Any]) -> tuple[str, str | None, date]:
    return row["survey"], row["case_id"], row["due_on"]


def _all(
    enrolments: pl.DataFrame, staff_started_on: date, as_of: date, values: Values
) -> Iterator[Owed]:
    for row in enrolments.iter_rows(named=True):
        later_on = add_months(row["index_on"], values.number("patient_survey_months"))
        yield _owed("health", row["case_id"], row["index_on"], values)
        yield _owed("health", row["case_id"], later_on, values)
        yield _owed("recommend", row["case_id"], later_on, values)
    months, asked = values.number("staff_survey_months"), 1
    while (due_on := add_months(staff_started_on, months * asked)) <= _horizon(as_of, values):
        yield _owed("staff", None, due_on, values)
        asked += 1


def _horizon(as_of: date, values: Values) -> date:
    return as_of + timedelta(days=values.number("survey_window_days"))


def _owed(survey: str, case_id: str | None, due_on: date, values: Values) -> Owed:
    window = timedelta(days=values.number("survey_window_days"))
    question = _QUESTIONS[survey].format(weeks=values.number("survey_recall_weeks"))
    return Owed(survey, case_id, question, due_on, due_on - window, due_on + window)


_QUESTIONS = {
    "health": "How has your health been over the last {weeks} weeks: "
    "excellent (1), very good (2), good (3), fair (4) or poor (5)?",
    "recommend": "Would you recommend this program to family or a friend: yes, no or maybe?",
    "staff": "How well do plan and practice work together, and what would make it better?",
}
