"""Whether a patient answered: who is silent, who declined, how often both sides failed.

An answer is to be reached or to decline, in any contact. Follow-up contacts with an engaged patient
are no attempts to engage, but an answer to one is an answer.
"""

from __future__ import annotations

from datetime import date

import polars as pl

from tandem_flows.marks import implements
from tandem_validators.guideline.values import Values

DECLINED = "declined"
ANSWERS = ("reached", DECLINED)
ANSWERED = pl.col("result").is_in(ANSWERS)
_AFTER_ANSWER = pl.col("answered_on").is_null() | (pl.col("contact_on") > pl.col("answered_on"))
_IS_ATTEMPT = (pl.col("result") != "reached") & (pl.col("purpose") != "follow_up")
IS_FAILED = _IS_ATTEMPT & _AFTER_ANSWER


@implements("MEM-05")
def silent_cases(attempts: pl.DataFrame, as_of: date, values: Values) -> pl.DataFrame:
    """Return the cases (case_id) that answered neither side for `unresponsive_months` or more.

    At least one attempt must have gone unanswered since the last answer: a patient whom nobody
    tried to reach is not unresponsive. Who never answered is silent since the first attempt: what
    was before is not known. A patient who declines has answered.
    """
    tried = _with_answer(attempts, ["reached", "declined"], as_of).filter(_AFTER_ANSWER)
    silent_since = pl.coalesce("answered_on", pl.col("contact_on").min().over("case_id"))
    months = values.number("unresponsive_months")
    is_long = silent_since.dt.offset_by(f"{months}mo") <= as_of
    return tried.filter(is_long).select("case_id").unique(maintain_order=True)


@implements("UNE-03")
def declined_cases(attempts: pl.DataFrame, as_of: date) -> pl.DataFrame:
    """Return the cases that last answered that they do not wish to be engaged.

    Columns case_id, declined_on, organisation (the side that was told). Their outreach ends; a
    later contact that reaches the patient lifts it.
    """
    declined = last_answers(attempts, as_of).filter(pl.col("result") == DECLINED)
    return declined.select("case_id", pl.col("contact_on").alias("declined_on"), "organisation")


def last_answers(attempts: pl.DataFrame, as_of: date) -> pl.DataFrame:
    """Return the attempt that each case last answered, in the columns of `outreach_attempts`.

    Of two on one day the one recorded later counts.
    """
    answered = _seen(attempts, as_of).filter(ANSWERED)
    return answered.group_by("case_id", maintain_order=True).last().select(attempts.columns)


@implements("UNE-02")
def failed_attempts(attempts: pl.DataFrame, as_of: date) -> pl.DataFrame:
    """Return how often both sides together failed since the patient was last reached.

    Columns case_id, failed. After `max_outreach_attempts` of them both move on.
    """
    failed = since_reached(attempts, as_of).filter(IS_FAILED)
    return failed.group_by("case_id", maintain_order=True).len("failed")


def since_reached(attempts: pl.DataFrame, as_of: date) -> pl.DataFrame:
    """Return the attempts up to `as_of`, each with the day its case was last reached.

    IS_FAILED says which of them failed since: only being reached ends the row of failed ones.
    """
    return _with_answer(attempts, ["reached"], as_of)


def _with_answer(attempts: pl.DataFrame, results: list[str], as_of: date) -> pl.DataFrame:
    """Add answered_on: the day of the last of `results` in each case."""
    is_answer = pl.col("result").is_in(results)
    answered_on = pl.col("contact_on").filter(is_answer).max().over("case_id")
    return _seen(attempts, as_of).with_columns(answered_on=answered_on)


def _seen(attempts: pl.DataFrame, as_of: date) -> pl.DataFrame:
    known = attempts.filter(pl.col("contact_on") <= as_of)
    return known.sort("contact_on", maintain_order=True)


@implements("UNE-03")
def withdrawals(attempts: pl.DataFrame, as_of: date) -> pl.DataFrame:
    """Return the wishes not to be engaged that patients uttered outside a last attempt in person.

    Columns case_id and on. Who declines when met once more goes on the tracking list instead
    (MEM-08).
    """
    last_attempts = attempts.filter(
        pl.col("purpose") == "final_attempt", pl.col("result") == "declined"
    )
    wishes = declined_cases(attempts, as_of).join(last_attempts, on="case_id", how="anti")
    return wishes.select("case_id", pl.col("declined_on").alias("on"))
