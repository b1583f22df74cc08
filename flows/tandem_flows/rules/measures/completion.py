"""Late claims: how much of a month's cost is known by now, and what the rest is likely to be.

Used while a result is provisional. Learned from the plan's own older claims, by service.
"""

from __future__ import annotations

from dataclasses import replace

import polars as pl

from tandem_flows.marks import implements
from tandem_flows.rules.days import add_months
from tandem_flows.rules.measures.facts import ClaimFacts
from tandem_flows.rules.measures.periods import month_of, whole_months_through

# A month this old is taken as complete: its claims show how fast the others arrive.
_MATURE_MONTHS = 12
UNKNOWN = "late claims are not estimated: the source has no payment dates"
APPLIED = "late claims are estimated from how fast older ones arrived"


@implements("EVL-09")
def completed(facts: ClaimFacts) -> tuple[ClaimFacts, str]:
    """Return the facts with each month's cost divided by the share that is known, and a note.

    The share is that of dollars paid within as many months in the mature months of the same
    service; fills are taken as complete. Without payment dates nothing is changed, and said.
    """
    if facts.costs["paid_on"].null_count() == facts.costs.height:
        return facts, UNKNOWN
    known_until = month_of(whole_months_through(facts.data_through))
    costs = facts.costs.with_columns(
        age=_months(pl.lit(known_until), pl.col("on").dt.month_start()),
        lag=_months(pl.col("paid_on").dt.month_start(), pl.col("on").dt.month_start()),
    )
    mature = costs.filter(
        pl.col("on") < add_months(known_until, 1 - _MATURE_MONTHS), pl.col("lag").is_not_null()
    )
    shares = _shares(mature)
    joined = costs.join(shares, on=["service", "age"], how="left")
    factor = 1 / pl.col("share").fill_null(1.0)
    grown = joined.with_columns(pl.col("paid") * factor, pl.col("allowed") * factor)
    return replace(facts, costs=grown.select(facts.costs.columns)), APPLIED


def _shares(mature: pl.DataFrame) -> pl.DataFrame:
    """Return service, age and share: the dollars known at that age, of all of them."""
    ages = pl.DataFrame({"age": list(range(_MATURE_MONTHS))}, schema={"age": pl.Int64})
    by_age = mature.drop("age").join(ages, how="cross")
    summed = by_age.group_by("service", "age").agg(
        known=pl.col("paid").filter(pl.col("lag") <= pl.col("age")).sum(),
        whole=pl.col("paid").sum(),
    )
    possible = summed.filter((pl.col("known") > 0) & (pl.col("whole") >= pl.col("known")))
    return possible.select("service", "age", share=pl.col("known") / pl.col("whole"))


def _months(later: pl.Expr, earlier: pl.Expr) -> pl.Expr:
    years = later.dt.year().cast(pl.Int64) - earlier.dt.year()
    return years * 12 + later.dt.month() - earlier.dt.month()
