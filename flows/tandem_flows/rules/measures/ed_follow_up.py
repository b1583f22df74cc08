"""M2: an emergency visit that was followed up in time. Events first, rates after.

The definition is our own; it resembles a published national measure and is not one.
"""

from __future__ import annotations

from datetime import date

import polars as pl

from tandem_flows.marks import implements
from tandem_flows.rules.measures.active import PERCENT
from tandem_flows.rules.measures.ed_visits import Window, qualifying
from tandem_flows.rules.measures.facts import ClaimFacts
from tandem_flows.rules.measures.figure import ALL, LED_BY, Figure, ratio
from tandem_flows.rules.measures.periods import Period
from tandem_flows.rules.measures.records import Records
from tandem_validators.guideline.values import Values

CALL, ANY = "call", "any_follow_up"


def main_window(values: Values) -> Window:
    """Return the window that leads."""
    return Window(values.number("ed_followup_days"))


def windows(values: Values) -> list[Window]:
    """Return every window that is shown, the one that leads first."""
    return [
        main_window(values),
        Window(values.number("ed_followup_business_days"), is_business=True),
        Window(values.number("ed_followup_second_days")),
        Window(values.number("ed_followup_third_days")),
    ]


@implements("EVL-03")
def ed_follow_up(
    records: Records,
    periods: pl.DataFrame,
    contacts: pl.DataFrame,
    facts: ClaimFacts,
    period: Period,
    values: Values,
) -> list[Figure]:
    """Return M2 for every window: by person (every visit, any visit) and by visit.

    The seed's form leads: of the persons with a visit that qualifies, those whose every visit was
    followed by a completed call within `ed_followup_days`.
    """
    figures: list[Figure] = []
    through = facts.data_through
    for window in windows(values):
        visits, excluded = qualifying(records, periods, facts, period, window, values)
        followed = _followed(visits, contacts, facts, records)
        if window == main_window(values):
            figures += [_leading(followed, excluded, period, through)]
            figures += _by_lead(followed, period, through)
        figures += _forms(followed, excluded, window, period, through)
    return [*figures, _notice_lag(records, facts, period)]


def main_rate(
    records: Records,
    periods: pl.DataFrame,
    contacts: pl.DataFrame,
    facts: ClaimFacts,
    period: Period,
    values: Values,
) -> Figure:
    """Return the line that leads alone, of a period as short as a month: for a run chart."""
    window = main_window(values)
    visits, excluded = qualifying(records, periods, facts, period, window, values)
    followed = _followed(visits, contacts, facts, records)
    return _leading(followed, excluded, period, facts.data_through)


def _followed(
    visits: pl.DataFrame, contacts: pl.DataFrame, facts: ClaimFacts, records: Records
) -> pl.DataFrame:
    """Return the visits with `call` and `any_follow_up`: whether one came in time."""
    persons = records.listed.select("case_id", "person_id").drop_nulls().unique()
    seen = facts.visits.join(persons, on="person_id").select(
        "case_id", "on", pl.lit(False).alias("is_call")
    )
    # a visit to the office on the day itself may have been before the emergency
    later = visits.join(pl.concat([contacts, seen.select(contacts.columns)]), on="case_id").filter(
        pl.col("on").is_between("discharged_on", "ends_on")
    )
    key = ["case_id", "discharged_on"]
    return visits.with_columns(
        _is_in(visits, later.filter("is_call"), key).alias(CALL),
        _is_in(visits, later, key).alias(ANY),
    )


def _is_in(visits: pl.DataFrame, found: pl.DataFrame, key: list[str]) -> pl.Series:
    marked = found.select(key).unique().with_columns(is_there=pl.lit(True))
    joined = visits.select(key).join(marked, on=key, how="left", maintain_order="left")
    return joined["is_there"].fill_null(False)


def _forms(
    visits: pl.DataFrame,
    excluded: dict[str, float],
    window: Window,
    period: Period,
    through: date,
) -> list[Figure]:
    figures = []
    for kind in (CALL, ANY):
        for form in ("every_visit", "any_visit", "visits"):
            name = f"M2_{form}_{kind}_{window.name}"
            figures.append(_rate(name, ALL, form, kind, visits, period, through, excluded))
    return figures


def _leading(
    visits: pl.DataFrame, excluded: dict[str, float], period: Period, through: date
) -> Figure:
    return _rate("M2", ALL, "every_visit", CALL, visits, period, through, excluded)


def _by_lead(visits: pl.DataFrame, period: Period, through: date) -> list[Figure]:
    return [
        _rate("M2", cohort, "every_visit", CALL,
              visits.filter(pl.col("lead") == lead), period, through, {})
        for lead, cohort in LED_BY.items()
    ]  # fmt: skip


def _rate(
    measure: str,
    cohort: str,
    form: str,
    kind: str,
    visits: pl.DataFrame,
    period: Period,
    through: date,
    excluded: dict[str, float],
) -> Figure:
    rows = visits
    if form != "visits":
        joined = pl.col(kind).all() if form == "every_visit" else pl.col(kind).any()
        rows = visits.group_by("person_id").agg(joined)
    followed, missed = rows.filter(kind), rows.filter(~pl.col(kind))
    persons, counted, uncounted = (
        those["person_id"].n_unique() for those in (rows, followed, missed)
    )
    return ratio(
        measure, cohort, followed.height, rows.height, period, through, scale=PERCENT,
        exclusions=excluded, persons=persons, counted=counted, uncounted=uncounted,
    )  # fmt: skip


def _notice_lag(records: Records, facts: ClaimFacts, period: Period) -> Figure:
    """Return the median days until the plan knew, so that the practice is not blamed for them."""
    persons = records.listed["person_id"].drop_nulls().to_list()
    told = facts.ed_visits.filter(period.has("visit_on"), pl.col("person_id").is_in(persons))
    days = told["notice_days"].drop_nulls()
    middle = days.median()
    return Figure(
        "M2_notice_lag_days", ALL, None, days.len(),
        float(middle) if isinstance(middle, int | float) else None,
        period, facts.data_through, persons=told["person_id"].n_unique(),
    )  # fmt: skip
