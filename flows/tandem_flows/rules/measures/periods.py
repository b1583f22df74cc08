"""Months, years and coverage of persons. Knows no measure."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

import polars as pl

from tandem_flows.rules.days import add_months

DAYS_A_YEAR = 365.25
_DAY = timedelta(days=1)


@dataclass(frozen=True)
class Period:
    """The days from `start_on` to `end_on`, both included."""

    start_on: date
    end_on: date

    def has(self, column: str) -> pl.Expr:
        """Return whether the day in `column` lies inside."""
        return pl.col(column).is_between(self.start_on, self.end_on)


def months_up_to(end_on: date, months: int) -> Period:
    """Return the `months` months that end with `end_on`."""
    return Period(add_months(end_on, -months) + _DAY, end_on)


def month_of(on: date) -> date:
    """Return the first day of the month of `on`."""
    return on.replace(day=1)


def last_day_of_month(month: date) -> date:
    """Return the last day of the month that begins on `month`."""
    return add_months(month, 1) - _DAY


def whole_months_through(data_through: date) -> date:
    """Return the last day of the last month that is over on `data_through`."""
    after = data_through + _DAY
    return data_through if after.day == 1 else month_of(data_through) - _DAY


def overlap(spans: pl.DataFrame, listed: pl.DataFrame) -> pl.DataFrame:
    """Return the days that are in both: person_id, start_on, end_on.

    Both frames have these columns; the spans of a person in one frame do not overlap each other.
    """
    joined = spans.join(listed, on="person_id", suffix="_listed")
    both = joined.select(
        "person_id",
        pl.max_horizontal("start_on", "start_on_listed").alias("start_on"),
        pl.min_horizontal("end_on", "end_on_listed").alias("end_on"),
    )
    return both.filter(pl.col("start_on") <= pl.col("end_on")).sort("person_id", "start_on")


def person_years(
    spans: pl.DataFrame, people: pl.DataFrame, period: Period, ages: tuple[int, int | None]
) -> pl.DataFrame:
    """Return person_id and years: the days of `spans` in the period and the band of ages.

    `ages` are the first and the last full year of age that count; None has no upper end.
    """
    first, last = ages
    until = pl.lit(period.end_on)
    if last is not None:
        until = pl.min_horizontal(until, pl.col("birth_date").dt.offset_by(f"{last + 1}y") - _DAY)
    since = pl.max_horizontal(
        pl.lit(period.start_on), pl.col("birth_date").dt.offset_by(f"{first}y")
    )
    known = spans.join(people.select("person_id", "birth_date"), on="person_id")
    days = (
        pl.min_horizontal("end_on", until) - pl.max_horizontal("start_on", since)
    ).dt.total_days() + 1
    counted = known.select("person_id", days=days).filter(pl.col("days") > 0)
    years = counted.group_by("person_id").agg(pl.col("days").sum() / DAYS_A_YEAR)
    return years.rename({"days": "years"}).sort("person_id")


def member_months(spans: pl.DataFrame, rule: str) -> pl.DataFrame:
    """Return person_id, month and share: each month with coverage on any day.

    With the rule `any_day` a covered month counts one, with `fraction` its share of covered days.
    """
    months = spans.select(
        "person_id",
        "start_on",
        "end_on",
        month=pl.date_ranges(pl.col("start_on").dt.month_start(), "end_on", "1mo"),
    ).explode("month")
    last = pl.col("month").dt.month_end()
    days = (
        pl.min_horizontal("end_on", last) - pl.max_horizontal("start_on", "month")
    ).dt.total_days() + 1
    shares = months.select("person_id", "month", share=days / last.dt.day())
    counted = shares.group_by("person_id", "month").agg(pl.col("share").sum())
    if rule == "any_day":
        counted = counted.with_columns(share=pl.lit(1.0))
    return counted.sort("person_id", "month")


def age_on(on: str) -> pl.Expr:
    """Return the full years of age on the day in column `on`, beside `birth_date`."""
    had_no_birthday = pl.col(on).dt.strftime("%m%d") < pl.col("birth_date").dt.strftime("%m%d")
    return pl.col(on).dt.year() - pl.col("birth_date").dt.year() - had_no_birthday.cast(pl.Int32)
