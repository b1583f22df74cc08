"""The tasks that a decision brings by itself."""

from datetime import date

import polars as pl
import pytest

from tandem_flows.rules.branches import branch_tasks
from tandem_validators.handoffs.registry import handoff
from tandem_validators.handoffs.validate import validated
from tests.rules.call_frames import (
    CALL,
    attempt,
    attempts,
    contact,
    decision,
    goal,
    record,
    rows,
    stopped,
    task,
)
from tests.values import standard_values


def made(closed_days=frozenset(), values=None, **changes) -> pl.DataFrame:
    tasks = branch_tasks(record(**changes), values or standard_values(), closed_days)
    return validated(tasks, handoff("tasks"))


def of_branch(membership: str, **changes) -> pl.DataFrame:
    nothing = {"goals": rows("goals"), "tasks": rows("tasks")}
    return made(decisions=rows("decisions", stopped(membership=membership)), **nothing, **changes)


@pytest.mark.clause("MEM-03", "MEM-04")
def test_possible_provider_change_brings_the_plan_one_task_and_nothing_else():
    tasks = of_branch("possible_provider_change")

    assert tasks.select("task_id", "kind", "owner_organisation", "owner").rows() == [
        (
            "20250310-C1-provider_change_follow_up",
            "provider_change_follow_up",
            "plan",
            "pam",
        )
    ]


@pytest.mark.clause("MEM-03")
@pytest.mark.parametrize(
    ("days", "due", "report"),
    [
        (13, date(2025, 3, 23), date(2025, 3, 24)),
        (14, date(2025, 3, 24), date(2025, 3, 24)),
        (15, date(2025, 3, 25), date(2025, 3, 31)),
    ],
)
def test_owner_reports_back_in_the_first_call_on_or_after_the_due_date(days, due, report):
    values = standard_values(provider_change_followup_days=days)

    tasks = of_branch("possible_provider_change", values=values)

    assert tasks.select("due_on", "report_back_on").rows() == [(due, report)]


def test_business_days_leave_out_weekends_and_closed_days():
    values = standard_values(day_kind="business", provider_change_followup_days=5)

    tasks = of_branch(
        "possible_provider_change", values=values, closed_days=frozenset({date(2025, 3, 12)})
    )

    assert tasks["due_on"].to_list() == [date(2025, 3, 18)]


@pytest.mark.clause("MEM-05", "UNE-04")
def test_unresponsive_patient_brings_the_practice_a_last_attempt_in_person():
    tasks = of_branch("unresponsive")

    assert tasks.select("kind", "owner_organisation", "owner", "due_on").rows() == [
        ("final_f2f_attempt", "practice", "carl", date(2025, 3, 24))
    ]


@pytest.mark.clause("UNE-03")
def test_patient_who_declined_is_not_tried_again():
    tasks = of_branch("unresponsive", attempts=attempts(attempt(date(2025, 1, 5), "declined")))

    assert tasks.is_empty()


@pytest.mark.clause("MEM-09")
def test_ended_coverage_brings_the_practice_the_update_by_the_next_call():
    tasks = of_branch("coverage_ended")

    assert tasks.select("kind", "need_category", "owner_organisation", "due_on").rows() == [
        ("coverage_update", "insurance", "practice", date(2025, 3, 17))
    ]


@pytest.mark.parametrize("outcome", ["declined", "removed"])
def test_declined_or_removed_patient_brings_no_task(outcome):
    ended = stopped(membership="coverage_ended") | {"outcome": outcome}

    tasks = made(decisions=rows("decisions", ended), goals=rows("goals"))

    assert tasks.is_empty()


@pytest.mark.clause("LED-06")
def test_practice_led_patient_is_told_by_the_plan_that_it_monitors():
    tasks = made(decisions=rows("decisions", decision(lead="practice")), goals=rows("goals"))

    assert tasks.select("kind", "owner_organisation").rows() == [("monitor_notice", "plan")]


@pytest.mark.clause("LED-06")
def test_patient_who_was_told_already_is_not_told_again():
    told = decision(lead="practice", patient_informed_on=CALL)

    tasks = made(decisions=rows("decisions", told), goals=rows("goals"))

    assert tasks.is_empty()


@pytest.mark.clause("LED-06")
@pytest.mark.parametrize(("state", "count"), [("open", 0), ("done", 0), ("cancelled", 1)])
def test_notice_is_given_again_only_if_the_earlier_one_was_cancelled(state, count):
    earlier = rows("tasks", task(kind="monitor_notice", state=state))
    led = rows("decisions", decision(lead="practice"))

    tasks = made(decisions=led, goals=rows("goals"), earlier_tasks=earlier)

    assert tasks.height == count


@pytest.mark.clause("PCG-03", "PCG-04", "PCG-05")
@pytest.mark.parametrize(("lead", "owner"), [("plan", "pam"), ("practice", "carl")])
def test_the_side_that_leads_talks_the_proposed_goal_over(lead, owner):
    tasks = made(decisions=rows("decisions", decision(lead=lead, patient_informed_on=CALL)))

    assert tasks.select("kind", "owner_organisation", "owner", "due_on").rows() == [
        ("confirm_goal", lead, owner, date(2025, 3, 24))
    ]


@pytest.mark.clause("PCG-04")
@pytest.mark.parametrize("state", ["confirmed", "revised", "rejected"])
def test_goal_the_patient_answered_brings_no_talk(state):
    tasks = made(goals=rows("goals", goal(state=state, confirmed_on=CALL)))

    assert tasks.is_empty()


@pytest.mark.clause("LED-04", "CMP-05")
def test_joint_lead_leaves_the_talk_to_the_point_of_contact():
    contacts = rows(
        "care_team",
        contact(is_point_of_contact=False),
        contact(organisation="practice", is_point_of_contact=True),
    )

    tasks = made(decisions=rows("decisions", decision(lead="joint")), care_team=contacts)

    assert tasks["owner"].to_list() == ["carl"]
