"""Late claims: how much of a month's cost is known by now, and what the rest is likely to be.

Used while a result is provisional. Learned from the plan's own older claims, by service. How long a
month's claims have had is counted in days, from its last day to the last day of any payment.
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
TOO_SOON = "not estimated, as nothing of it is ever known so early: {services} of the last months"


@implements("EVL-09")
def completed(facts: ClaimFacts) -> tuple[ClaimFacts, str]:
    """Return the facts with each month's cost divided by the share that is known, and a note.

    The share is that of dollars paid within as many days of the month's end in the mature months of
    the same service; fills are taken as complete. Without payment dates nothing is changed, and
    said; so is a service of which older months show nothing paid so early.
    """
    if facts.costs["paid_on"].null_count() == facts.costs.height:
        return facts, UNKNOWN
    paid_through = facts.paid_through or facts.data_through
    last_over = whole_months_through(min(facts.data_through, paid_through))
    month_end = pl.col("on").dt.month_end()
    had = (pl.lit(paid_through) - month_end).dt.total_days()
    costs = facts.costs.with_columns(
        age=pl.when(month_end <= last_over).then(had),
        lag=(pl.col("paid_on") - month_end).dt.total_days(),
    )
    mature_before = add_months(month_of(last_over), 1 - _MATURE_MONTHS)
    mature = costs.filter(pl.col("on") < mature_before, pl.col("lag").is_not_null())
    ages = costs.filter(pl.col("on") >= mature_before).select("age").drop_nulls().unique()
    shares = _shares(mature.drop("age"), ages)
    joined = costs.join(shares.filter(pl.col("share") > 0), on=["service", "age"], how="left")
    factor = 1 / pl.col("share").fill_null(1.0)
    grown = joined.with_columns(pl.col("paid") * factor, pl.col("allowed") * factor)
    return replace(facts, costs=grown.select(facts.costs.columns)), _said(shares)


def _shares(mature: pl.DataFrame, ages: pl.DataFrame) -> pl.DataFrame:
    """Return service, age in days and share: the dollars known at that age, of all of them."""
    summed = (
        mature.join(ages, how="cross")
        .group_by("service", "age")
        .agg(
            known=pl.col("paid").filter(pl.col("lag") <= pl.col("age")).sum(),
            whole=pl.col("paid").sum(),
        )
    )
    possible = summed.filter(pl.col("known") >= 0, pl.col("whole") >= pl.col("known"))
    known = possible.filter(pl.col("whole") > 0)
    return known.select("service", "age", share=pl.col("known") / pl.col("whole"))


def _said(shares: pl.DataFrame) -> str:
    early = shares.filter(pl.col("share") == 0)["service"].unique().sort().to_list()
    if not early:
        return APPLIED
    services = ", ".join(service.replace("_", " ") for service in early)
    return f"{APPLIED}; {TOO_SOON.format(services=services)}"
