"""The calendar files: what stands in them, and how they follow what became of a date."""

from datetime import timedelta

import polars as pl
import pytest

from tandem_flows.documents.calendar_dates import (
    call_dates_of,
    prework_dates,
    report_back_dates,
    tracking_dates,
)
from tandem_flows.documents.calendar_file import calendar_text, numbered
from tests.documents.strict_calendar import strict_events
from tests.rules.call_frames import rows, task
from tests.rules.planned_calls import DAY, NONE_CLOSED, series
from tests.rules.rounds import CALL_1, CALL_2, CALL_3, calls
from tests.values import standard_values

MOVED = {"call_date": CALL_2, "state": "moved", "moved_to": CALL_2 + DAY}
CANCELLED = {"call_date": CALL_2, "state": "cancelled"}


def call_events(*known, agreed=None):
    """The events after each of `known`, the calls as they stood a day apart."""
    days = [CALL_1 - (len(known) - number) * DAY for number in range(len(known))]
    states = [
        (day, call_dates_of(frame, series() if agreed is None else agreed, "north"))
        for day, frame in zip(days, known, strict=True)
    ]
    return strict_events(calendar_text("Calls", numbered(states)).encode("utf-8"))


@pytest.mark.clause("RDY-03", "INF-01")
def test_the_calendar_holds_each_call_at_its_local_time_on_its_day():
    events = call_events(calls(CALL_1, MOVED, {"call_date": CALL_3, "state": "cancelled"}))

    assert [event["DTSTART"].dt.date() for event in events] == [CALL_1, CALL_2 + DAY, CALL_3]
    assert {str(event["DTSTART"].dt.tzinfo) for event in events} == {"America/New_York"}
    assert {event["DTSTART"].dt.hour for event in events} == {12}
    assert [str(event["STATUS"]) for event in events] == ["CONFIRMED", "CONFIRMED", "CANCELLED"]


@pytest.mark.clause("RDY-03")
@pytest.mark.parametrize("minutes", [30, 45])
def test_the_calendar_ends_each_call_after_the_minutes_agreed(minutes):
    (event,) = call_events(calls({"call_date": CALL_1, "minutes": minutes}))

    assert event["DTEND"].dt - event["DTSTART"].dt == timedelta(minutes=minutes)


def test_two_practices_calls_on_one_day_are_two_events():
    known = calls(CALL_1)

    north, south = (call_dates_of(known, series(), name) for name in ("north", "south"))

    assert not set(north) & set(south)


def test_the_same_calls_give_the_same_text():
    first, again = (
        calendar_text("Calls", numbered([(CALL_1, call_dates_of(calls(CALL_1), series(), "n"))]))
        for _ in range(2)
    )

    assert first == again


@pytest.mark.clause("INF-01")
@pytest.mark.parametrize("changed", [MOVED, CANCELLED])
def test_a_changed_call_keeps_its_id_and_has_the_next_number(changed):
    planned = calls(CALL_1, CALL_2)

    before = call_events(planned)
    after = call_events(planned, calls(CALL_1, changed))

    assert [event["UID"] for event in after] == [event["UID"] for event in before]
    assert [event["SEQUENCE"] for event in before] == [0, 0]
    assert [event["SEQUENCE"] for event in after] == [0, 1]
    assert after[1]["DTSTAMP"].dt > before[0]["DTSTAMP"].dt - DAY


def test_a_call_moved_back_counts_as_changed_again():
    planned, moved = calls(CALL_1, CALL_2), calls(CALL_1, MOVED)

    events = call_events(planned, moved, planned)

    assert [event["SEQUENCE"] for event in events] == [0, 2]
    assert events[1]["DTSTART"].dt.date() == CALL_2


def test_a_changed_start_counts_for_every_call():
    known = calls(CALL_1, CALL_2)
    states = [
        (CALL_1 - DAY, call_dates_of(known, series(), "north")),
        (CALL_1, call_dates_of(known, series(starts_at="09:30"), "north")),
    ]

    assert [event.sequence for event in numbered(states)] == [1, 1]


def test_a_call_that_moved_onto_the_day_of_another_is_cancelled():
    onto = {"call_date": CALL_2, "state": "moved", "moved_to": CALL_3}

    events = call_events(calls(CALL_1, onto, CALL_3))

    live = [event for event in events if event["STATUS"] == "CONFIRMED"]
    assert [event["DTSTART"].dt.date() for event in live] == [CALL_1, CALL_3]


def test_a_call_moved_without_a_new_day_is_cancelled():
    (event,) = call_events(calls({"call_date": CALL_1, "state": "moved"}))

    assert event["STATUS"] == "CANCELLED"


def test_a_planned_call_that_is_dropped_is_cancelled_and_not_forgotten():
    events = call_events(calls(CALL_1, CALL_2), calls(CALL_1))

    assert [(event["STATUS"], event["SEQUENCE"]) for event in events] == [
        ("CONFIRMED", 0),
        ("CANCELLED", 1),
    ]


@pytest.mark.clause("PRE-01")
def test_the_deadline_of_the_pre_work_moves_and_falls_with_its_call():
    values = standard_values(prework_lead_days=1)

    def deadlines(*known):
        states = [
            (CALL_1 - DAY, prework_dates(frame, series(), "north", values, NONE_CLOSED))
            for frame in known
        ]
        return strict_events(calendar_text("Pre-work", numbered(states)).encode("utf-8"))

    planned = calls(CALL_1, CALL_2)
    before, moved = deadlines(planned)[1], deadlines(planned, calls(CALL_1, MOVED))[1]
    cancelled = deadlines(planned, calls(CALL_1, CANCELLED))[1]

    assert moved["DTSTART"].dt == before["DTSTART"].dt + DAY
    assert (moved["UID"], moved["SEQUENCE"]) == (before["UID"], 1)
    assert cancelled["STATUS"] == "CANCELLED"


def tasks(*given):
    return rows("tasks", *given)


@pytest.mark.clause("CAL-30", "INF-07")
def test_report_back_days_stand_once_for_each_side_and_fall_when_nothing_is_open():
    first = task(task_id="T-1", report_back_on=CALL_2)
    same_day = task(task_id="T-2", report_back_on=CALL_2)
    other = task(task_id="T-3", report_back_on=CALL_2, owner_organisation="practice")
    done = other | {"state": "done", "closed_on": CALL_1}
    states = [
        (CALL_1, report_back_dates(tasks(first, same_day, other), "north")),
        (CALL_1, report_back_dates(tasks(first, same_day, done), "north")),
    ]

    events = strict_events(calendar_text("Report back", numbered(states)).encode("utf-8"))

    assert {(str(event["SUMMARY"])[-10:], str(event["STATUS"])) for event in events} == {
        ("eps (plan)", "CONFIRMED"),
        ("(practice)", "CANCELLED"),
    }


def test_a_day_that_has_passed_stays_as_it_was():
    step = task(report_back_on=CALL_1)
    states = [
        (CALL_1, report_back_dates(tasks(step), "north")),
        (CALL_2, report_back_dates(tasks(step | {"state": "done"}), "north")),
    ]

    (event,) = numbered(states)

    assert (event.is_cancelled, event.sequence) == (False, 0)


@pytest.mark.clause("TRK-03")
def test_reports_on_the_tracking_list_stand_on_the_day_they_are_due():
    listed = rows(
        "tracking_list",
        {"case_id": "C1", "next_report_on": CALL_3},
        {"case_id": "C2", "next_report_on": CALL_2, "exited_on": CALL_1},
    )

    events = numbered([(CALL_1, tracking_dates(listed, "north"))])

    assert [event.on for event in events] == [CALL_3]


def test_no_calendar_tells_of_a_patient():
    steps = tasks(task(case_id="C-SECRET", action="See Zebedee Quill", report_back_on=CALL_2))
    known = calls(CALL_1, MOVED | {"reason": "Zebedee Quill is in hospital"})
    states = [(CALL_1, call_dates_of(known, series(), "north"))]
    steps_states = [(CALL_1, report_back_dates(steps, "north"))]

    text = "".join(calendar_text("x", numbered(dates)) for dates in (states, steps_states))

    assert "Quill" not in text
    assert "SECRET" not in text


@pytest.mark.parametrize("zone", ["America/New_York", "Europe/Berlin", "Asia/Kolkata", "UTC"])
def test_every_zone_is_described_in_the_file(zone):
    known = calls(*(CALL_1 + week * 7 * DAY for week in range(53)))

    events = call_events(known, agreed=series(timezone=zone))

    assert len(events) == 53
    assert {event["DTSTART"].dt.utcoffset() is not None for event in events} == {True}


def test_long_words_are_folded_between_letters(tmp_path):
    frame = pl.DataFrame({"x": ["ü" * 100]})
    name = frame["x"][0]

    (event,) = numbered([(CALL_1, call_dates_of(calls(CALL_1), series(), name))])
    content = calendar_text(name, [event]).encode("utf-8")

    assert strict_events(content)[0]["UID"].endswith(f"{name}@caretandem")
