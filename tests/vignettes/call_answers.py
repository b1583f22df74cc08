"""What people write down in the call, by tab.

A vignette's own decisions go in as its file states them; what the source leaves open comes from
the file's `script`. The rest of the review is the same words for everyone.
"""

from __future__ import annotations

from datetime import date

from tandem_flows.vignettes.partnership import person_of
from tandem_flows.vignettes.recorded import PLAN_CASE
from tests.vignettes.answers import Answers, Row, Told


def call_answers(told: list[Told], call_date: date, next_cases: list[str]) -> Answers:
    """Return everything both sides write down in the call."""
    new = [one for one in told if one.is_first_time]
    took_part = [
        person_of("plan", "director_of_care_management"),
        person_of("plan", "project_manager"),
        person_of("practice", "clinical_care_manager"),
        person_of("practice", "primary_care_clinician"),
    ]
    return {
        "call": [{"call_date": call_date, "leader": "practice", "minutes": 30, "state": "held"}],
        "attendance": [{"person": person, "took_part": True} for person in took_part],
        "patients": [_review(one) for one in told],
        "decisions": [_decision(one) for one in told],
        "goals": [_goal(one, call_date) for one in new],
        "tasks": [row for one in new for row in _tasks(one)],
        "services": [row for one in new for row in _services(one)],
        "care_team": [row for one in new for row in _care_team(one)],
        "next_patients": [{"case_id": case_id, "keep": True} for case_id in next_cases],
    }


def _review(told: Told) -> Row:
    said = ("profile", "engagement_issues", "needed_services", "proposed_next_steps")
    agreed = ("plan_services", "agreed_driver", "agreed_barriers", "last_visit_purpose")
    confirmed = ("quick_check_done", "leads_compared", "demographics_confirmed", "claims_reviewed")
    return {
        "case_id": told.case_id,
        "leader": "practice",
        "minutes": 3,
        "has_care_plan": True,
        "read_back": True,
        **dict.fromkeys((*said, *agreed), "as spoken of"),
        **dict.fromkeys(confirmed, True),
    }


def _decision(told: Told) -> Row:
    status, schedule = PLAN_CASE[told.story.lead]
    return {
        "case_id": told.case_id,
        "membership": "active",
        "outcome": told.story.script.outcome,
        "lead": told.story.lead,
        "rationale": told.story.script.rationale,
        "plan_case_status": status,
        "report_schedule": schedule,
        "decided_by_plan": person_of("plan", "director_of_care_management"),
        "decided_by_practice": person_of("practice", "clinical_care_manager"),
        "next_update_on": told.story.script.next_update_on,
    }


def _goal(told: Told, call_date: date) -> Row:
    return {
        "goal_id": f"G-{call_date:%Y%m%d}-{told.case_id}",
        "case_id": told.case_id,
        "goal": told.story.decisions.goal,
        "state": "proposed",
        "measure": told.story.script.goal_measure,
        "target_on": told.story.script.goal_target_on,
    }


def _tasks(told: Told) -> list[Row]:
    return [
        {
            "case_id": told.case_id,
            "kind": step.kind,
            "need_category": step.need,
            "action": step.what,
            "owner_organisation": step.side,
            "owner": person_of(step.side, step.owner),
            "due_on": step.due_on,
            "report_back_on": step.report_back_on,
        }
        for step in told.story.decisions.tasks
    ]


def _services(told: Told) -> list[Row]:
    return [
        {
            "case_id": told.case_id,
            "organisation": service.side,
            "program": service.program,
            "kind": service.kind,
            "answer": service.answer,
        }
        for service in told.story.decisions.services
    ]


def _care_team(told: Told) -> list[Row]:
    managers = (
        ("plan", "case_manager", "Tomas Vega", "555-0103"),
        ("practice", "clinical_care_manager", "Nora Petrov", "555-0111"),
    )
    return [
        {
            "case_id": told.case_id,
            "organisation": side,
            "role": role,
            "name": name,
            "phone": phone,
            "is_point_of_contact": side == told.story.script.point_of_contact,
        }
        for side, role, name, phone in managers
    ]
