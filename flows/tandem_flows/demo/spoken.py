"""What one patient's course puts into the rows of the call's sheet.

Here: one function a tab. Not here: which course a patient takes (`courses`).
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta

from tandem_flows.demo.courses import Course
from tandem_flows.demo.people import Member, Team
from tandem_flows.demo.words import DRIVERS, GOALS

Row = dict[str, object]

_STATUS = {"practice": "monitor", "plan": "open", "joint": "open"}
_SCHEDULE = {"practice": "monitor", "plan": "plan_lead", "joint": "none"}
_CLOSED = {"plan_case_status": "closed", "report_schedule": "none"}
# Steps of the plan are reported at the next call, the others a call later.
_REPORT_DAYS: Mapping[str | None, int] = {"plan": 7}
_LATER_DAYS = 14
# The first update is later than the next one.
_UPDATE_DAYS = {False: 28, True: 7}


def decision(course: Course, call_date: date, team: Team) -> Row:
    """Return what both sides decide."""
    row: Row = {
        "case_id": course.case_id,
        "membership": course.membership,
        "outcome": course.outcome,
        "plan_case_status": "none",
        "report_schedule": "none",
        "lead": course.lead,
        "rationale": None,
        "decided_by_plan": None,
        "decided_by_practice": None,
        "next_update_on": None,
        "removal_reason": None,
    }
    signed = {
        "decided_by_plan": team.director.person,
        "decided_by_practice": team.care_manager.person,
    }
    if course.outcome == "removed":
        told = {"rationale": "moves to another county this month"}
        return row | signed | told | {"removal_reason": "moved_away"}
    if course.lead is None:
        return row
    agreed = {
        "rationale": "closest connection with the patient",
        "plan_case_status": _STATUS[course.lead],
        "report_schedule": _SCHEDULE[course.lead],
        "next_update_on": call_date + timedelta(days=_UPDATE_DAYS[course.is_update]),
    }
    return row | signed | agreed | (_CLOSED if course.is_closing else {})


def review(course: Course) -> Row:
    """Return the practice's and the plan's part of the review."""
    driver = DRIVERS[course.index % len(DRIVERS)]
    return {
        "case_id": course.case_id,
        "leader": "practice",
        "quick_check_done": True,
        "leads_compared": True,
        "profile": "summed up by the care manager",
        "risk_drivers": driver,
        "engagement_issues": "none spoken of",
        "needed_services": "see next steps",
        "proposed_next_steps": "see next steps",
        "has_care_plan": True,
        "demographics_confirmed": True,
        "claims_reviewed": True,
        "plan_services": "case management",
        "agreed_driver": driver,
        "agreed_barriers": "distance",
        "read_back": True,
        "minutes": 1 if course.is_update else 3,
        "no_task_reason": "the agreed steps go on" if course.is_update else None,
    }


def goal(course: Course, call_date: date) -> Row:
    """Return a first goal, the patient's answer to it, or that it was reached."""
    if course.goal_id is None:
        words, measure = GOALS[course.index % len(GOALS)]
        return {
            "goal_id": f"G-{call_date:%Y%m%d}-{course.case_id}",
            "case_id": course.case_id,
            "goal": words,
            "state": "proposed",
            "measure": measure,
            "target_on": call_date + timedelta(days=90),
        }
    known: Row = {"goal_id": course.goal_id}
    if course.goal_state == "proposed":
        return known | {"state": "confirmed", "confirmed_on": call_date - timedelta(days=1)}
    return known | {"achievement": "achieved" if course.is_closing else "improving"}


def task(course: Course, call_date: date, team: Team) -> Row:
    """Return the next step, or who finds out what was missing."""
    is_plans = course.lead == "plan"
    days = _REPORT_DAYS.get(course.lead, _LATER_DAYS)
    row: Row = {
        "case_id": course.case_id,
        "kind": "next_step",
        "need_category": "clinical",
        "action": "Call the patient and agree the first visit",
        "owner_organisation": "plan" if is_plans else "practice",
        "owner": (team.case_manager if is_plans else team.care_manager).person,
        "due_on": call_date + timedelta(days=days - 2),
        "report_back_on": call_date + timedelta(days=days),
    }
    if course.lead is not None:
        return row
    question = {"kind": "information_request", "action": "Ask the clinic for the latest letters"}
    next_call = {"due_on": call_date + timedelta(days=6)}
    return row | question | next_call | {"report_back_on": call_date + timedelta(days=7)}


def care_team(course: Course, team: Team) -> list[Row]:
    """Return the front-line people of both sides, one of them the point of contact."""
    return [
        _person(course, "plan", "case_manager", team.case_manager),
        _person(course, "practice", "clinical_care_manager", team.care_manager),
    ]


def _person(course: Course, organisation: str, role: str, member: Member) -> Row:
    return {
        "case_id": course.case_id,
        "organisation": organisation,
        "role": role,
        "name": member.name,
        "phone": member.phone,
        "is_point_of_contact": (course.lead == "plan") == (organisation == "plan"),
    }
