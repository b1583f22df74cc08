"""On which days the calls really are: cancelled ones left out, moved ones on their new day.

Here: reading the calls. Not here: planning them (`plan`).
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from typing import Any

import polars as pl

_LIVE = ("planned", "held")


@dataclass(frozen=True)
class CallDates:
    """The days of the calls as they stand: `live` are planned or held, `planned` not yet held."""

    live: tuple[date, ...]
    planned: tuple[date, ...]
    held: tuple[date, ...]
    moves: tuple[tuple[date, date | None], ...]
    cancelled: frozenset[date]
    leaders: tuple[tuple[date, str], ...]

    def leader(self, call_date: date) -> str | None:
        """Return who leads the discussion of the call held on `call_date`, if the calls say."""
        return dict(self.leaders).get(call_date)

    def held_on(self, call_date: date) -> date | None:
        """Return the day of the call first set for `call_date`; None when it will not be held."""
        moves, seen = dict(self.moves), set[date]()
        on: date | None = call_date
        while on in moves and on not in seen:
            seen.add(on)
            on = moves[on]
        return None if on is None or on in self.cancelled or on in seen else on

    def first_after(self, on: date) -> date | None:
        """Return the first call after `on`, whether held by now or not."""
        return next((day for day in self.live if day > on), None)

    def first_planned(self, on: date) -> date | None:
        """Return the first call on or after `on` that is still to be held."""
        return next((day for day in self.planned if day >= on), None)

    def last_before(self, on: date) -> date | None:
        """Return the last call before `on`."""
        return next((day for day in reversed(self.live) if day < on), None)


def call_dates(calls: pl.DataFrame, as_of: date) -> CallDates:
    """Return the days of `calls` seen from `as_of`; a call of a later day counts as planned."""
    rows = sorted(calls.iter_rows(named=True), key=lambda row: row["call_date"])
    moves = _moves(rows)
    cancelled = frozenset(row["call_date"] for row in rows if row["state"] == "cancelled")
    reader = CallDates((), (), (), moves, cancelled, ())
    arrived = {reader.held_on(day) for day, _ in moves}
    live = {row["call_date"] for row in rows if row["state"] in _LIVE}
    live |= {day for day in arrived if day is not None}
    held = {row["call_date"] for row in rows if row["state"] == "held"}
    held = {day for day in held if day <= as_of}
    leaders = {reader.held_on(row["call_date"]): row["leader"] for row in rows}
    # a call first set for that day goes before one that was moved to it
    leaders |= {row["call_date"]: row["leader"] for row in rows if row["call_date"] in live}
    led = tuple(sorted((day, leader) for day, leader in leaders.items() if day is not None))
    return replace(
        reader,
        live=tuple(sorted(live)),
        planned=tuple(sorted(live - held)),
        held=tuple(sorted(held)),
        leaders=led,
    )


def _moves(rows: list[dict[str, Any]]) -> tuple[tuple[date, date | None], ...]:
    moves = {row["call_date"]: row["moved_to"] for row in rows if row["state"] == "moved"}
    return tuple((day, moves[day]) for day in sorted(moves))


def next_call(calls: pl.DataFrame, on: date) -> date | None:
    """Return the day of the next call on or after `on` that is still to be held, if one is set."""
    return call_dates(calls, on).first_planned(on)
