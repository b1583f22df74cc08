"""Cases and calls: waiting, on the agenda, and what a moved or cancelled call changes."""

import polars as pl
import pytest

from tandem_flows.rules.states import case_states
from tests.rules.case_a import DAY, agenda, decisions, state
from tests.rules.rounds import (
    CALL_1,
    CALL_2,
    CALL_3,
    LISTED_ON,
    calls,
    history,
)
from tests.values import standard_values


@pytest.mark.parametrize(
    ("on", "next_on"), [(CALL_1 - DAY, CALL_1), (CALL_1, CALL_1), (CALL_1 + DAY, CALL_2)]
)
def test_the_next_call_of_a_listed_case_is_the_first_not_before_today(on, next_on):
    assert state(history(), on)["next_on"] == next_on


def test_a_call_already_held_today_is_not_the_next_call():
    seen = history(calls=calls({"call_date": CALL_1, "state": "held"}, CALL_2))

    assert state(seen, CALL_1)["next_on"] == CALL_2


def test_when_no_call_is_planned_any_more_the_series_goes_on_after_the_last():
    actual = state(history(), CALL_3 + DAY)

    assert (actual["next_on"], actual["reason"]) == (CALL_3 + 7 * DAY, "no_call_planned")


def test_the_series_goes_on_on_a_day_that_is_open():
    closed = frozenset({CALL_3 + 7 * DAY})

    actual = case_states(history(), CALL_3 + DAY, standard_values(), closed)

    assert actual["next_on"].to_list() == [CALL_3 + 8 * DAY]


def test_a_case_on_the_agenda_is_owned_by_the_practice_until_the_call():
    actual = state(history(agendas=agenda()), LISTED_ON)

    assert (actual["state"], actual["owner_organisation"], actual["owner"]) == (
        "on_agenda",
        "practice",
        "clinical_care_manager",
    )
    assert (actual["next_on"], actual["reason"]) == (CALL_1, "call_set")


def test_a_case_is_owned_by_the_plan_when_the_plan_leads_the_discussion():
    seen = history(agendas=agenda(), calls=calls({"call_date": CALL_1, "leader": "plan"}))

    assert state(seen, LISTED_ON)["owner_organisation"] == "plan"


def test_an_agenda_agreed_later_is_not_seen():
    later = agenda(call_date=CALL_2).with_columns(pl.lit(CALL_1).alias("agreed_on"))

    assert state(history(agendas=later), CALL_1 - DAY)["state"] == "listed"
    assert state(history(agendas=later), CALL_1)["state"] == "on_agenda"


@pytest.mark.clause("INF-01")
def test_a_case_of_a_cancelled_call_goes_back_to_listed_with_the_next_call():
    cancelled = calls({"call_date": CALL_1, "state": "cancelled", "reason": "snow"}, CALL_2)

    actual = state(history(agendas=agenda(), calls=cancelled), LISTED_ON)

    assert (actual["state"], actual["next_on"], actual["reason"]) == (
        "listed",
        CALL_2,
        "call_cancelled",
    )


@pytest.mark.clause("INF-01")
def test_a_case_of_a_moved_call_stays_on_the_agenda_with_the_new_day():
    moved = calls({"call_date": CALL_1, "state": "moved", "moved_to": CALL_1 + DAY}, CALL_2)

    actual = state(history(agendas=agenda(), calls=moved), LISTED_ON)

    assert (actual["state"], actual["next_on"], actual["reason"]) == (
        "on_agenda",
        CALL_1 + DAY,
        "call_moved",
    )


def test_a_decision_at_the_new_day_of_a_moved_call_answers_its_agenda():
    moved = calls({"call_date": CALL_1, "state": "moved", "moved_to": CALL_1 + DAY}, CALL_2)
    decided = decisions(call_date=CALL_1 + DAY, lead="plan", next_update_on=CALL_3)

    actual = state(history(agendas=agenda(), calls=moved, decisions=decided), CALL_1 + DAY)

    assert (actual["state"], actual["since_on"]) == ("active", CALL_1 + DAY)


def test_a_call_without_a_recorded_decision_keeps_its_case_and_its_past_date():
    actual = state(history(agendas=agenda()), CALL_1 + DAY)

    assert (actual["state"], actual["next_on"], actual["reason"]) == (
        "on_agenda",
        CALL_1,
        "decision_awaited",
    )


def test_a_case_that_was_not_reached_in_the_call_waits_for_the_next():
    seen = history(agendas=agenda(), decisions=decisions(outcome="no_discussion"))

    actual = state(seen, CALL_1 + DAY)

    assert (actual["state"], actual["next_on"]) == ("listed", CALL_2)


def test_without_any_call_a_case_still_has_a_next_date():
    actual = state(history(calls=pl.DataFrame()), LISTED_ON)

    assert actual["next_on"] > LISTED_ON


def test_of_two_calls_on_one_day_the_one_first_set_for_it_says_who_leads():
    moved = {"call_date": CALL_2, "state": "moved", "moved_to": CALL_1, "leader": "plan"}
    both = [{"call_date": CALL_1, "leader": "practice"}, moved]

    for known in (calls(*both), calls(*reversed(both))):
        actual = state(history(agendas=agenda(), calls=known), LISTED_ON)
        assert actual["owner_organisation"] == "practice"
