"""Each person's months and dollars before and after a day: the paired table behind M6 and M8.

One rule places cost and coverage: whole calendar months, the month of the day itself left out.
Cost of a month without coverage is left out and told.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta

import polars as pl

from tandem_flows.rules.measures.facts import ClaimFacts
from tandem_flows.rules.measures.periods import member_months, whole_months_through
from tandem_validators.guideline.values import Values

SERIES = ("inpatient", "emergency", "readmission", "skilled_nursing", "pharmacy", "total")
SIDES = ("before", "after")
_DAYS_A_YEAR, _MONTHS_A_YEAR = 365, 12


@dataclass(frozen=True)
class Outside:
    """What was left out because no coverage is recorded: claims and fills, and US dollars."""

    claims: int
    dollars: float


def person_experience(
    zero: pl.DataFrame, facts: ClaimFacts, basis: str, values: Values
) -> pl.DataFrame:
    """Return one row a person: months_before, months_after and dollars of each series and side.

    `zero` has person_id, zero_on and until_on: months that begin after `until_on` are not looked at
    (empty: no limit). Only months that are over by the data-through date count. `basis` is the
    amount to add up, allowed or paid. Columns person_id, months_<side>, <series>_<side>.
    """
    placed = _placed_months(zero, facts, values)
    costs = facts.costs.with_columns(
        month=pl.col("on").dt.month_start(), dollars=pl.col(basis).fill_null(0.0)
    )
    spent = costs.join(placed.select("person_id", "month", "side"), on=["person_id", "month"])
    return _one_row(zero, placed, spent)


def person_experience_by_day(
    zero: pl.DataFrame, facts: ClaimFacts, basis: str, values: Values
) -> pl.DataFrame:
    """Return the same table for the days around `zero_on` instead of months (a sensitivity).

    As many years' days before and after as the months in force; the day itself is left out. Days
    of a month that is not over by the data-through date count on neither side of the line.
    """
    through = pl.lit(whole_months_through(facts.data_through))
    days = {side: _window_days(side, values) for side in SIDES}
    zero_on = pl.col("zero_on")
    spans = zero.join(facts.spans, on="person_id")
    parts = []
    for side, first, last in (
        ("before", zero_on - days["before"], zero_on - timedelta(days=1)),
        ("after", zero_on + timedelta(days=1), zero_on + days["after"]),
    ):
        last = pl.min_horizontal(last, through)
        covered = (
            pl.min_horizontal("end_on", last) - pl.max_horizontal("start_on", first)
        ).dt.total_days() + 1
        share = covered / _DAYS_A_YEAR * _MONTHS_A_YEAR
        inside = spans.select("person_id", share=share, side=pl.lit(side))
        parts.append(inside.filter(pl.col("share") > 0))
    placed = pl.concat(parts)
    costs = facts.costs.with_columns(dollars=pl.col(basis).fill_null(0.0))
    spent = costs.join(zero, on="person_id").filter(
        pl.col("on") != zero_on,
        pl.col("on") <= through,
        pl.col("on").is_between(zero_on - days["before"], zero_on + days["after"]),
    )
    covered_days = spent.join(facts.spans, on="person_id").filter(
        pl.col("on").is_between("start_on", "end_on")
    )
    sided = covered_days.with_columns(
        side=pl.when(pl.col("on") < zero_on).then(pl.lit("before")).otherwise(pl.lit("after"))
    )
    return _one_row(zero, placed, sided)


def outside_coverage(zero: pl.DataFrame, facts: ClaimFacts, basis: str, values: Values) -> Outside:
    """Return what `person_experience` left out: cost in months of the windows without coverage."""
    costs = facts.costs.with_columns(
        month=pl.col("on").dt.month_start(), dollars=pl.col(basis).fill_null(0.0)
    )
    in_windows = costs.join(zero, on="person_id").with_columns(_side(values)).drop_nulls("side")
    covered = member_months(facts.spans, "any_day").select("person_id", "month")
    left = in_windows.join(covered, on=["person_id", "month"], how="anti")
    return Outside(left.height, round(float(left["dollars"].sum()), 2))


def _placed_months(zero: pl.DataFrame, facts: ClaimFacts, values: Values) -> pl.DataFrame:
    """Return the covered months of the windows: person_id, month, share, side."""
    spans = facts.spans.join(zero, on="person_id", how="semi")
    months = member_months(spans, values.choice("member_month_rule")).join(zero, on="person_id")
    sided = months.with_columns(_side(values)).drop_nulls("side")
    is_over = pl.col("month").dt.month_end() <= whole_months_through(facts.data_through)
    is_open = pl.col("until_on").is_null() | (pl.col("month") <= pl.col("until_on"))
    return sided.filter(is_over, is_open).select("person_id", "month", "share", "side")


def _side(values: Values) -> pl.Expr:
    """Return before or after for `month` beside `zero_on`; empty outside the windows."""
    zero = pl.col("zero_on").dt.month_start()
    month = pl.col("month")
    first = zero.dt.offset_by(f"-{values.number('pre_months')}mo")
    last = zero.dt.offset_by(f"{values.number('post_months')}mo")
    return (
        pl.when((month >= first) & (month < zero))
        .then(pl.lit("before"))
        .when((month > zero) & (month <= last))
        .then(pl.lit("after"))
        .alias("side")
    )


def _window_days(side: str, values: Values) -> timedelta:
    months = values.number("pre_months" if side == "before" else "post_months")
    return timedelta(days=round(months * _DAYS_A_YEAR / _MONTHS_A_YEAR))


def _one_row(zero: pl.DataFrame, placed: pl.DataFrame, spent: pl.DataFrame) -> pl.DataFrame:
    table = zero.select("person_id").unique(maintain_order=True)
    for side in SIDES:
        months = (
            placed.filter(pl.col("side") == side)
            .group_by("person_id")
            .agg(pl.col("share").sum().alias(f"months_{side}"))
        )
        dollars = (
            spent.filter(pl.col("side") == side)
            .group_by("person_id")
            .agg(
                pl.col("dollars").filter(_is_of(series)).sum().alias(f"{series}_{side}")
                for series in SERIES
            )
        )
        table = table.join(months, on="person_id", how="left").join(
            dollars, on="person_id", how="left"
        )
    return table.fill_null(0.0).sort("person_id")


def _is_of(series: str) -> pl.Expr:
    if series == "total":
        return pl.lit(True)
    if series == "readmission":
        return pl.col("is_readmission")
    return pl.col("service") == series
