"""What people decided about a vignette reaches the record, the summary, states and reports."""

import polars as pl
import pytest

from tandem_flows.vignettes.partnership import CALLS, person_of
from tests.vignettes.each import VIGNETTES, each_vignette, missing
from tests.vignettes.pages import told_of


@each_vignette
@pytest.mark.clause("LED-01", "LED-06", "ROL-03", "ROL-18", "EVL-10", "UNE-01")
def test_the_decision_stands_with_two_names_and_the_plans_case(thread, name):
    story = VIGNETTES[name]

    (decision,) = thread.rows("decisions", name, story.call)
    (enrolled,) = thread.rows("enrolments", name)

    assert (decision["lead"], decision["rationale"]) == (story.lead, story.script.rationale)
    assert decision["plan_case_status"] == story.expect_after.plan_case
    assert (decision["decided_by_plan"], decision["decided_by_practice"]) == (
        person_of("plan", "director_of_care_management"),
        person_of("practice", "clinical_care_manager"),
    )
    assert enrolled["index_on"] == CALLS[story.call]
    assert len(thread.rows("outreach_attempts", name)) == len(story.facts.outreach)


@each_vignette
@pytest.mark.clause("PCG-01", "PCG-03", "PCG-05", "CAL-22", "CAL-27", "CAL-29", "CAL-30", "LED-06")
@pytest.mark.clause("VIG-01", "VIG-02", "VIG-03", "VIG-04", "VIG-05", "VIG-06")
@pytest.mark.clause("VIG-07", "VIG-08", "VIG-09", "VIG-10", "VIG-11", "VIG-12")
def test_goal_and_next_steps_are_kept_with_owner_and_dates(thread, name):
    story = VIGNETTES[name]

    (goal,) = thread.rows("goals", name)
    tasks = thread.rows("tasks", name)

    assert (goal["goal"], goal["state"]) == (story.decisions.goal, "proposed")
    asked = ("action", "kind", "owner_organisation", "owner", "due_on", "report_back_on")
    kept = [tuple(task[column] for column in asked) for task in tasks]
    assert missing(_steps(story), kept) == []
    told = {step.what for step in story.decisions.tasks}
    followed = [task["kind"] for task in tasks if task["action"] not in told]
    assert sorted(followed) == sorted(story.expect_after.steps_that_follow)


@each_vignette
@pytest.mark.clause("CAL-28", "CAL-20", "CAL-21", "CMP-05", "ROL-02", "ROL-17")
def test_services_and_the_point_of_contact_are_kept(thread, name):
    story = VIGNETTES[name]

    services = thread.rows("services", name)
    contacts = [row for row in thread.rows("care_team", name) if row["is_point_of_contact"]]

    offered = [(s.side, s.program, s.kind, s.answer) for s in story.decisions.services]
    kept = [(s["organisation"], s["program"], s["kind"], s["answer"]) for s in services]
    assert kept == offered
    assert [row["organisation"] for row in contacts] == [story.script.point_of_contact]


@each_vignette
@pytest.mark.clause("SUM-02", "SUM-03", "SUM-05", "INF-06", "ROL-11", "CAL-25")
@pytest.mark.clause("VIG-01", "VIG-02", "VIG-03", "VIG-04", "VIG-05", "VIG-06")
@pytest.mark.clause("VIG-07", "VIG-08", "VIG-09", "VIG-10", "VIG-11", "VIG-12")
def test_the_summary_says_what_was_decided_who_does_what_and_by_when(thread, name):
    story, team = VIGNETTES[name], thread.read("team")

    told, rows = told_of(thread, name)

    assert missing((story.full_name, f"Goal: {story.decisions.goal}"), told) == []
    assert missing(story.expect_after.summary, told) == []
    for step in story.decisions.tasks:
        (row,) = [row for row in rows if row.startswith(step.what)]
        is_owner = pl.col("person") == person_of(step.side, step.owner)
        who = f"{team.filter(is_owner)['name'].item()} ({step.side})"
        when = (f"due {step.due_on}", f"report back {step.report_back_on}")
        assert missing((who, *when), row) == []


@each_vignette
@pytest.mark.clause("INF-02", "CAL-19")
def test_the_case_has_a_state_an_owner_and_a_next_date(thread, name):
    expected = VIGNETTES[name].expect_after
    states = thread.states[VIGNETTES[name].call]

    (now,) = states.filter(pl.col("case_id") == thread.case_id(name)).to_dicts()

    found = (now["state"], now["owner_organisation"], now["next_on"])
    assert found == (expected.state, expected.owner_side, expected.next_on)


@each_vignette
@pytest.mark.clause("LED-08")
def test_reports_to_the_practice_follow_who_leads(thread, name):
    reports = thread.rows("reports", name)

    assert [row["due_on"] for row in reports] == list(VIGNETTES[name].expect_after.reports_due)
    assert all(row["sent_on"] == row["due_on"] for row in reports)


def _steps(story):
    return [
        (s.what, s.kind, s.side, person_of(s.side, s.owner), s.due_on, s.report_back_on)
        for s in story.decisions.tasks
    ]
