"""Which status each case had from when to when."""

import pytest

from tandem_flows.rules.measures.case_period import case_periods, status_on
from tests.rules.measures.evidence import AS_OF, CALL, DAY, LISTED_ON, care, led, records


def statuses(**given):
    found = case_periods(records(**given), AS_OF)
    return found.select("status", "from_date", "to_date").rows()


def attempt(on, result="no_answer"):
    return {"case_id": "A", "contact_on": on, "result": result}


@pytest.mark.clause("EVL-02")
def test_a_case_is_listed_until_its_call_and_then_active_under_its_lead():
    actual = statuses(decisions=led("A", lead="joint"))

    assert actual == [("listed", LISTED_ON, CALL - DAY), ("active_joint", CALL, None)]


@pytest.mark.parametrize(
    ("decision", "status"),
    [
        ({"outcome": "pending_information"}, "discussed"),
        ({"membership": "possible_provider_change"}, "discussed"),
        ({"membership": "unresponsive"}, "discussed"),
        ({"outcome": "declined"}, "declined"),
        ({"outcome": "removed"}, "removed"),
        ({"membership": "coverage_ended"}, "coverage_ended"),
        ({"lead": "plan", "plan_case_status": "closed"}, "discussed"),
        ({"lead": "practice", "plan_case_status": "closed"}, "active_practice"),
        ({"outcome": "no_discussion"}, "listed"),
    ],
)
def test_each_outcome_of_a_call_has_its_status(decision, status):
    given = {"case_id": "A", "lead": None} | decision

    assert statuses(decisions=[given])[-1][0] == status


@pytest.mark.parametrize(
    ("results", "status"),
    [
        (["no_answer"], "outreached"),
        (["no_answer", "reached"], "engaged"),
        (["reached", "no_answer"], "engaged"),
        (["declined"], "outreached"),
    ],
)
def test_attempts_before_a_lead_lead_to_outreached_or_engaged(results, status):
    tried = [attempt(CALL + n * DAY, result) for n, result in enumerate(results)]

    assert statuses(outreach_attempts=tried)[-1][0] == status


def test_an_attempt_changes_nothing_once_a_lead_is_decided():
    actual = statuses(decisions=led("A"), outreach_attempts=[attempt(CALL + DAY)])

    assert actual[-1][0] == "active_practice"


def test_a_plans_monitor_case_coexists_with_practice_led_care():
    found = case_periods(records(decisions=led("A", plan_case_status="monitor")), AS_OF)

    assert found.select("status", "plan_case_status").rows()[-1] == ("active_practice", "monitor")


def test_tracking_begins_and_ends_with_the_tracking_list():
    row = {"case_id": "A", "reason": "unengaged", "entered_on": CALL, "exited_on": CALL + 9 * DAY}

    assert statuses(tracking_list=[row])[1:] == [
        ("tracking", CALL, CALL + 8 * DAY),
        ("outreached", CALL + 9 * DAY, None),
    ]


@pytest.mark.parametrize(
    ("column", "status"),
    [("coverage_ended_on", "coverage_ended"), ("left_practice_on", "provider_changed")],
)
def test_the_plans_records_end_a_case(column, status):
    actual = statuses(decisions=led("A"), care=care({"case_id": "A", column: AS_OF}))

    assert actual[-1] == (status, AS_OF, None)


def test_an_answer_that_the_patient_went_elsewhere_ends_a_case():
    task = {"task_id": "t", "case_id": "A", "kind": "provider_change_follow_up", "state": "done"}
    task |= {"result": "changed_provider", "closed_on": CALL + DAY}

    assert statuses(tasks=[task])[-1] == ("provider_changed", CALL + DAY, None)


def test_nothing_follows_death():
    gone = care({"case_id": "A", "died_on": CALL - DAY})
    found = case_periods(records(care=gone, decisions=led("A")), AS_OF)

    assert found.select("status", "to_date").rows() == [("listed", CALL - DAY)]
    assert status_on(found, CALL - DAY).height == 1
    assert status_on(found, CALL).is_empty()


def test_what_comes_after_the_day_is_not_seen():
    decided = led("A", call_date=AS_OF + DAY)

    assert statuses(decisions=decided) == [("listed", LISTED_ON, None)]
