"""M1: high-risk patients in active care management, and the funnel that leads there."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

import polars as pl

from tandem_flows.marks import implements
from tandem_flows.rules.days import add_months
from tandem_flows.rules.measures.case_period import ACTIVE, LEFT, status_on
from tandem_flows.rules.measures.figure import ALL, LED_BY, Figure, ratio
from tandem_flows.rules.measures.periods import Period, months_up_to
from tandem_flows.rules.measures.records import Records
from tandem_validators.guideline.values import Values

PERCENT = 100.0
_CONFIRMED = ("confirmed", "revised")
_ACHIEVED = ("achieved", "sustaining")


@implements("EVL-02")
def active_management(
    records: Records, periods: pl.DataFrame, contacts: pl.DataFrame, as_of: date, values: Values
) -> list[Figure]:
    """Return M1 on the day of measurement, in person-months over the period, and by lead.

    A person counts whose lead is decided and who was reached within `active_window_days`. A plan's
    monitor case alone does not count, and neither does tracking.
    """
    today = managed_on(records, periods, contacts, as_of, values)
    day = Period(as_of, as_of)
    listed, reached = today.filter("is_listed"), today.filter("is_managed")
    figures = [
        ratio(
            "M1", ALL, reached.height, listed.height, day, as_of,
            scale=PERCENT, exclusions=_left(today), persons=listed.height,
        ),
        *_by_lead(listed, day, as_of),
        _person_months(records, periods, contacts, as_of, values),
        _removed(today, day, as_of),
    ]  # fmt: skip
    return figures


def managed_on(
    records: Records, periods: pl.DataFrame, contacts: pl.DataFrame, on: date, values: Values
) -> pl.DataFrame:
    """Return everyone on the combined list on a day: case_id, person_id, status, flags.

    `is_listed`: still to be managed here (the denominator of M1); `is_managed`: in active care
    management (its numerator). `status` is empty for who has died.
    """
    on_list = records.listed.filter(
        pl.col("listed_on") <= on, pl.col("until_on").is_null() | (pl.col("until_on") >= on)
    ).unique("case_id", keep="last", maintain_order=True)
    since = on - timedelta(days=values.number("active_window_days"))
    recent = contacts.filter(pl.col("on").is_between(since, on, closed="right"))["case_id"]
    now = status_on(periods, on).select("case_id", "status")
    joined = on_list.select("case_id", "person_id").join(now, on="case_id", how="left")
    is_listed = pl.col("status").is_not_null() & ~pl.col("status").is_in(LEFT)
    is_managed = pl.col("status").is_in(ACTIVE) & pl.col("case_id").is_in(recent.to_list())
    return joined.with_columns(is_listed=is_listed, is_managed=is_managed.fill_null(False)).sort(
        "case_id"
    )


@implements("EVL-02")
def funnel(
    records: Records, periods: pl.DataFrame, contacts: pl.DataFrame, as_of: date, values: Values
) -> list[Figure]:
    """Return how many of the listed ever were discussed, tried, reached, managed, and so on.

    Each stage counts persons on the list today; declined and unreachable stand beside it.
    """
    today = managed_on(records, periods, contacts, as_of, values).filter("is_listed")
    statuses = periods.filter(pl.col("from_date") <= as_of)
    attempts = records.outreach_attempts.filter(pl.col("contact_on") <= as_of)
    goals = records.goals.filter(pl.col("state").is_in(_CONFIRMED))
    achieved = goals.filter(pl.col("achievement").is_in(_ACHIEVED))
    stages = {
        "listed": today["case_id"],
        "discussed": _ever(statuses, "discussed", "declined", *ACTIVE),
        "outreached": pl.concat([attempts["case_id"], contacts["case_id"]]),
        "engaged": contacts["case_id"],
        "active": today.filter("is_managed")["case_id"],
        "goal_confirmed": goals["case_id"],
        "goal_achieved": achieved["case_id"],
        "declined": today.filter(pl.col("status") == "declined")["case_id"],
        "unreachable": today.filter(pl.col("status") == "tracking")["case_id"],
    }
    return [
        _stage(stage, today.filter(pl.col("case_id").is_in(cases.to_list())), today, as_of)
        for stage, cases in stages.items()
    ]


def _ever(statuses: pl.DataFrame, *names: str) -> pl.Series:
    """Return the cases that ever had one of the statuses."""
    return statuses.filter(pl.col("status").is_in(names))["case_id"]


def _stage(name: str, there: pl.DataFrame, listed: pl.DataFrame, as_of: date) -> Figure:
    day = Period(as_of, as_of)
    return ratio(
        f"M1_funnel_{name}", ALL, there.height, listed.height, day, as_of,
        scale=PERCENT, persons=listed.height,
    )  # fmt: skip


def _by_lead(listed: pl.DataFrame, day: Period, as_of: date) -> Iterator[Figure]:
    for lead, cohort in LED_BY.items():
        led = listed.filter(pl.col("status") == f"active_{lead}")
        reached = led.filter("is_managed").height
        yield ratio(
            "M1", cohort, reached, led.height, day, as_of, scale=PERCENT, persons=led.height
        )


def _person_months(
    records: Records, periods: pl.DataFrame, contacts: pl.DataFrame, as_of: date, values: Values
) -> Figure:
    """Return the average over the period: each month is looked at on its last day."""
    months = values.number("measure_period_months")
    ends = [add_months(as_of, -back) for back in range(months)]
    looks = [managed_on(records, periods, contacts, on, values) for on in ends]
    listed = pl.concat(looks).filter("is_listed")
    managed = listed.filter("is_managed")
    seen = (listed, managed, listed.filter(~pl.col("is_managed")))
    persons, counted, uncounted = (people["case_id"].n_unique() for people in seen)
    return ratio(
        "M1_person_months", ALL, managed.height, listed.height, months_up_to(as_of, months), as_of,
        scale=PERCENT, persons=persons, counted=counted, uncounted=uncounted,
    )  # fmt: skip


def _left(today: pl.DataFrame) -> dict[str, float]:
    counts = {reason: today.filter(pl.col("status") == reason).height for reason in LEFT}
    return {**counts, "deceased": today["status"].null_count()}


def _removed(today: pl.DataFrame, day: Period, as_of: date) -> Figure:
    """Return who was taken off: removing hard patients would raise the share without a word."""
    removed = today.filter(pl.col("status") == "removed").height
    return ratio("M1_removed", ALL, removed, today.height, day, as_of,
                 scale=PERCENT, persons=today.height)  # fmt: skip
