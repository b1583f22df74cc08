"""Risk that may be over: proposed for removal, never removed. A person decides, with a reason."""

from __future__ import annotations

from datetime import date, timedelta

import polars as pl

from tandem_flows.marks import implements
from tandem_validators.guideline.values import Values

FACTS = {
    "case_id": pl.String,
    "live_birth_on": pl.Date,
    "use_since": pl.Int64,
    "complications_since": pl.Int64,
    "chronic_conditions": pl.Int64,
    "has_mental_health_need": pl.Boolean,
}
_EVIDENCE = (
    "The pregnancy ended with a live birth, and since then claims show no hospital stay, no ED "
    "visit and no complication; no lasting condition is recorded. Whether mother and baby are "
    "well is for people to say."
)


@implements("LES-07")
def removal_proposals(facts: pl.DataFrame, as_of: date, values: Values) -> pl.DataFrame:
    """Return the handoff `removal_proposals`: a pregnancy that ended well and left no other risk.

    `facts` has the columns of FACTS, one row a listed case. An empty fact is not known, and then
    nothing is proposed. The list itself is not touched.
    """
    known = facts.select(pl.col(name).cast(kind) for name, kind in FACTS.items())
    ended_by = as_of - timedelta(days=values.number("stale_pregnancy_days"))
    is_over = (
        (pl.col("live_birth_on") <= ended_by)
        & (pl.col("use_since") == 0)
        & (pl.col("complications_since") == 0)
        & (pl.col("chronic_conditions") == 0)
        & ~pl.col("has_mental_health_need")
    )
    return known.filter(is_over.fill_null(False)).select(
        "case_id",
        pl.lit("risk_is_over").alias("reason"),
        pl.col("live_birth_on").alias("ended_on"),
        pl.lit(_EVIDENCE).alias("evidence"),
        pl.lit(as_of).alias("proposed_on"),
    )
