"""Who of the compared died or lost coverage while looked at, on the side on which they then were.

Nobody is taken out for it: months and dollars until then count (`followed`). Told so that a reader
can see whether one side lost more people than the other.
"""

from __future__ import annotations

from datetime import date

import polars as pl

from tandem_flows.rules.measures.estimate.followed import ENROLLED, WAITING, listed_persons
from tandem_flows.rules.measures.facts import ClaimFacts
from tandem_flows.rules.measures.periods import member_months, whole_months_through
from tandem_flows.rules.measures.records import Records
from tandem_validators.guideline.values import Values

DIED, UNCOVERED = "died", "uncovered"
SCHEMA = {
    "person_id": pl.String,
    "practice_id": pl.String,
    "side": pl.String,
    "months_possible": pl.Int64,
    "left": pl.String,
    "claims_outside": pl.Int64,
    "dollars_outside": pl.Float64,
}


def left(
    records: Records, facts: ClaimFacts, followed: pl.DataFrame, basis: str, values: Values
) -> pl.DataFrame:
    """Return each person of `followed` once a side with a month to look at: waiting and enrolled.

    Columns person_id, practice_id, side, months_possible (whole months to look at, covered or not),
    left (died; uncovered: alive, and not covered in the last of these months; or empty), and the
    claims and dollars (`basis` amounts) of these months that do not count for want of coverage.
    """
    persons = listed_persons(records).join(followed, on="person_id", how="semi")
    sides = _both_sides(persons, facts, values)
    died = facts.people.select("person_id", "died_on")
    told = (
        sides.join(died, on="person_id", how="left")
        .join(
            _covered(facts),
            left_on=["person_id", "last_month"],
            right_on=["person_id", "month"],
            how="left",
        )
        .join(_outside(sides, facts, basis), on=["person_id", "side"], how="left")
    )
    is_dead = pl.col("died_on").is_between("since_on", pl.col("last_month").dt.month_end())
    reason = pl.when(is_dead).then(pl.lit(DIED)).when(pl.col("is_covered").is_null())
    return told.select(
        "person_id",
        pl.lit(records.practice_id).alias("practice_id"),
        "side",
        "months_possible",
        reason.then(pl.lit(UNCOVERED)).alias("left"),
        pl.col("claims_outside").fill_null(0),
        pl.col("dollars_outside").fill_null(0.0),
    ).sort("person_id", "side")


def _both_sides(persons: pl.DataFrame, facts: ClaimFacts, values: Values) -> pl.DataFrame:
    """Return the windows of waiting, from listing to the call, and of the enrolled, from it on."""
    through = whole_months_through(facts.data_through)
    months = values.number("post_months")
    listed, led = pl.col("listed_on"), pl.col("index_on")
    waiting = _window(persons, WAITING, listed, pl.col("waits_until"), through, months)
    taken_up = persons.drop_nulls("index_on")
    return pl.concat([waiting, _window(taken_up, ENROLLED, led, pl.lit(None), through, months)])


def _window(
    persons: pl.DataFrame, side: str, since: pl.Expr, until: pl.Expr, through: date, months: int
) -> pl.DataFrame:
    """Return person_id, side, since_on, the month before and the last to look at, and how many."""
    first = since.dt.month_start()
    last = pl.min_horizontal(first.dt.offset_by(f"{months}mo"), until, pl.lit(through))
    last_month = last.dt.month_start()
    count = (last_month.dt.year().cast(pl.Int64) - first.dt.year()) * 12
    count = count + last_month.dt.month() - first.dt.month()
    windows = persons.select(
        "person_id",
        since.alias("since_on"),
        first.alias("first_month"),
        last_month.alias("last_month"),
        count.alias("months_possible"),
        side=pl.lit(side),
    )
    return windows.filter(pl.col("months_possible") > 0)


def _covered(facts: ClaimFacts) -> pl.DataFrame:
    covered = member_months(facts.spans, "any_day")
    return covered.select("person_id", "month", is_covered=pl.lit(True))


def _outside(windows: pl.DataFrame, facts: ClaimFacts, basis: str) -> pl.DataFrame:
    """Return person_id, side, and claims and dollars of the windows in months without coverage."""
    costs = facts.costs.select(
        "person_id", month=pl.col("on").dt.month_start(), dollars=pl.col(basis).fill_null(0.0)
    )
    looked_at = (pl.col("month") > pl.col("first_month")) & (
        pl.col("month") <= pl.col("last_month")
    )
    left_out = (
        costs.join(windows, on="person_id")
        .filter(looked_at)
        .join(_covered(facts), on=["person_id", "month"], how="anti")
    )
    return left_out.group_by("person_id", "side").agg(
        claims_outside=pl.len().cast(pl.Int64), dollars_outside=pl.col("dollars").sum()
    )
