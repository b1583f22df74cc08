"""What people record of research and call: each handoff holds it, and refuses what cannot be.

The clause stands with the column that carries it; a rule is tested beside its module instead.
"""

from datetime import date

import polars as pl
import pytest

from tandem_validators.errors import RuleRefused
from tandem_validators.handoffs.registry import handoff
from tandem_validators.handoffs.validate import validated
from tests.rules.call_frames import CALL, attempt, contact, decision, goal, review, rows, task

RESEARCH = {
    "call_date": CALL,
    "case_id": "C1",
    "organisation": "plan",
    "risk_level": "high",
    "risk_drivers": "missed visits",
    "gaps": "no transport",
    "engagement_plan": "none",
    "engagement_practice": "some",
    "recommended_lead": "practice",
    "reason": "sees the patient often",
    "draft_goal": "Walk to the park",
    "identity_confirmed": True,
}
GAP = {
    "call_date": CALL,
    "case_id": "C1",
    "organisation": "plan",
    "need": "rides to visits",
    "need_category": "logistical",
    "owner_organisation": "plan",
}
SERVICE = {
    "case_id": "C1",
    "organisation": "plan",
    "program": "Social care",
    "kind": "offered",
    "answer": "open",
}
ASSESSED = {"case_id": "C1", "assessed_on": CALL, "illness": 3, "social": 0, "barriers": "housing"}
SOUND = {
    "prework": RESEARCH,
    "service_gaps": GAP,
    "services": SERVICE,
    "assessment": ASSESSED,
    "outreach_attempts": attempt(CALL, place="home", channel="face_to_face"),
    "decisions": decision(),
    "goals": goal(),
    "tasks": task(),
    "care_team": contact(),
    "case_records": review(),
}


def stored(name: str, /, **changes) -> pl.DataFrame:
    return validated(rows(name, SOUND[name] | changes), handoff(name))


def carries(name: str, column: str, clause: str) -> bool:
    metadata = handoff(name).model.to_schema().columns[column].metadata or {}
    return metadata["clause"] == clause


@pytest.mark.parametrize("name", SOUND)
def test_sound_row_is_stored(name):
    assert stored(name).height == 1


@pytest.mark.clause("PRE-03", "PRE-04", "PRE-05", "PRE-06", "PRE-07")
@pytest.mark.clause("MEM-01", "MEM-07", "UNE-01", "UNE-02", "PCG-03")
@pytest.mark.clause("CAL-02", "CAL-18", "CAL-22", "CAL-28", "LED-01", "LED-06")
@pytest.mark.parametrize(
    ("name", "column", "clause"),
    [
        ("prework", "risk_level", "PRE-03"),
        ("prework", "engagement_plan", "PRE-06"),
        ("prework", "engagement_practice", "PRE-06"),
        ("prework", "recommended_lead", "PRE-07"),
        ("service_gaps", "owner_organisation", "PRE-04"),
        ("service_gaps", "need_category", "PRE-05"),
        ("decisions", "membership", "MEM-01"),
        ("decisions", "lead", "LED-01"),
        ("decisions", "plan_case_status", "LED-06"),
        ("decisions", "report_schedule", "LED-08"),
        ("outreach_attempts", "place", "MEM-07"),
        ("outreach_attempts", "organisation", "UNE-01"),
        ("outreach_attempts", "result", "UNE-02"),
        ("goals", "state", "PCG-03"),
        ("tasks", "kind", "CAL-22"),
        ("services", "kind", "CAL-18"),
        ("services", "answer", "CAL-28"),
        ("case_records", "leader", "CAL-02"),
    ],
)
def test_word_outside_the_closed_list_is_refused_under_its_clause(name, column, clause):
    with pytest.raises(RuleRefused) as refused:
        stored(name, **{column: "something else"})

    words = str(refused.value)
    assert f"{name}, column {column}" in words
    assert f"({clause})" in words
    assert "something else" not in words


@pytest.mark.clause("PRE-04", "CAL-20", "CAL-21", "CAL-28", "CAL-29", "CAL-30")
@pytest.mark.clause("CAL-01", "CAL-03", "CAL-12", "CAL-23", "PCG-01", "CMP-05", "UNE-01")
@pytest.mark.parametrize(
    ("name", "column", "clause"),
    [
        ("service_gaps", "need", "PRE-04"),
        ("services", "program", "CAL-28"),
        ("care_team", "name", "CAL-20"),
        ("care_team", "phone", "CAL-21"),
        ("care_team", "is_point_of_contact", "CMP-05"),
        ("tasks", "owner", "CAL-29"),
        ("tasks", "due_on", "CAL-29"),
        ("tasks", "report_back_on", "CAL-30"),
        ("goals", "goal", "PCG-01"),
        ("outreach_attempts", "contact_on", "UNE-01"),
        ("case_records", "quick_check_done", "CAL-01"),
        ("case_records", "leads_compared", "CAL-03"),
        ("case_records", "demographics_confirmed", "CAL-12"),
        ("case_records", "read_back", "CAL-23"),
    ],
)
def test_what_must_be_recorded_is_refused_when_it_is_missing(name, column, clause):
    with pytest.raises(RuleRefused) as refused:
        stored(name, **{column: None})

    assert f"{name}, column {column}" in str(refused.value)
    assert f"({clause})" in str(refused.value)


@pytest.mark.clause("PRE-05", "PRE-08", "PRE-10", "CAL-19", "PCG-02", "PCG-06", "CMP-02")
@pytest.mark.parametrize(
    ("name", "column", "value", "clause"),
    [
        ("service_gaps", "need_category", "social", "PRE-05"),
        ("prework", "identity_confirmed", False, "PRE-08"),
        ("prework", "draft_goal", "Cook at home again", "PRE-10"),
        ("decisions", "next_update_on", date(2025, 4, 7), "CAL-19"),
        ("decisions", "documented_plan_on", CALL, "PCG-02"),
        ("decisions", "documented_practice_on", CALL, "PCG-02"),
        ("decisions", "patient_informed_on", CALL, "PCG-06"),
        ("goals", "measure", "Days walked", "CMP-02"),
        ("goals", "target_on", date(2025, 9, 1), "CMP-02"),
    ],
)
def test_what_people_answer_is_kept_under_its_clause(name, column, value, clause):
    assert stored(name, **{column: value})[column].to_list() == [value]
    assert carries(name, column, clause)


@pytest.mark.clause("MEM-07")
@pytest.mark.parametrize("place", ["home", "hospital", "office", "alternate_level_facility"])
def test_meeting_in_person_may_be_at_any_place_that_suits(place):
    assert stored("outreach_attempts", place=place)["place"].to_list() == [place]


@pytest.mark.clause("DEF-06", "CMP-01")
@pytest.mark.parametrize(
    "domain", ["illness", "readiness", "social", "health_systems", "resources"]
)
@pytest.mark.parametrize(("rating", "is_kept"), [(-1, False), (0, True), (3, True), (4, False)])
def test_each_domain_of_the_assessment_is_rated_within_its_scale(domain, rating, is_kept):
    if is_kept:
        assert stored("assessment", **{domain: rating})[domain].to_list() == [rating]
        return

    with pytest.raises(RuleRefused, match=f"assessment, column {domain}"):
        stored("assessment", **{domain: rating})


@pytest.mark.clause("CMP-01")
def test_assessment_holds_support_system_and_barriers():
    found = stored("assessment", support_system="a sister nearby", barriers="housing")

    assert found.select("support_system", "barriers").rows() == [("a sister nearby", "housing")]
    assert carries("assessment", "barriers", "CMP-01")


@pytest.mark.clause("DEF-06")
@pytest.mark.parametrize(
    "column", ["illness", "readiness", "social", "health_systems", "resources", "note"]
)
def test_health_complexity_is_five_rated_domains_and_a_note(column):
    assert carries("assessment", column, "DEF-06")


@pytest.mark.clause("ELM-02", "ELM-03")
@pytest.mark.parametrize("need", ["clinical", "insurance", "logistical", "social", "education"])
@pytest.mark.parametrize("name", ["tasks", "service_gaps"])
def test_next_steps_and_gaps_carry_the_kind_of_need_and_education_is_one(name, need):
    assert stored(name, need_category=need)["need_category"].to_list() == [need]


@pytest.mark.clause("ELM-02", "CMP-03")
def test_a_step_of_a_kind_of_need_that_is_not_known_is_refused():
    assert carries("tasks", "need_category", "ELM-02")

    with pytest.raises(RuleRefused, match="tasks, column need_category"):
        stored("tasks", need_category="legal")


@pytest.mark.clause("CMP-03")
@pytest.mark.parametrize("kind", ["appointment", "medication_reconciliation", "referral"])
def test_appointments_reconciled_medicines_and_referrals_are_steps_of_their_own(kind):
    assert stored("tasks", kind=kind)["kind"].to_list() == [kind]
