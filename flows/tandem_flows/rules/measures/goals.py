"""M3: patients in active care management who achieve their own goals."""

from __future__ import annotations

from datetime import date, timedelta

import polars as pl

from tandem_flows.marks import implements
from tandem_flows.rules.measures.active import PERCENT
from tandem_flows.rules.measures.case_period import ACTIVE
from tandem_flows.rules.measures.figure import ALL, LED_BY, Figure, ratio
from tandem_flows.rules.measures.periods import Period
from tandem_validators.guideline.values import Values

BETTER = ("improving", "achieved", "sustaining")
ACHIEVED = ("achieved", "sustaining")
_CLOSED = ("achieved", "sustaining", "not-achieved", "not-attainable")
_CONFIRMED = ("confirmed", "revised")


@implements("EVL-04")
def goals_achieved(
    managed: pl.DataFrame, periods: pl.DataFrame, goals: pl.DataFrame, as_of: date, values: Values
) -> list[Figure]:
    """Return M3: in the source's form, in the strict form, and what shows how goals are set.

    `managed` are the persons in active care management (case_id, status). Rejected goals do not
    count.
    """
    day = Period(as_of, as_of)
    live = goals.filter(pl.col("state") != "rejected")
    better = _better(goals)
    figures = [achieving(managed, goals, day)]
    for lead, cohort in LED_BY.items():
        led = managed.filter(pl.col("status") == f"active_{lead}")
        figures.append(_of(led, better, "M3", cohort, day))
    return [
        *figures,
        *_strict(managed, periods, live, as_of, values),
        _of(managed, _without(managed, live), "M3_no_goal", ALL, day),
        *_goal_level(live.join(managed, on="case_id", how="semi"), day),
    ]


@implements("EVL-04")
def achieving(managed: pl.DataFrame, goals: pl.DataFrame, period: Period) -> Figure:
    """Return the line of M3 that leads alone, of persons and goals of the period's last day."""
    return _of(managed, _better(goals), "M3", ALL, period)


def _strict(
    managed: pl.DataFrame, periods: pl.DataFrame, goals: pl.DataFrame, as_of: date, values: Values
) -> list[Figure]:
    """Return the strict companion: long enough active, goals confirmed and due."""
    long_since = as_of - timedelta(days=values.number("goal_min_days"))
    active = periods.filter(pl.col("status").is_in(ACTIVE), pl.col("from_date") <= long_since)
    is_due = (pl.col("target_on") <= as_of) | pl.col("achievement").is_in(_CLOSED)
    due = goals.filter(pl.col("state").is_in(_CONFIRMED), is_due.fill_null(False))
    long = managed.join(active, on="case_id", how="semi")
    counted = long.join(due, on="case_id", how="semi")
    achieved = _cases(due.filter(pl.col("achievement").is_in(ACHIEVED)))
    excluded = {
        "active_too_short": managed.height - long.height,
        "no_confirmed_goal_due": long.height - counted.height,
    }
    reached = counted.filter(pl.col("case_id").is_in(achieved)).height
    return [
        ratio("M3_strict", ALL, reached, counted.height, Period(as_of, as_of), as_of,
              scale=PERCENT, exclusions=excluded, persons=counted.height)
    ]  # fmt: skip


def _goal_level(goals: pl.DataFrame, day: Period) -> list[Figure]:
    """Return the rates of goals instead of persons, and how long until a goal was confirmed."""
    confirmed = goals.filter(pl.col("state").is_in(_CONFIRMED))
    better = goals.filter(pl.col("achievement").is_in(BETTER))
    persons = goals["case_id"].n_unique()
    # the id of a goal begins with the day of the call that proposed it
    proposed_on = pl.col("goal_id").str.head(8).str.to_date("%Y%m%d", strict=False)
    days = confirmed.select((pl.col("confirmed_on") - proposed_on).dt.total_days())
    known = days["confirmed_on"].drop_nulls()
    middle = known.median()
    value = float(middle) if isinstance(middle, int | float) else None
    return [
        ratio("M3_goals", ALL, better.height, goals.height, day, day.end_on,
              scale=PERCENT, persons=persons),
        ratio("M3_goals_confirmed", ALL, confirmed.height, goals.height, day, day.end_on,
              scale=PERCENT, persons=persons),
        Figure("M3_days_to_confirm", ALL, None, known.len(), value, day, day.end_on,
               persons=persons),
    ]  # fmt: skip


def _of(who: pl.DataFrame, cases: list[str], measure: str, cohort: str, day: Period) -> Figure:
    there = who.filter(pl.col("case_id").is_in(cases)).height
    return ratio(
        measure, cohort, there, who.height, day, day.end_on, scale=PERCENT, persons=who.height
    )


def _without(managed: pl.DataFrame, goals: pl.DataFrame) -> list[str]:
    return _cases(managed.join(goals, on="case_id", how="anti"))


def _better(goals: pl.DataFrame) -> list[str]:
    """Return the cases with a goal that goes well; a rejected goal does not count."""
    is_better = pl.col("achievement").is_in(BETTER)
    return _cases(goals.filter(pl.col("state") != "rejected", is_better))


def _cases(goals: pl.DataFrame) -> list[str]:
    return goals["case_id"].to_list()
