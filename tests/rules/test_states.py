"""Where a case stands after what was decided, who owns it and when its next date is."""

import pytest

from tandem_flows.rules.states import REASONS, STATES, case_state
from tests.rules.case_a import DAY, UNRESPONSIVE, agenda, decisions, state
from tests.rules.rounds import (
    CALL_1,
    CALL_2,
    CALL_3,
    LISTED_ON,
    facts,
    history,
    listed,
    rows,
)


def test_a_listed_case_waits_for_the_next_call_with_the_plan():
    actual = state(history(), LISTED_ON)

    assert actual == {
        "case_id": "A",
        "state": "listed",
        "owner_organisation": "plan",
        "owner": "project_manager",
        "next_on": CALL_1,
        "reason": "waiting_for_call",
        "since_on": LISTED_ON,
    }


@pytest.mark.parametrize(
    ("decision", "expected"),
    [
        ({"lead": "plan", "next_update_on": CALL_2}, "active"),
        ({"outcome": "pending_information"}, "pending_information"),
        ({"membership": "possible_provider_change"}, "possible_provider_change"),
        (
            {"membership": "possible_provider_change", "outcome": "no_discussion"},
            "possible_provider_change",
        ),
        (UNRESPONSIVE, "outreach"),
        ({"membership": "coverage_ended"}, "coverage_ended"),
        ({"outcome": "declined"}, "declined"),
        ({"outcome": "removed"}, "removed"),
        ({"plan_case_status": "closed"}, "closed"),
        ({"plan_case_status": "closed", "lead": "plan"}, "closed"),
        ({"plan_case_status": "closed", "lead": "practice"}, "active"),
        ({"lead": None}, "listed"),
    ],
)
@pytest.mark.clause("MEM-04", "MEM-09", "LED-01")
def test_a_decision_leads_to_its_state(decision, expected):
    actual = state(history(agendas=agenda(), decisions=decisions(**decision)), CALL_1)

    assert actual["state"] == expected
    assert actual["reason"] in REASONS
    assert (actual["owner"] is None) == case_state(expected).is_terminal
    assert (actual["next_on"] is None) == case_state(expected).is_terminal


def test_a_correction_replaces_the_earlier_decision():
    before = state(history(decisions=decisions(lead="plan")), CALL_1)
    after = state(history(decisions=decisions(outcome="removed")), CALL_1)

    assert (before["state"], after["state"]) == ("active", "removed")


@pytest.mark.parametrize("lead", ["plan", "practice"])
def test_an_active_case_is_owned_by_its_lead(lead):
    seen = history(decisions=decisions(lead=lead, next_update_on=CALL_3))

    actual = state(seen, CALL_1)

    assert (actual["owner_organisation"], actual["next_on"]) == (lead, CALL_3)


@pytest.mark.clause("CMP-05")
def test_a_joint_case_is_owned_by_the_organisation_of_the_point_of_contact():
    contact = rows("care_team", {"case_id": "A", "organisation": "plan", "name": "N. Contact"})
    seen = history(decisions=decisions(lead="joint", next_update_on=CALL_3), care_team=contact)

    actual = state(seen, CALL_1)

    assert (actual["owner_organisation"], actual["owner"]) == ("plan", "N. Contact")


def test_a_joint_case_without_a_point_of_contact_says_so():
    seen = history(decisions=decisions(lead="joint", next_update_on=CALL_3))

    assert state(seen, CALL_1)["reason"] == "no_point_of_contact"


def test_an_active_case_without_a_date_of_update_has_the_next_call():
    actual = state(history(decisions=decisions(lead="plan")), CALL_1)

    assert (actual["next_on"], actual["reason"]) == (CALL_2, "no_next_update_set")


def test_a_later_joint_decision_can_take_an_ended_case_up_again():
    first, second = {"outcome": "removed"}, {"call_date": CALL_2, "lead": "plan"}
    decided = rows("decisions", {"case_id": "A", **first}, {"case_id": "A", **second})

    assert state(history(decisions=decided), CALL_2)["state"] == "active"


def test_death_goes_before_everything():
    seen = history(
        decisions=decisions(outcome="declined"),
        care_facts=facts(died_on=CALL_2, is_covered=False, coverage_ended_on=CALL_1),
    )

    assert state(seen, CALL_2 - DAY)["state"] == "declined"
    assert state(seen, CALL_2)["state"] == "deceased"


@pytest.mark.parametrize(
    ("fact", "expected"),
    [
        ({"is_covered": False, "coverage_ended_on": CALL_1}, "coverage_ended"),
        ({"is_covered": False, "coverage_ended_on": CALL_1 + DAY}, "listed"),
        ({"is_covered": None, "coverage_ended_on": CALL_1}, "coverage_ended"),
        ({"is_covered": False}, "coverage_ended"),
        ({"is_covered": True, "coverage_ended_on": LISTED_ON}, "listed"),
        ({}, "listed"),
    ],
)
def test_lost_coverage_ends_an_open_case_and_coverage_regained_does_not(fact, expected):
    assert state(history(care_facts=facts(**fact)), CALL_1)["state"] == expected


def test_without_care_facts_the_list_says_whether_a_person_is_covered():
    actual = state(history(combined_list=listed("A", is_covered=False)), LISTED_ON)

    assert (actual["state"], actual["since_on"]) == ("coverage_ended", LISTED_ON)


def test_every_state_of_the_contract_is_in_the_closed_list():
    open_states = [item.name for item in STATES if not item.is_terminal]

    assert open_states == [
        "listed",
        "on_agenda",
        "pending_information",
        "possible_provider_change",
        "outreach",
        "active",
        "tracking",
    ]
    assert {to for item in STATES for to in item.leaves_to} <= {item.name for item in STATES}
