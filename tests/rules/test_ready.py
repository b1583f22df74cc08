"""The dates of the calls: planned, moved, held and cancelled."""

import pytest

from tandem_flows.rules.ready import (
    call_dates,
    next_call,
    next_open_day,
    plan_calls,
)
from tandem_validators.handoffs.registry import handoff
from tandem_validators.handoffs.validate import validated
from tests.rules.planned_calls import DAY, NONE_CLOSED, planned, series
from tests.rules.rounds import CALL_1, CALL_2, CALL_3, calls


@pytest.mark.clause("RDY-03", "INF-01")
@pytest.mark.parametrize(("until", "number"), [(CALL_3 - DAY, 2), (CALL_3, 3), (CALL_3 + DAY, 3)])
def test_calls_are_planned_up_to_and_with_the_last_day(until, number):
    actual = planned(until)

    assert actual["call_date"].to_list() == [CALL_1, CALL_2, CALL_3][:number]
    assert validated(actual, handoff("calls")).height == number


@pytest.mark.clause("RDY-03", "INF-04")
def test_each_call_has_the_length_and_the_leader_agreed():
    actual = planned(CALL_1, minutes=45, leader="plan")

    assert actual.select("minutes", "leader").row(0) == (45, "plan")


@pytest.mark.parametrize("shift", [0, 1])
def test_a_call_on_a_closed_day_is_planned_on_the_next_open_one(shift):
    closed = frozenset(CALL_2 + n * DAY for n in range(shift + 1))

    actual = planned(CALL_2, closed).row(1, named=True)

    assert actual["call_date"] == CALL_2 + (shift + 1) * DAY
    assert (actual["state"], actual["reason"]) == ("planned", "holiday")


def test_a_call_that_falls_on_a_weekend_is_planned_on_monday():
    saturday = CALL_1 + 5 * DAY

    assert planned(saturday, first_call_on=saturday)["call_date"].to_list() == [CALL_2]
    assert next_open_day(saturday, frozenset({CALL_2})) == CALL_2 + DAY


def test_calls_that_people_held_moved_or_cancelled_are_left_alone():
    existing = calls(
        {"call_date": CALL_1, "state": "held", "minutes": 50},
        {"call_date": CALL_2, "state": "moved", "moved_to": CALL_2 + DAY, "reason": "snow"},
        {"call_date": CALL_3, "state": "cancelled", "reason": "ill"},
    )

    assert planned(existing=existing).equals(existing)


def test_a_call_held_on_a_day_declared_closed_is_not_planned_again():
    existing = calls({"call_date": CALL_2, "state": "held"})

    actual = planned(CALL_2, frozenset({CALL_2}), existing)

    assert actual["call_date"].to_list() == [CALL_1, CALL_2]


def test_planning_twice_changes_nothing():
    once = planned(closed=frozenset({CALL_2}))

    assert planned(closed=frozenset({CALL_2}), existing=once).equals(once)


@pytest.mark.clause("RDY-05")
def test_a_new_rhythm_replaces_the_calls_planned_from_its_day_on():
    before = planned(CALL_3 + 14 * DAY)

    actual = plan_calls(
        series(first_call_on=CALL_2, interval_days=14), CALL_3 + 14 * DAY, NONE_CLOSED, before
    )

    assert actual["call_date"].to_list() == [CALL_1, CALL_2, CALL_2 + 14 * DAY]


@pytest.mark.parametrize(
    ("on", "expected"), [(CALL_1 - DAY, CALL_1), (CALL_1, CALL_1), (CALL_1 + DAY, CALL_2 + DAY)]
)
def test_the_next_call_is_the_first_still_to_be_held(on, expected):
    known = calls(CALL_1, {"call_date": CALL_2, "state": "moved", "moved_to": CALL_2 + DAY}, CALL_3)

    assert next_call(known, on) == expected


def test_there_is_no_next_call_when_all_are_held_or_cancelled():
    known = calls(
        {"call_date": CALL_1, "state": "held"}, {"call_date": CALL_2, "state": "cancelled"}
    )

    assert next_call(known, CALL_1) is None


def test_a_call_moved_twice_is_held_on_its_last_day_and_one_moved_in_circles_is_not():
    twice = calls(
        {"call_date": CALL_1, "state": "moved", "moved_to": CALL_2},
        {"call_date": CALL_2, "state": "moved", "moved_to": CALL_3},
    )
    circle = calls(
        {"call_date": CALL_1, "state": "moved", "moved_to": CALL_2},
        {"call_date": CALL_2, "state": "moved", "moved_to": CALL_1},
    )

    assert call_dates(twice, CALL_1).held_on(CALL_1) == CALL_3
    assert call_dates(circle, CALL_1).held_on(CALL_1) is None


def test_a_call_whose_new_day_is_not_known_or_was_cancelled_will_not_be_held():
    unknown = calls({"call_date": CALL_1, "state": "moved"})
    cancelled = calls(
        {"call_date": CALL_1, "state": "moved", "moved_to": CALL_2},
        {"call_date": CALL_2, "state": "cancelled"},
    )

    assert call_dates(unknown, CALL_1).held_on(CALL_1) is None
    assert call_dates(cancelled, CALL_1).held_on(CALL_1) is None


def test_a_call_of_a_later_day_counts_as_planned_whatever_was_recorded():
    known = calls({"call_date": CALL_2, "state": "held"})

    assert call_dates(known, CALL_1).planned == (CALL_2,)
    assert call_dates(known, CALL_2).held == (CALL_2,)
