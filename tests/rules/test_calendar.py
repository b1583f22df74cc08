"""The calls as a calendar file, and what was agreed on them."""

from datetime import timedelta

import pytest

from tandem_flows.rules.ready import (
    call_calendar,
)
from tests.rules.planned_calls import DAY, series
from tests.rules.rounds import CALL_1, CALL_2, CALL_3, calls


@pytest.mark.clause("RDY-03", "INF-01")
def test_the_calendar_holds_each_call_at_its_local_time_on_its_day():
    from icalendar import Calendar

    known = calls(
        CALL_1,
        {"call_date": CALL_2, "state": "moved", "moved_to": CALL_2 + DAY},
        {"call_date": CALL_3, "state": "cancelled"},
    )

    text = call_calendar(known, series(), "north")
    events = list(Calendar.from_ical(text).walk("VEVENT"))

    assert [event["DTSTART"].dt.date() for event in events] == [CALL_1, CALL_2 + DAY, CALL_3]
    assert {str(event["DTSTART"].dt.tzinfo) for event in events} == {"America/New_York"}
    assert {event["DTSTART"].dt.hour for event in events} == {12}
    assert [str(event["STATUS"]) for event in events] == ["CONFIRMED", "CONFIRMED", "CANCELLED"]
    assert text == call_calendar(known, series(), "north")
    assert "VTIMEZONE" in text


@pytest.mark.clause("RDY-03")
@pytest.mark.parametrize("minutes", [30, 45])
def test_the_calendar_ends_each_call_after_the_minutes_agreed(minutes):
    from icalendar import Calendar

    text = call_calendar(calls({"call_date": CALL_1, "minutes": minutes}), series(), "north")
    (event,) = Calendar.from_ical(text).walk("VEVENT")

    assert event["DTEND"].dt - event["DTSTART"].dt == timedelta(minutes=minutes)


def test_two_practices_calls_on_one_day_are_two_events():
    known = calls(CALL_1)

    north, south = (call_calendar(known, series(), name) for name in ("north", "south"))

    assert north != south
