"""Dates as a calendar file that both sides can open (RFC 5545). Holds no patient's data.

Here: an event, how often it changed, and the file. Not here: which dates there are
(`calendar_dates`).
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, time, timedelta
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from icalendar import Event

Dates = Mapping[str, "CalendarDate"]


@dataclass(frozen=True)
class CalendarDate:
    """One event: a time with its length in minutes, or a whole day; `uid` stays for ever.

    `sequence` counts the changes since it was first sent, the last of them on `changed_on`.
    """

    uid: str
    title: str
    on: date
    begins: datetime | None = None
    minutes: int = 0
    note: str = ""
    is_cancelled: bool = False
    sequence: int = 0
    changed_on: date | None = None

    def is_same(self, other: CalendarDate) -> bool:
        """Whether both say the same, however often each was changed."""
        return replace(self, sequence=0, changed_on=None) == replace(
            other, sequence=0, changed_on=None
        )


def numbered(versions: Iterable[tuple[date, Dates]]) -> list[CalendarDate]:
    """Return the dates of the last version, each with the number of its changes since the first.

    `versions` are the dates as they stood, oldest first, with the day of each. A date that is no
    longer there is cancelled when it lay ahead on that day; one that had passed stays as it was.
    """
    sent: dict[str, CalendarDate] = {}
    for as_of, dates in versions:
        for uid, wanted in dates.items():
            sent[uid] = _next(sent.get(uid), wanted, as_of)
        for uid in [uid for uid in sent if uid not in dates and sent[uid].on >= as_of]:
            sent[uid] = _next(sent[uid], replace(sent[uid], is_cancelled=True), as_of)
    return sorted(sent.values(), key=lambda event: (event.on, event.uid))


def _next(before: CalendarDate | None, wanted: CalendarDate, as_of: date) -> CalendarDate:
    if before is None:
        return replace(wanted, sequence=0, changed_on=as_of)
    if before.is_same(wanted):
        return before
    return replace(wanted, sequence=before.sequence + 1, changed_on=as_of)


def calendar_text(name: str, dates: Iterable[CalendarDate]) -> str:
    """Return a calendar as iCalendar text; the same dates give the same text."""
    from icalendar import Calendar

    name = _on_one_line(name)
    calendar = Calendar()
    calendar.add("prodid", f"-//CareTandem//{name}//EN")
    calendar.add("version", "2.0")
    calendar.add("calscale", "GREGORIAN")
    calendar.add("method", "PUBLISH")
    calendar.add("x-wr-calname", name)
    for event in dates:
        calendar.add_component(_event(event))
    calendar.add_missing_timezones()
    return calendar.to_ical().decode("utf-8")  # type: ignore[no-any-return]


def _on_one_line(name: str) -> str:
    """Return a name without what could end its line: the library escapes only texts of events."""
    return " ".join("".join(c if c.isprintable() else " " for c in name).split())


def _event(wanted: CalendarDate) -> Event:
    from icalendar import Event

    event = Event()
    event.add("uid", wanted.uid)
    event.add("summary", wanted.title)
    _add_time(event, wanted)
    # the day of the last change, so that no clock is read and the text stays the same
    stamp = datetime.combine(wanted.changed_on or wanted.on, time(), UTC)
    event.add("dtstamp", stamp)
    event.add("last-modified", stamp)
    event.add("sequence", wanted.sequence)
    event.add("status", "CANCELLED" if wanted.is_cancelled else "CONFIRMED")
    if wanted.note:
        event.add("description", wanted.note)
    return event


def _add_time(event: Event, wanted: CalendarDate) -> None:
    if wanted.begins is not None:
        event.add("dtstart", wanted.begins)
        event.add("dtend", wanted.begins + timedelta(minutes=wanted.minutes))
        return
    event.add("dtstart", wanted.on)
    event.add("dtend", wanted.on + timedelta(days=1))
    # a deadline does not make anybody busy
    event.add("transp", "TRANSPARENT")
