"""A strict reading of an iCalendar file: the rules of RFC 5545 that clients trip over."""

import re
from collections import Counter

from icalendar import Calendar

_REQUIRED = {"VCALENDAR": ("PRODID", "VERSION"), "VEVENT": ("UID", "DTSTAMP", "DTSTART")}
_ONCE = ("UID", "DTSTAMP", "DTSTART", "DTEND", "SUMMARY", "SEQUENCE", "STATUS", "LAST-MODIFIED")
_NAME = re.compile(r"^[A-Za-z0-9-]+([;:])")
_LONGEST_LINE = 75


def strict_events(content: bytes) -> list:
    """Return the events of a file; assert that it keeps to the letter of RFC 5545."""
    assert content.endswith(b"\r\n")
    lines = content.split(b"\r\n")[:-1]
    assert not [line for line in lines if b"\r" in line or b"\n" in line]
    assert max(map(len, lines)) <= _LONGEST_LINE
    text = content.decode("utf-8")
    unfolded = text.replace("\r\n ", "").split("\r\n")[:-1]
    assert not [line for line in unfolded if not _NAME.match(line)]
    assert (unfolded[0], unfolded[-1]) == ("BEGIN:VCALENDAR", "END:VCALENDAR")
    _nested(unfolded)
    calendar = Calendar.from_ical(content)
    assert calendar.errors == []
    assert (calendar["VERSION"], calendar["METHOD"]) == ("2.0", "PUBLISH")
    events = calendar.walk("VEVENT")
    _complete(calendar, events)
    _zones(calendar, unfolded)
    return events


def _nested(lines):
    """Every component ends where it began, inside the one around it."""
    open_ones = []
    for line in lines:
        if line.startswith("BEGIN:"):
            open_ones.append(line[6:])
        elif line.startswith("END:"):
            assert open_ones.pop() == line[4:]
    assert open_ones == []


def _complete(calendar, events):
    for component in (calendar, *events):
        assert component.errors == []
        missing = [name for name in _REQUIRED[component.name] if name not in component]
        assert missing == []
    for event in events:
        names = Counter(name for name, _ in event.property_items(recursive=False))
        assert [name for name in _ONCE if names[name] > 1] == []
        assert event["STATUS"] in ("CONFIRMED", "CANCELLED")
        assert event["DTEND"].dt > event["DTSTART"].dt
        assert type(event["DTEND"].dt) is type(event["DTSTART"].dt)
        # a stamp is a time of the whole world
        assert event["DTSTAMP"].to_ical().endswith(b"Z")
    uids = [str(event["UID"]) for event in events]
    assert len(set(uids)) == len(uids)


def _zones(calendar, lines):
    """Each named zone is described once, and none that nobody names."""
    named = {zone for line in lines for zone in re.findall(r";TZID=([^:;]+)", line)}
    told = [str(zone["TZID"]) for zone in calendar.walk("VTIMEZONE")]
    assert sorted(told) == sorted(named)
    for zone in calendar.walk("VTIMEZONE"):
        assert zone.walk("STANDARD") or zone.walk("DAYLIGHT")
