"""Emergency visits that M2 looks at: which qualify, and which are left out for which reason."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

import polars as pl

from tandem_flows.rules.days import is_open
from tandem_flows.rules.measures.case_period import LEFT
from tandem_flows.rules.measures.facts import ClaimFacts
from tandem_flows.rules.measures.periods import Period
from tandem_flows.rules.measures.records import Records
from tandem_validators.guideline.values import Values

_DAY = timedelta(days=1)


@dataclass(frozen=True)
class Window:
    """How long after the visit a follow-up counts; `name` is part of the measure's id."""

    days: int
    is_business: bool = False

    @property
    def name(self) -> str:
        """Return the window in words, as in the measure's id."""
        return f"{self.days}_business_days" if self.is_business else f"{self.days}_days"

    def ends_on(self, discharged_on: date, closed_days: frozenset[date]) -> date:
        """Return the last day on which a follow-up is in time; day zero is the discharge."""
        if not self.is_business:
            return discharged_on + self.days * _DAY
        on, left = discharged_on, self.days
        while left:
            on += _DAY
            left -= is_open(on, closed_days)
        return on


def qualifying(
    records: Records,
    periods: pl.DataFrame,
    facts: ClaimFacts,
    period: Period,
    window: Window,
    values: Values,
) -> tuple[pl.DataFrame, dict[str, float]]:
    """Return the treat-and-release visits that count, and how many are left out for which reason.

    Columns case_id, person_id, lead, discharged_on, ends_on. Left out: admitted that day or within
    `ed_stay_within_days`, hospice, death or end of coverage before the window ends, a visit inside
    the window of one that counts, and a window that is not over by the data-through date.
    """
    listed = _listed_visits(periods, facts, period)
    kept: list[dict[str, Any]] = []
    excluded: dict[str, float] = {}
    for row in listed.iter_rows(named=True):
        ends_on = window.ends_on(row["discharged_on"], records.closed_days)
        reason = _left_out(row, ends_on, facts, values) or _repeated(row, kept)
        if reason:
            excluded[reason] = excluded.get(reason, 0) + 1
        else:
            kept.append({**row, "ends_on": ends_on})
    schema = listed.schema | {"ends_on": pl.Date}
    return pl.DataFrame(kept, schema=schema), excluded


def _listed_visits(periods: pl.DataFrame, facts: ClaimFacts, period: Period) -> pl.DataFrame:
    """Return visits in the period by persons who were on the list on that day, in order."""
    visits = facts.ed_visits.filter(period.has("visit_on")).drop("diagnoses", "principal")
    listed = periods.drop_nulls("person_id").filter(~pl.col("status").is_in(LEFT))
    is_then = (pl.col("from_date") <= pl.col("visit_on")) & (
        pl.col("to_date").is_null() | (pl.col("to_date") >= pl.col("visit_on"))
    )
    joined = visits.join(listed, on="person_id").filter(is_then)
    lead = pl.col("status").str.strip_prefix("active_").alias("lead")
    return (
        joined.select("case_id", "person_id", lead, "visit_on", "discharged_on", "led_to_stay")
        .unique(["person_id", "visit_on"], keep="first", maintain_order=True)
        .sort("person_id", "visit_on")
    )


def _left_out(row: dict[str, Any], ends_on: date, facts: ClaimFacts, values: Values) -> str:
    of = pl.col("person_id") == row["person_id"]
    until = row["discharged_on"] + values.number("ed_stay_within_days") * _DAY
    stays = facts.stays.filter(of, pl.col("admitted_on").is_between(row["visit_on"], until))
    if row["led_to_stay"] or stays.height:
        return "admitted"
    if facts.hospice.filter(of, pl.col("on").is_between(row["visit_on"], ends_on)).height:
        return "hospice"
    if facts.people.filter(of, pl.col("died_on") <= ends_on).height:
        return "deceased"
    if ends_on > facts.data_through:
        return "window_not_over"
    covers = (pl.col("start_on") <= row["visit_on"]) & (pl.col("end_on") >= ends_on)
    return "" if facts.spans.filter(of, covers).height else "coverage_ended"


def _repeated(row: dict[str, Any], kept: list[dict[str, Any]]) -> str:
    """The first visit of a window counts; another one inside it is the same need."""
    inside = any(
        earlier["person_id"] == row["person_id"] and row["visit_on"] <= earlier["ends_on"]
        for earlier in kept[-1:]
    )
    return "visit_in_window_of_another" if inside else ""
