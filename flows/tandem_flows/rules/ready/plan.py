"""The dates of the regular calls. Not here: what became of them, which people record."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

import polars as pl

from tandem_flows.marks import implements
from tandem_flows.rules.days import is_open

HOLIDAY = "holiday"
_SCHEMA = {
    "call_date": pl.Date,
    "leader": pl.String,
    "minutes": pl.Int64,
    "state": pl.String,
    "moved_to": pl.Date,
    "reason": pl.String,
}


def next_open_day(on: date, closed_days: frozenset[date]) -> date:
    """Return `on`, or the first day after it on which both organisations work."""
    while not is_open(on, closed_days):
        on += timedelta(days=1)
    return on


@implements("RDY-03", "INF-01", "INF-04")
def plan_calls(
    series: pl.DataFrame, until: date, closed_days: frozenset[date], existing: pl.DataFrame
) -> pl.DataFrame:
    """Set the calls: the `calls` handoff with every date of `series` up to and with `until`.

    A date on which one side does not work is set on the next open day, with the reason. Calls that
    were held, moved or cancelled stay as they are; so do planned ones before the series begins.
    """
    agreed = series.row(0, named=True)
    known = {row["call_date"]: row for row in existing.iter_rows(named=True)}
    kept = {day: row for day, row in known.items() if _stays(row, agreed["first_call_on"])}
    rows = dict(kept)
    for nominal in _series_dates(agreed["first_call_on"], agreed["interval_days"], until):
        if nominal in kept and kept[nominal]["state"] != "planned":
            continue
        day = next_open_day(nominal, closed_days)
        planned = _planned(agreed, day, HOLIDAY if day != nominal else None)
        rows.setdefault(day, known.get(day, planned))
    ordered = [rows[day] for day in sorted(rows)]
    return pl.DataFrame(ordered, schema=_SCHEMA)


def _stays(call: dict[str, object], first_call_on: date) -> bool:
    """Whether the call is past planning, or was planned under an earlier agreement."""
    call_date = call["call_date"]
    assert isinstance(call_date, date)
    return call["state"] != "planned" or call_date < first_call_on


def _series_dates(first_call_on: date, interval_days: int, until: date) -> Iterator[date]:
    on = first_call_on
    while on <= until:
        yield on
        on += timedelta(days=interval_days)


def _planned(agreed: dict[str, object], day: date, reason: str | None) -> dict[str, object]:
    return {
        "call_date": day,
        "leader": agreed["leader"],
        "minutes": agreed["minutes"],
        "state": "planned",
        "moved_to": None,
        "reason": reason,
    }
