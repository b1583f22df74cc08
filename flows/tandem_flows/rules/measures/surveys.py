"""M9 to M11: what patients and staff answered. Words are kept for people, not counted here."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

import polars as pl

from tandem_flows.marks import implements
from tandem_flows.rules.measures.active import PERCENT
from tandem_flows.rules.measures.figure import ALL, STAFF, Figure, ratio
from tandem_flows.rules.measures.periods import Period

HEALTH = {"1": "excellent", "2": "very_good", "3": "good", "4": "fair", "5": "poor"}
RECOMMEND = ("yes", "maybe", "no")
_FIRST, _LATER = "enrolment", "later"


@implements("EVL-07")
def patient_answers(
    surveys: pl.DataFrame, enrolments: pl.DataFrame, period: Period, as_of: date
) -> list[Figure]:
    """Return M9 and M10: how health was rated, how it changed, and who would recommend it.

    Counted are the questions that fell due in `period`, by `as_of`; a pair counts by its later
    question. A lower rating is better, so a negative change is an improvement. Questions whose time
    has come and that nobody answered are shown, not dropped.
    """
    owed = surveys.filter(pl.col("due_on") <= as_of)
    is_in = pl.col("due_on") >= period.start_on
    asked = owed.join(enrolments.select("case_id", "index_on"), on="case_id", how="left")
    health = asked.filter(pl.col("survey") == "health").with_columns(
        moment=pl.when(pl.col("due_on") == pl.col("index_on"))
        .then(pl.lit(_FIRST))
        .otherwise(pl.lit(_LATER))
    )
    return [
        *_paired(health, period, as_of),
        *_answered(health.filter(is_in), period, as_of),
        *_distribution(health.filter(is_in), period, as_of),
        *_recommend(owed.filter(pl.col("survey") == "recommend", is_in), period, as_of),
    ]


@implements("EVL-07")
def staff_answers(surveys: pl.DataFrame, period: Period, as_of: date) -> list[Figure]:
    """Return M11: of the surveys due in `period`, how many were answered, and how many answered.

    What they wrote is for the team to read together, without names.
    """
    owed = surveys.filter(
        pl.col("survey") == "staff", pl.col("due_on").is_between(period.start_on, as_of)
    )
    answered = owed.drop_nulls("answered_on")
    rounds, with_answer = owed["due_on"].n_unique(), answered["due_on"].n_unique()
    return [
        ratio("M11", STAFF, with_answer, rounds, period, as_of, scale=PERCENT,
              persons=answered.height),
        Figure("M11_answers", STAFF, answered.height, rounds, float(answered.height), period,
               as_of, persons=answered.height,
               notes=("what people wrote is read together, without names",)),
    ]  # fmt: skip


def _paired(health: pl.DataFrame, period: Period, as_of: date) -> Iterator[Figure]:
    """Yield the change of those who answered twice, and who improved by a level or more."""
    later = health.filter(pl.col("moment") == _LATER, pl.col("due_on") >= period.start_on)
    asked_twice = health.join(later, on="case_id", how="semi")
    rated = asked_twice.drop_nulls("answer").with_columns(pl.col("answer").cast(pl.Int64))
    both = rated.filter(pl.col("moment") == _FIRST).join(
        rated.filter(pl.col("moment") == _LATER), on="case_id", suffix="_later"
    )
    change = both["answer_later"] - both["answer"]
    improved = int((change < 0).sum())
    once = {"answered_once_only": rated["case_id"].n_unique() - both.height}
    yield ratio("M9", ALL, improved, both.height, period, as_of, scale=PERCENT,
                exclusions=once, persons=both.height)  # fmt: skip
    yield ratio("M9_mean_change", ALL, int(change.sum()), both.height, period, as_of,
                exclusions=once, persons=both.height,
                notes=["below zero is better; the most ill improve by themselves too"])  # fmt: skip


def _answered(health: pl.DataFrame, period: Period, as_of: date) -> Iterator[Figure]:
    """Yield how many of those asked answered, at each moment."""
    for moment in (_FIRST, _LATER):
        due = health.filter(pl.col("moment") == moment)
        answered = due.drop_nulls("answered_on").height
        yield ratio(f"M9_answered_{moment}", ALL, answered, due.height, period, as_of,
                    scale=PERCENT, persons=due.height)  # fmt: skip


def _distribution(health: pl.DataFrame, period: Period, as_of: date) -> Iterator[Figure]:
    for moment in (_FIRST, _LATER):
        answered = health.filter(pl.col("moment") == moment).drop_nulls("answer")
        for level, word in HEALTH.items():
            said = answered.filter(pl.col("answer") == level).height
            yield ratio(f"M9_{moment}_{word}", ALL, said, answered.height, period, as_of,
                        scale=PERCENT, persons=answered.height)  # fmt: skip


def _recommend(asked: pl.DataFrame, period: Period, as_of: date) -> Iterator[Figure]:
    answered = asked.drop_nulls("answer")
    silent = {"not_answered": asked.height - answered.height}
    for word in RECOMMEND:
        said = answered.filter(pl.col("answer") == word).height
        name = "M10" if word == "yes" else f"M10_{word}"
        yield ratio(name, ALL, said, answered.height, period, as_of, scale=PERCENT,
                    exclusions=silent, persons=answered.height)  # fmt: skip
