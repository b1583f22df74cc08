"""Each listed person's months and dollars, lined up on the day of listing.

A month since listing counts as waiting until a call takes the case up, and as enrolled after the
month of the index date. So nobody has to survive the wait to count, on either side.
"""

from __future__ import annotations

import polars as pl

from tandem_flows.rules.measures.facts import ClaimFacts
from tandem_flows.rules.measures.periods import member_months, whole_months_through
from tandem_flows.rules.measures.records import Records
from tandem_validators.guideline.values import Values

BEFORE, WAITING, ENROLLED = "before", "waiting", "enrolled"
SCHEMA = {
    "person_id": pl.String,
    "practice_id": pl.String,
    "side": pl.String,
    "quarter": pl.Int64,
    "months": pl.Float64,
    "dollars": pl.Float64,
}
_MONTHS_A_QUARTER = 3
_UNDECIDED = ("no_discussion", "pending_information")


def followed(records: Records, facts: ClaimFacts, basis: str, values: Values) -> pl.DataFrame:
    """Return months and dollars of each listed person: before listing, waiting and enrolled.

    Columns person_id, practice_id, side, quarter (since listing, from 0; empty before), months and
    dollars (`basis` amounts). Left out: persons with fewer than `min_pre_member_months` before, the
    month of listing, the months from a call to the index date, and months that are not over.
    """
    placed = _placed(listed_persons(records), facts, values)
    spent = (
        facts.costs.group_by("person_id", month=pl.col("on").dt.month_start())
        .agg(dollars=pl.col(basis).fill_null(0.0).sum())
        .join(placed, on=["person_id", "month"], how="right")
    )
    table = spent.group_by("person_id", "side", "quarter").agg(
        months=pl.col("share").sum(), dollars=pl.col("dollars").fill_null(0.0).sum()
    )
    enough = table.filter(
        pl.col("side") == BEFORE, pl.col("months") >= values.number("min_pre_member_months")
    )
    kept = table.join(enough, on="person_id", how="semi")
    return kept.select(
        "person_id", pl.lit(records.practice_id).alias("practice_id"), *list(SCHEMA)[2:]
    ).sort("person_id", "side", "quarter")


def listed_persons(records: Records) -> pl.DataFrame:
    """Return each person once: person_id, listed_on, waits_until, index_on (empty: never led).

    A person waits until the month before the first call that took the case up. Who drops off a
    later list goes on waiting: a list drops those who became cheaper.
    """
    first = (
        records.listed.drop_nulls("person_id")
        .group_by("case_id", "person_id")
        .agg(listed_on=pl.col("listed_on").min())
    )
    led = records.enrolments.select("case_id", "index_on")
    taken_up = records.decisions.filter(~pl.col("outcome").is_in(_UNDECIDED))
    discussed = taken_up.group_by("case_id").agg(discussed_on=pl.col("call_date").min())
    joined = first.join(led, on="case_id", how="left").join(discussed, on="case_id", how="left")
    persons = joined.group_by("person_id").agg(
        pl.col("listed_on").min(), pl.col("index_on").min(), pl.col("discussed_on").min()
    )
    taken_on = pl.min_horizontal("index_on", "discussed_on")
    return persons.select(
        "person_id",
        "listed_on",
        taken_on.dt.month_start().dt.offset_by("-1d").alias("waits_until"),
        "index_on",
    ).sort("person_id")


def _placed(persons: pl.DataFrame, facts: ClaimFacts, values: Values) -> pl.DataFrame:
    """Return the covered months of each side: person_id, month, share, side, quarter."""
    spans = facts.spans.join(persons, on="person_id", how="semi")
    months = member_months(spans, values.choice("member_month_rule")).join(persons, on="person_id")
    is_over = pl.col("month").dt.month_end() <= whole_months_through(facts.data_through)
    since = _months_between("listed_on", "month")
    sided = months.filter(is_over).with_columns(since=since, side=_side(since, values))
    quarter = (pl.col("since") - 1) // _MONTHS_A_QUARTER
    return sided.drop_nulls("side").select(
        "person_id",
        "month",
        "share",
        "side",
        pl.when(pl.col("side") != BEFORE).then(quarter).alias("quarter"),
    )


def _side(since: pl.Expr, values: Values) -> pl.Expr:
    waits = pl.col("waits_until").is_null() | (pl.col("month") <= pl.col("waits_until"))
    led = _months_between("index_on", "month")
    return (
        pl.when(since.is_between(-values.number("pre_months"), -1))
        .then(pl.lit(BEFORE))
        .when(since.is_between(1, values.number("post_months")) & waits)
        .then(pl.lit(WAITING))
        .when((since >= 1) & led.is_between(1, values.number("post_months")))
        .then(pl.lit(ENROLLED))
    )


def _months_between(earlier: str, later: str) -> pl.Expr:
    first, last = pl.col(earlier).dt, pl.col(later).dt
    years = last.year().cast(pl.Int64) - first.year()
    return years * 12 + last.month() - first.month()
