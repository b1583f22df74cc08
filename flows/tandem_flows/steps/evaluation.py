"""Evaluation, its collection: index dates, surveys owed and answered. The measures are a step
of their own."""

from __future__ import annotations

from datetime import date

import polars as pl

from tandem_flows.desk import Desk
from tandem_flows.inbox.survey_answers import read_survey_answers
from tandem_flows.marks import implements
from tandem_flows.rules.evaluation import answer_survey, enrolments, surveys_due
from tandem_flows.steps.arrivals import arrived
from tandem_flows.steps.definition import Result, step
from tandem_flows.steps.refusals import refusals_on_record


@step(
    "evaluation",
    word="evaluation",
    title="Collect what the evaluation needs",
    reads=("calls", "decisions", "enrolments", "surveys"),
    writes=("enrolments", "surveys"),
)
@implements("EVL-10", "EVL-15", "EVL-16", "EVL-17", "EVL-18")
def evaluation(desk: Desk) -> Result:
    """Record index dates, the surveys whose time has come, and the answers that arrived."""
    enrolled = _enrolments(desk)
    surveys = surveys_due(
        enrolled, _started_on(desk), desk.read("surveys"), desk.as_of, desk.values
    )
    path = arrived(desk, "survey_answers.csv")
    if path is not None:
        with refusals_on_record(desk, "survey_answers_refused", path):
            read = read_survey_answers(path)
            surveys = answer_survey(surveys, read.answers)
        desk.note_file(path.name, read.source_hash)
    desk.hand_on("enrolments", enrolled, "EVL-10")
    surveys = desk.hand_on("surveys", surveys, "EVL-15", "EVL-16", "EVL-17", "EVL-18")
    answered = surveys.drop_nulls("answered_on").height
    counts = {"enrolled": enrolled.height, "surveys": surveys.height, "answered": answered}
    words = "{enrolled} patients enrolled, {surveys} questions due, {answered} answered"
    return Result(words.format(**counts), counts)


def _enrolments(desk: Desk) -> pl.DataFrame:
    """Return the enrolments: those of earlier rounds stand, this round's follow its decisions."""
    now = enrolments(desk.read("decisions"), desk.as_of)
    opened_on = desk.round.opened_on
    earlier = desk.read("enrolments").filter(pl.col("index_on") < opened_on)
    return pl.concat([earlier, now.join(earlier, on="case_id", how="anti")]).sort(
        "index_on", "case_id"
    )


def _started_on(desk: Desk) -> date:
    """Return the day of the first call that was held, else of the first one planned."""
    calls = desk.require("calls")
    held = calls.filter(pl.col("state") == "held")["call_date"]
    first: date = (held if held.len() else calls["call_date"]).min()  # type: ignore[assignment]
    return first
