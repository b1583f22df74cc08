"""One line of a measure's result, and how lines become the handoff. Not here: any definition."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date

import polars as pl

from tandem_flows.rules.measures.periods import Period

ALL, COMPLETE, PANEL, WAITING, STAFF = "all", "complete", "panel", "waiting", "staff"
DIED, TRUNCATED = "died", "truncated"
LEADS = ("plan", "practice", "joint")
LED_BY = {lead: f"lead_{lead}" for lead in LEADS}  # the cohort of those whom the lead leads
SCHEMA = {
    "measure": pl.String,
    "version": pl.String,
    "cohort": pl.String,
    "numerator": pl.Float64,
    "denominator": pl.Float64,
    "value": pl.Float64,
    "exclusions": pl.String,
    "period_start": pl.Date,
    "period_end": pl.Date,
    "data_through": pl.Date,
    "run_id": pl.String,
    "note": pl.String,
}
_PLACES = 4


@dataclass(frozen=True)
class Figure:
    """A value with what it was made from; None is not known.

    `persons` is how many people stand behind it, for suppressing small cells where numerator and
    denominator are no counts of people. `counted` is how many different people stand behind the
    numerator, and `uncounted` behind the rest of the denominator, where these count months, visits,
    duties or dollars. `interval` holds the lower and upper bound.
    """

    measure: str
    cohort: str
    numerator: float | None
    denominator: float | None
    value: float | None
    period: Period
    data_through: date
    exclusions: Mapping[str, float] = field(default_factory=dict)
    persons: int | None = None
    counted: int | None = None
    uncounted: int | None = None
    interval: tuple[float, float] | None = None
    notes: tuple[str, ...] = ()

    def noted(self, *notes: str) -> Figure:
        """Return the figure with further notes; empty ones are left out."""
        return replace(self, notes=(*self.notes, *(note for note in notes if note)))


@dataclass(frozen=True)
class Stamp:
    """Under what the figures were made: of the definitions, the guideline and the values."""

    guideline_version: str
    values_digest: str
    run_id: str


def ratio(
    measure: str,
    cohort: str,
    numerator: float | None,
    denominator: float,
    period: Period,
    data_through: date,
    *,
    scale: float = 1.0,
    exclusions: Mapping[str, float] | None = None,
    persons: int | None = None,
    counted: int | None = None,
    uncounted: int | None = None,
    notes: Iterable[str] = (),
) -> Figure:
    """Return numerator by denominator times `scale`; without a denominator the value is unknown."""
    is_known = numerator is not None and denominator > 0
    value = (
        round(scale * numerator / denominator, _PLACES)
        if is_known and numerator is not None
        else None
    )
    return Figure(
        measure, cohort, numerator, denominator, value, period, data_through,
        exclusions={reason: count for reason, count in (exclusions or {}).items() if count},
        persons=persons, counted=counted, uncounted=uncounted,
        notes=tuple(note for note in notes if note),
    )  # fmt: skip


def as_frame(figures: Iterable[Figure], version: str, stamp: Stamp) -> pl.DataFrame:
    """Return the handoff `measures`: one row a figure, stamped with versions and run."""
    words = version_words(version, stamp.guideline_version, stamp.values_digest)
    rows = [
        {
            "measure": figure.measure,
            "version": words,
            "cohort": figure.cohort,
            "numerator": rounded(figure.numerator),
            "denominator": rounded(figure.denominator),
            "value": rounded(figure.value),
            "exclusions": excluded(figure.exclusions),
            "period_start": figure.period.start_on,
            "period_end": figure.period.end_on,
            "data_through": figure.data_through,
            "run_id": stamp.run_id,
            "note": "; ".join(figure.notes),
        }
        for figure in figures
    ]
    return pl.DataFrame(rows, schema=SCHEMA)


def version_words(definitions: str, guideline_version: str, values_digest: str) -> str:
    """Return under what a figure was worked out, as it stands in its line."""
    return f"{definitions}; guideline {guideline_version}; values {values_digest[:12]}"


def excluded(exclusions: Mapping[str, float]) -> str:
    """Return the exclusions in words, `reason count` by `reason count`; none when nobody was."""
    return ", ".join(f"{why} {count:,.10g}" for why, count in exclusions.items() if count) or "none"


def rounded(number: float | None) -> float | None:
    """Return a number as it is written into tables, without the noise of its last places."""
    return None if number is None else round(float(number), _PLACES)
