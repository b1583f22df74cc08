"""M1: active care management and its funnel."""

from datetime import timedelta

import pytest

from tandem_flows.rules.measures.active import active_management, funnel
from tests.rules.measures.evidence import (
    AS_OF,
    CALL,
    DAY,
    care,
    led,
    line,
    listed,
    of,
    reached,
    records,
    seen,
)
from tests.values import standard_values

ONE_OF_ONE, NONE_OF_ONE = (1, 1, 100.0), (0, 1, 0.0)


def m1(of_records, as_of=AS_OF, **changes):
    return active_management(of_records, *seen(of_records), as_of, standard_values(**changes))


def share(**given):
    return of(line(m1(records(**given)), "M1"))


@pytest.mark.clause("EVL-02")
def test_a_patient_with_a_lead_who_was_reached_is_in_active_care_management():
    assert share(decisions=led("A"), outreach_attempts=[reached()]) == ONE_OF_ONE


@pytest.mark.clause("EVL-02")
@pytest.mark.parametrize(("days_ago", "counts"), [(89, 1), (90, 0), (91, 0)])
def test_the_contact_lies_within_the_days_in_force(days_ago, counts):
    on = AS_OF - timedelta(days=days_ago)

    assert share(decisions=led("A"), outreach_attempts=[reached(on=on)])[0] == counts


@pytest.mark.clause("EVL-02")
@pytest.mark.parametrize(
    "given",
    [
        {"outreach_attempts": [reached()]},
        {"decisions": led("A")},
        {"decisions": led("A"), "outreach_attempts": [reached(result="no_answer")]},
        {"decisions": led("A"), "outreach_attempts": [reached(channel="letter")]},
        {"decisions": led("A", lead=None, outcome="pending_information",
                          plan_case_status="monitor"), "outreach_attempts": [reached()]},
        {"decisions": led("A"), "outreach_attempts": [reached()],
         "tracking_list": [{"case_id": "A", "entered_on": CALL + DAY}]},
    ],
)  # fmt: skip
def test_no_lead_no_contact_a_monitor_case_or_tracking_does_not_count(given):
    assert share(**given) == NONE_OF_ONE


def test_a_goal_talked_over_with_the_patient_is_a_contact():
    goal = {"case_id": "A", "confirmed_on": AS_OF}

    assert share(decisions=led("A"), goals=[goal]) == ONE_OF_ONE


@pytest.mark.clause("EVL-02")
@pytest.mark.parametrize(
    ("given", "reason"),
    [
        ({"care": care({"case_id": "A", "died_on": AS_OF - DAY})}, "deceased"),
        ({"care": care({"case_id": "A", "coverage_ended_on": AS_OF})}, "coverage_ended"),
        ({"care": care({"case_id": "A", "left_practice_on": AS_OF})}, "provider_changed"),
        ({"decisions": led("A", lead=None, outcome="removed")}, "removed"),
    ],
)
def test_who_is_not_to_be_managed_here_is_left_out_above_and_below_with_the_reason(given, reason):
    managed = {"decisions": led("A"), "outreach_attempts": [reached()]} | given
    figure = line(m1(records(**managed)), "M1")

    assert of(figure) == (0, 0, None)
    assert figure.exclusions == {reason: 1}


def test_those_who_declined_stay_in():
    assert share(decisions=led("A", lead=None, outcome="declined")) == NONE_OF_ONE


def test_a_patient_of_an_earlier_list_only_is_not_on_the_list():
    earlier = listed("A", until_on=AS_OF - DAY)

    assert share(listed=earlier) == (0, 0, None)


@pytest.mark.clause("EVL-02")
def test_the_share_by_lead_is_of_those_under_that_lead():
    given = records("AB", decisions=[*led("A"), *led("B", lead="plan")],
                    outreach_attempts=[reached()])  # fmt: skip

    assert of(line(m1(given), "M1", "lead_practice")) == ONE_OF_ONE
    assert of(line(m1(given), "M1", "lead_plan")) == NONE_OF_ONE
    assert of(line(m1(given), "M1", "lead_joint")) == (0, 0, None)


def test_person_months_look_at_the_same_day_of_each_month_of_the_period():
    given = records(decisions=led("A"), outreach_attempts=[reached(on=AS_OF - 40 * DAY)])

    found = line(m1(given, measure_period_months=3), "M1_person_months")

    assert of(found) == (2, 3, 66.6667)


def test_person_months_know_how_many_people_they_are_of():
    given = records("ABC", decisions=led("A", "B"), outreach_attempts=[
        reached(on=AS_OF - 40 * DAY), *(reached("B", AS_OF - n * DAY) for n in (10, 60, 100)),
    ])  # fmt: skip

    found = line(m1(given, measure_period_months=3), "M1_person_months")

    assert of(found)[:2] == (5, 9)
    assert (found.persons, found.counted, found.uncounted) == (3, 2, 2)


def test_removals_are_published():
    given = records("AB", decisions=led("A", lead=None, outcome="removed"))

    assert of(line(m1(given), "M1_removed")) == (1, 2, 50.0)


@pytest.mark.clause("EVL-02")
def test_the_funnel_counts_each_stage_of_those_on_the_list():
    given = records(
        "ABCDE",
        decisions=[*led("A", "B"), *led("C", lead=None, outcome="declined")],
        outreach_attempts=[reached(), reached("B", AS_OF - 200 * DAY),
                           reached("D", result="no_answer")],
        goals=[{"case_id": "A", "achievement": "achieved", "confirmed_on": AS_OF}],
        tracking_list=[{"case_id": "E", "entered_on": AS_OF}],
    )  # fmt: skip

    stages = funnel(given, *seen(given), AS_OF, standard_values())

    counts = {f.measure.removeprefix("M1_funnel_"): f.numerator for f in stages}
    assert counts == {
        "listed": 5, "discussed": 3, "outreached": 3, "engaged": 2, "active": 1,
        "goal_confirmed": 1, "goal_achieved": 1, "declined": 1, "unreachable": 1,
    }  # fmt: skip
    assert {f.denominator for f in stages} == {5}
