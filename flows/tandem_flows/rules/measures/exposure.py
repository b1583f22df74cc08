"""Who is looked at in M4 and M5, and for how long: numerator and denominator share these days."""

from __future__ import annotations

from datetime import date

import polars as pl

from tandem_flows.rules.measures.case_period import LEFT
from tandem_flows.rules.measures.facts import SPANS, ClaimFacts
from tandem_flows.rules.measures.periods import Period, overlap, person_years

PER_1000 = 1_000.0


def listed_spans(periods: pl.DataFrame, facts: ClaimFacts, as_of: date) -> pl.DataFrame:
    """Return the covered days on which persons were on the list: person_id, start_on, end_on.

    Who was listed once stays, also off a later list, until removed, uncovered, moved or dead.
    """
    return _covered(periods.filter(~pl.col("status").is_in(LEFT)), facts, as_of)


def waiting_spans(periods: pl.DataFrame, facts: ClaimFacts, as_of: date) -> pl.DataFrame:
    """Return the covered days on which persons were listed and no call had taken them up yet."""
    return _covered(periods.filter(pl.col("status") == "listed"), facts, as_of)


def led_spans(periods: pl.DataFrame, facts: ClaimFacts, as_of: date, lead: str) -> pl.DataFrame:
    """Return the covered days on which persons were led by `lead`, one of LEADS."""
    return _covered(periods.filter(pl.col("status") == f"active_{lead}"), facts, as_of)


def _covered(periods: pl.DataFrame, facts: ClaimFacts, as_of: date) -> pl.DataFrame:
    days = periods.drop_nulls("person_id").select(
        "person_id",
        pl.col("from_date").alias("start_on"),
        pl.col("to_date").fill_null(as_of).alias("end_on"),
    )
    return overlap(facts.spans, days) if days.height else pl.DataFrame(schema=SPANS)


def panel_spans(facts: ClaimFacts) -> pl.DataFrame:
    """Return the covered days of everyone attributed to the practice."""
    return facts.spans.filter(pl.col("person_id").is_in(list(facts.panel)))


def inside(events: pl.DataFrame, spans: pl.DataFrame, on: str) -> pl.DataFrame:
    """Return the events whose day in column `on` lies in a span of their person."""
    marked = events.with_row_index("_event")
    there = marked.join(spans.select("person_id", "start_on", "end_on"), on="person_id").filter(
        pl.col(on).is_between("start_on", "end_on")
    )
    return marked.join(there, on="_event", how="semi").drop("_event")


def years_at_risk(
    spans: pl.DataFrame, facts: ClaimFacts, period: Period, ages: tuple[int, int | None]
) -> pl.DataFrame:
    """Return person_id and years of the spans inside the period and the band of ages."""
    return person_years(spans, facts.people, period, ages)
