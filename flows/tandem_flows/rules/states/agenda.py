"""The places of cases on the agendas, with the day each call is really held."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from tandem_flows.rules.ready.call_dates import CallDates
from tandem_flows.rules.states.history import History


@dataclass(frozen=True, order=True)
class Place:
    """A case's place on one agenda; `call_on` is None when that call will not be held."""

    call_date: date
    agreed_on: date
    call_on: date | None

    @property
    def is_moved(self) -> bool:
        """Whether the call is held on another day than first set."""
        return self.call_on not in (None, self.call_date)


def places(history: History, calls: CallDates, as_of: date) -> list[tuple[str, Place]]:
    """Return each case with each of its places; an agenda agreed after `as_of` is not seen."""
    found = [
        (row["case_id"], _place(row["call_date"], row.get("agreed_on"), history, calls, as_of))
        for row in history.agendas.iter_rows(named=True)
    ]
    return sorted((case_id, place) for case_id, place in found if place.agreed_on <= as_of)


def _place(
    call_date: date, agreed_on: date | None, history: History, calls: CallDates, as_of: date
) -> Place:
    call_on = calls.held_on(call_date)
    if agreed_on is None:
        # Without its day, an agenda was agreed at the call before (INF-05), at latest today.
        before = calls.last_before(call_on or call_date)
        agreed_on = min(before or history.listed_on, as_of)
    return Place(call_date, agreed_on, call_on)


def open_place(
    items: Iterable[Place], discussed_on: Iterable[date], since_on: date, is_waiting: bool, on: date
) -> Place | None:
    """Return the place at which a case is still to be discussed: the next, else the last missed.

    `since_on` is when the case came to stand where it stands; a call before that no longer counts
    (on that same day it does while the case `is_waiting`).
    """
    done = frozenset(discussed_on)
    awaiting = [
        item
        for item in items
        if item.agreed_on <= on and item.call_on is not None and item.call_on not in done
    ]
    coming = [item for item in awaiting if item.call_on is not None and item.call_on >= on]
    if coming:
        return min(coming, key=_held_on)
    missed = [item for item in awaiting if _is_after(_held_on(item), since_on, is_waiting)]
    return max(missed, key=_held_on, default=None)


def lost_place(items: Iterable[Place], since_on: date, on: date) -> Place | None:
    """Return a place that the case lost since then because its call was cancelled."""
    lost = [item for item in items if item.call_on is None and since_on <= item.call_date]
    return max((item for item in lost if item.agreed_on <= on), default=None)


def _held_on(item: Place) -> date:
    return item.call_on or item.call_date


def _is_after(call_on: date, since_on: date, is_waiting: bool) -> bool:
    return call_on > since_on or (is_waiting and call_on == since_on)
