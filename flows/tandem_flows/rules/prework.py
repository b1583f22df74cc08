"""Research before the call: when it is due, what is filled in already, and who is late.

What a side found out is recorded by people; only the plan's facts and the action steps of the last
call are filled in before they begin.
"""

from __future__ import annotations

from datetime import date

import polars as pl

from tandem_flows.marks import implements
from tandem_flows.rules.days import shift_days
from tandem_validators.guideline.values import Values

_SIDES = pl.DataFrame({"organisation": ["plan", "practice"]})
_RATINGS = ["engagement_plan", "engagement_practice"]
_WRITTEN = {
    "risk_level": pl.String,
    "risk_drivers": pl.String,
    "gaps": pl.String,
    "engagement_plan": pl.String,
    "engagement_practice": pl.String,
    "recommended_lead": pl.String,
    "reason": pl.String,
    "draft_goal": pl.String,
    "identity_confirmed": pl.Boolean,
    "completed_on": pl.Date,
}
_OF_ONE_CALL = (
    "still_patient",
    "still_covered",
    "previous_actions",
    "identity_confirmed",
    "completed_on",
)
_STAND = tuple(name for name in _WRITTEN if name not in _OF_ONE_CALL)


@implements("PRE-01")
def due_on(call_date: date, values: Values, closed_days: frozenset[date] = frozenset()) -> date:
    """Return the last day on which the research of a call is in time."""
    return shift_days(call_date, -values.number("prework_lead_days"), values, closed_days)


@implements("PRE-02", "PRE-09")
def prefilled(agenda: pl.DataFrame, facts: pl.DataFrame, steps: pl.DataFrame) -> pl.DataFrame:
    """Return the handoff `prework` as each side gets it: the two checks and the earlier steps.

    `facts` has case_id, is_attributed, is_covered, last_seen_any_on and last_seen_practice_on,
    empty where not known; `steps` is what `tasks.follow_ups` returns.
    """
    carried = steps.group_by("case_id", maintain_order=True).agg(
        previous_actions=pl.col("action").str.join("\n")
    )
    known = facts.select(
        "case_id",
        still_patient="is_attributed",
        still_covered="is_covered",
        last_seen_any_on="last_seen_any_on",
        last_seen_practice_on="last_seen_practice_on",
    )
    cases = agenda.sort("position").select("call_date", "case_id").join(_SIDES, how="cross")
    cases = cases.join(known, on="case_id", how="left", maintain_order="left")
    cases = cases.join(carried, on="case_id", how="left", maintain_order="left")
    return cases.with_columns(pl.lit(None, kind).alias(name) for name, kind in _WRITTEN.items())


@implements("PRE-09")
def with_earlier(prefilled: pl.DataFrame, recorded: pl.DataFrame) -> pl.DataFrame:
    """Return `prefilled` with what each side wrote about its patients last, to be looked over.

    `recorded` is the round's `prework`. What was confirmed and finished for an earlier call is
    asked again; what was answered for this very call is not.
    """
    call_date = prefilled["call_date"].first()
    last = (
        recorded.filter(pl.col("call_date") <= call_date)
        .sort("call_date", maintain_order=True)
        .unique(["case_id", "organisation"], keep="last", maintain_order=True)
    )
    is_this_call = pl.col("call_date") == call_date
    said = last.select(
        "case_id",
        "organisation",
        *(pl.col(name).alias(f"{name}_said") for name in _STAND),
        *(pl.when(is_this_call).then(name).alias(f"{name}_said") for name in _OF_ONE_CALL),
    )
    joined = prefilled.join(said, on=["case_id", "organisation"], how="left", maintain_order="left")
    filled = [pl.coalesce(f"{name}_said", name).alias(name) for name in (*_STAND, *_OF_ONE_CALL)]
    return joined.with_columns(filled).select(prefilled.columns)


@implements("PRE-01")
def lateness(
    agenda: pl.DataFrame,
    prework: pl.DataFrame,
    call_date: date,
    as_of: date,
    values: Values,
    closed_days: frozenset[date] = frozenset(),
) -> pl.DataFrame:
    """Return, for each patient and side, whether the research is done, late, missing or waiting.

    Columns case_id, organisation, due_on, completed_on, state, in the order of the agenda.
    """
    is_known = (pl.col("call_date") == call_date) & (pl.col("completed_on") <= as_of)
    done = prework.filter(is_known).select("case_id", "organisation", "completed_on")
    due = due_on(call_date, values, closed_days)
    cases = agenda.sort("position").select("case_id").join(_SIDES, how="cross")
    cases = cases.join(done, on=["case_id", "organisation"], how="left", maintain_order="left")
    open_state = "waiting" if as_of <= due else "missing"
    state = (
        pl.when(pl.col("completed_on") <= due)
        .then(pl.lit("done"))
        .when(pl.col("completed_on").is_not_null())
        .then(pl.lit("late"))
        .otherwise(pl.lit(open_state))
    )
    return cases.select(
        "case_id", "organisation", pl.lit(due).alias("due_on"), "completed_on", state.alias("state")
    )


@implements("PRE-06")
def agreed_engagement(prework: pl.DataFrame) -> pl.DataFrame:
    """Return how connected each patient is with plan and practice, as both sides rate it.

    Where only one side rated, its rating counts; where they differ the answer stays empty, so that
    the call talks about it. Columns case_id, engagement_plan, engagement_practice.
    """
    agreed = [
        pl.when(pl.col(name).drop_nulls().n_unique() == 1)
        .then(pl.col(name).drop_nulls().first())
        .alias(name)
        for name in _RATINGS
    ]
    return prework.group_by("case_id", maintain_order=True).agg(agreed)
