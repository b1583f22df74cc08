"""Who is looked at in M4 and M5, and for how long: numerator and denominator share these days."""

from __future__ import annotations

from datetime import date

import polars as pl

from tandem_flows.rules.days import add_months
from tandem_flows.rules.measures.case_period import BEFORE_CALL, LEFT
from tandem_flows.rules.measures.facts import SPANS, ClaimFacts
from tandem_flows.rules.measures.periods import Period, overlap, person_years
from tandem_validators.guideline.values import Values

PER_1000 = 1_000.0
PROVISIONAL = "provisional: claims still arrive, so the number will rise"


def listed_spans(periods: pl.DataFrame, facts: ClaimFacts, as_of: date) -> pl.DataFrame:
    """Return the covered days on which persons were on the list: person_id, start_on, end_on.

    Who was listed once stays, also off a later list, until removed, uncovered, moved or dead.
    """
    return _covered(periods.filter(~pl.col("status").is_in(LEFT)), facts, as_of)


def waiting_spans(periods: pl.DataFrame, facts: ClaimFacts, as_of: date) -> pl.DataFrame:
    """Return the covered days on which persons were listed and no call had taken them up yet.

    An attempt to reach somebody before the call ends no waiting: many are made because of a visit.
    """
    taken_up = (
        periods.filter(~pl.col("status").is_in(BEFORE_CALL))
        .group_by("case_id")
        .agg(pl.col("from_date").min().alias("taken_up_on"))
    )
    before = (
        periods.filter(pl.col("status").is_in(BEFORE_CALL))
        .join(taken_up, on="case_id", how="left")
        .filter(pl.col("taken_up_on").is_null() | (pl.col("from_date") < pl.col("taken_up_on")))
    )
    return _covered(before, facts, as_of)


def led_spans(periods: pl.DataFrame, facts: ClaimFacts, as_of: date, lead: str) -> pl.DataFrame:
    """Return the covered days on which persons were led by `lead`, one of LEADS."""
    return _covered(periods.filter(pl.col("status") == f"active_{lead}"), facts, as_of)


def _covered(periods: pl.DataFrame, facts: ClaimFacts, as_of: date) -> pl.DataFrame:
    days = periods.drop_nulls("person_id").select(
        "person_id",
        pl.col("from_date").alias("start_on"),
        pl.col("to_date").fill_null(as_of).alias("end_on"),
    )
    both = overlap(facts.spans, days) if days.height else pl.DataFrame(schema=SPANS)
    return _known(both, facts)


def _known(spans: pl.DataFrame, facts: ClaimFacts) -> pl.DataFrame:
    """Return the days up to the last known day of service: later ones can hold nothing."""
    last = pl.min_horizontal("end_on", pl.lit(facts.data_through))
    ended = spans.with_columns(last.alias("end_on"))
    return ended.filter(pl.col("start_on") <= pl.col("end_on"))


def panel_spans(facts: ClaimFacts) -> pl.DataFrame:
    """Return the covered days of everyone attributed to the practice."""
    return _known(facts.spans.filter(pl.col("person_id").is_in(list(facts.panel))), facts)


def inside(events: pl.DataFrame, spans: pl.DataFrame, on: str) -> pl.DataFrame:
    """Return the events whose day in column `on` lies in a span of their person."""
    marked = events.with_row_index("_event")
    there = marked.join(spans.select("person_id", "start_on", "end_on"), on="person_id").filter(
        pl.col(on).is_between("start_on", "end_on")
    )
    return marked.join(there, on="_event", how="semi").drop("_event")


def late_claims(period: Period, facts: ClaimFacts, values: Values) -> str:
    """Return that claims of the period still arrive; nothing once `runout_months` have passed."""
    settled_on = add_months(period.end_on, values.number("runout_months"))
    known_through = max(facts.data_through, facts.paid_through or facts.data_through)
    return PROVISIONAL if settled_on > known_through else ""


def years_at_risk(
    spans: pl.DataFrame, facts: ClaimFacts, period: Period, ages: tuple[int, int | None]
) -> pl.DataFrame:
    """Return person_id and years of the spans inside the period and the band of ages."""
    return person_years(spans, facts.people, period, ages)
