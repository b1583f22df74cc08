"""The calls as a calendar file that both sides can open. Holds no patient's data."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

import polars as pl

from tandem_flows.marks import implements

if TYPE_CHECKING:
    from icalendar import Event

_STATUS = {"cancelled": "CANCELLED"}


@implements("RDY-03", "INF-01")
def call_calendar(calls: pl.DataFrame, series: pl.DataFrame, partnership: str) -> str:
    """Return the calls as iCalendar text; `partnership` keeps two practices' calls apart.

    The same calls give the same text: a moved call keeps its identity and has its new day.
    """
    from icalendar import Calendar

    agreed = series.row(0, named=True)
    calendar = Calendar()
    calendar.add("prodid", "-//CareTandem//calls//EN")
    calendar.add("version", "2.0")
    for call in calls.sort("call_date").iter_rows(named=True):
        calendar.add_component(_event(call, agreed, partnership))
    calendar.add_missing_timezones()
    return calendar.to_ical().decode("utf-8")  # type: ignore[no-any-return]


def _event(call: dict[str, object], agreed: dict[str, object], partnership: str) -> Event:
    from icalendar import Event

    call_date, moved_to = call["call_date"], call["moved_to"]
    assert isinstance(call_date, date)
    on = moved_to if isinstance(moved_to, date) else call_date
    start = _start(on, str(agreed["starts_at"]), str(agreed["timezone"]))
    event = Event()
    event.add("uid", f"{call_date.isoformat()}-{partnership}@caretandem")
    event.add("summary", "Care coordination call")
    event.add("dtstart", start)
    event.add("dtend", start + timedelta(minutes=int(str(call["minutes"]))))
    # a day of the call itself, so that no clock is read and the text stays the same
    event.add("dtstamp", datetime.combine(call_date, time(), UTC))
    event.add("sequence", 0 if call["state"] in ("planned", "held") else 1)
    event.add("status", _STATUS.get(str(call["state"]), "CONFIRMED"))
    return event


def _start(on: date, starts_at: str, timezone: str) -> datetime:
    return datetime.combine(on, time.fromisoformat(starts_at), ZoneInfo(timezone))
