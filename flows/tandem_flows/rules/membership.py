"""Who we talk about today: which of the four branches the plan's facts suggest for each patient.

A suggestion only: plan and practice decide in the call (checked in `decisions`).

Where several branches fit, the first of these is suggested, and the order is ours:
1. Coverage has ended (or the patient died): without coverage the plan has no part in the others.
2. The patient answers nobody: its conditions are the narrower ones. Emergency visits are themselves
   visits outside the practice, so the wider branch below would otherwise hide every such patient.
3. The patient may have changed provider.
4. Active.
"""

from __future__ import annotations

from datetime import date

import polars as pl

from tandem_flows.marks import implements
from tandem_flows.rules.answers import silent_cases
from tandem_validators.guideline.values import Values

FACTS = {
    "case_id": pl.String,
    "is_covered": pl.Boolean,
    "coverage_ended_on": pl.Date,
    "died_on": pl.Date,
    "last_seen_any_on": pl.Date,
    "last_seen_any_by_practice": pl.Boolean,
    "last_seen_practice_on": pl.Date,
    "ed_visits": pl.Int64,
    "outside_specialists": pl.Int64,
    "last_admission_on": pl.Date,
}
_SHOWN = ["last_seen_any_on", "last_seen_practice_on", "ed_visits", "outside_specialists"]
COLUMNS = ["case_id", "membership", "membership_clause", "is_escalated", "reason", *_SHOWN]
_OUTSIDE = ~pl.col("last_seen_any_by_practice").fill_null(True)
_PRACTICE_ON = pl.coalesce(
    "last_seen_practice_on",
    pl.when(pl.col("last_seen_any_by_practice")).then(pl.col("last_seen_any_on")),
)


@implements("MEM-01", "MEM-02")
def suggest_membership(
    facts: pl.DataFrame,
    attempts: pl.DataFrame,
    agenda: pl.DataFrame,
    as_of: date,
    values: Values,
) -> pl.DataFrame:
    """Return the suggested branch of each patient on the agenda, with its clause and reason.

    `facts` has the columns of FACTS, one row a case; an empty value is not known and never guessed.
    The result has COLUMNS, in the order of the agenda. Dates stay out of the reason.
    """
    known = facts.select(pl.col(name).cast(kind) for name, kind in FACTS.items())
    cases = agenda.select("case_id").join(known, on="case_id", how="left", maintain_order="left")
    silent = silent_cases(attempts, as_of, values)["case_id"].implode()
    found = cases.with_columns(
        has_died=(pl.col("died_on") <= as_of).fill_null(False),
        has_ended=_coverage_ended(as_of),
        is_unresponsive=_unresponsive(as_of, values) & pl.col("case_id").is_in(silent),
        has_changed=_provider_change(as_of, values),
    )
    clause = _branch("MEM-09", "MEM-05", "MEM-03", "MEM-01")
    return found.with_columns(
        membership=_branch("coverage_ended", "unresponsive", "possible_provider_change", "active"),
        membership_clause=pl.when(~pl.col("has_died")).then(clause),
        is_escalated=_escalated(as_of, values),
        reason=_reason(as_of, values),
    ).select(COLUMNS)


def _branch(ended: str, unresponsive: str, changed: str, active: str) -> pl.Expr:
    return (
        pl.when(pl.col("has_died") | pl.col("has_ended"))
        .then(pl.lit(ended))
        .when("is_unresponsive")
        .then(pl.lit(unresponsive))
        .when("has_changed")
        .then(pl.lit(changed))
        .otherwise(pl.lit(active))
    )


@implements("MEM-09")
def _coverage_ended(as_of: date) -> pl.Expr:
    """A plain answer on coverage wins; the last covered day counts only where there is none."""
    by_date = (pl.col("coverage_ended_on") < as_of).fill_null(False)
    return pl.when(pl.col("is_covered").is_null()).then(by_date).otherwise(~pl.col("is_covered"))


@implements("MEM-05")
def _unresponsive(as_of: date, values: Values) -> pl.Expr:
    """Not seen by the practice and an active user of the emergency department."""
    seen_by_nobody = pl.col("last_seen_any_on").is_null()
    never = _PRACTICE_ON.is_null() & (_OUTSIDE | seen_by_nobody)
    unseen = _gap_reached(values.number("unresponsive_months"), as_of) | never
    visits = pl.col("ed_visits") >= values.number("active_ed_user_visits")
    return unseen & visits.fill_null(False)


@implements("MEM-03")
def _provider_change(as_of: date, values: Values) -> pl.Expr:
    """Seen last outside the practice, which saw the patient too long ago or, on record, never."""
    gap = _gap_reached(values.number("practice_gap_months"), as_of)
    return _OUTSIDE & (gap | _PRACTICE_ON.is_null())


def _escalated(as_of: date, values: Values) -> pl.Expr:
    """Only a dated gap escalates: how long a patient never seen has been away is not known."""
    gap = _gap_reached(values.number("practice_gap_escalation_months"), as_of)
    is_change = pl.col("has_changed") & ~pl.col("is_unresponsive")
    return is_change & gap & ~pl.col("has_ended") & ~pl.col("has_died")


def _gap_reached(months: int, as_of: date) -> pl.Expr:
    return (_PRACTICE_ON.dt.offset_by(f"{months}mo") <= as_of).fill_null(False)


def _reason(as_of: date, values: Values) -> pl.Expr:
    number = values.number
    branch = _branch(
        "The plan no longer covers the patient.",
        f"The practice has not seen the patient and nobody had an answer for "
        f"{number('unresponsive_months')} months or more; emergency department visits reached "
        f"{number('active_ed_user_visits')} in {number('active_ed_user_months')} months.",
        f"The latest provider is outside the practice, which has not seen the patient for "
        f"{number('practice_gap_months')} months or more, or never on record.",
        "Nothing known speaks against discussing the patient.",
    )
    died = pl.lit("The plan's records show that the patient has died.")
    first = pl.when("has_died").then(died).otherwise(branch)
    escalated = f"The gap reached {number('practice_gap_escalation_months')} months: first in turn."
    said = [first, _if(_escalated(as_of, values), escalated), *_unknown()]
    return pl.concat_str(said, separator=" ", ignore_nulls=True)


def _unknown() -> list[pl.Expr]:
    is_open = pl.col("is_covered").is_null() & ~pl.col("has_ended")
    by_whom = pl.col("last_seen_any_by_practice").is_null()
    return [
        _if(is_open, "Whether the plan covers the patient is not known."),
        _if(by_whom, "Whether the practice saw the patient last is not known."),
        _if(pl.col("ed_visits").is_null(), "Emergency department visits are not known."),
    ]


def _if(condition: pl.Expr, words: str) -> pl.Expr:
    return pl.when(condition).then(pl.lit(words))
