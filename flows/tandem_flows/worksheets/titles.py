"""The headings of the columns, short enough to stand above a cell: data and its look-up.

A column without an entry is headed by its own name in words. The full description stands in the
note of the heading, taken from the model.
"""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

TITLES: Mapping[str, str] = MappingProxyType(
    {
        "position": "No.",
        "case_id": "Case",
        "birth_date": "Date of birth",
        "agenda.reason": "Why on the agenda",
        "prework.still_patient": "Still the practice's patient?",
        "prework.still_covered": "Still covered by the plan?",
        "last_seen_any_on": "Last seen by anyone",
        "last_seen_practice_on": "Last seen by the practice",
        "prework.risk_drivers": "What drives the risk",
        "engagement_plan": "Connection to the plan",
        "engagement_practice": "Connection to the practice",
        "recommended_lead": "Who should lead",
        "prework.reason": "Why this lead",
        "previous_actions": "What became of earlier steps",
        "identity_confirmed": "Same patient?",
        "completed_on": "Pre-work finished on",
        "need": "What is needed",
        "need_category": "Kind of need",
        "service_gaps.owner_organisation": "Who should close it",
        "tasks.owner_organisation": "Which side",
        "tasks.owner": "Who",
        "tasks.kind": "Kind of step",
        "tasks.department": "Department, if not clinical",
        "removal_reason": "If removed, why",
        "assessed_on": "Assessed on",
        "health_systems": "Health systems",
        "support_system": "Support system",
        "assessment.note": "In words",
        "tasks.action": "Next step",
        "due_on": "Due on",
        "report_back_on": "Report back on",
        "tasks.state": "State",
        "closed_on": "Closed on",
        "tasks.result": "What came of it",
        "contact_on": "Date",
        "channel": "How",
        "place": "Where",
        "purpose": "Why",
        "outreach_attempts.result": "Result",
        "calls.leader": "Who leads the call",
        "calls.minutes": "Minutes",
        "calls.state": "What became of the call",
        "moved_to": "Moved to",
        "calls.reason": "Why moved or cancelled",
        "person": "Team member",
        "is_core": "Core participant?",
        "is_designee": "Standing designee?",
        "case_records.leader": "Who led",
        "quick_check_done": "Enrolment checked?",
        "leads_compared": "Both leads shared?",
        "case_records.profile": "Profile and issues",
        "pcp_name": "Primary care clinician",
        "last_visit_on": "Latest visit",
        "last_visit_purpose": "Purpose of the visit",
        "has_care_plan": "Care plan?",
        "demographics_confirmed": "Name, birth date, contact confirmed?",
        "claims_reviewed": "Claims reviewed?",
        "plan_services": "Services the plan gives",
        "agreed_driver": "Agreed: why at high risk",
        "agreed_barriers": "Agreed: barriers",
        "read_back": "Next steps read back?",
        "case_records.minutes": "Minutes spent",
        "no_goal_reason": "If no goal, why",
        "no_task_reason": "If no next step, why",
        "decisions.membership": "Still the practice's patient?",
        "decisions.outcome": "How the discussion ended",
        "decisions.lead": "Who leads",
        "decisions.rationale": "Why",
        "plan_case_status": "The plan's case",
        "report_schedule": "Agreed reports",
        "decided_by_plan": "Decided for the plan",
        "decided_by_practice": "Decided for the practice",
        "next_update_on": "Next update on",
        "patient_informed_on": "Patient told on",
        "documented_plan_on": "In the plan's system on",
        "documented_practice_on": "In the practice's system on",
        "goals.goal": "Goal",
        "goals.state": "Confirmed with the patient?",
        "goals.measure": "How one will know",
        "target_on": "Target date",
        "goals.confirmed_on": "Confirmed on",
        "goals.achievement": "Achievement",
        "services.organisation": "Who gives it",
        "services.kind": "Current or new",
        "services.answer": "Answer",
        "is_point_of_contact": "The point of contact?",
        "time_spent.activity": "On what",
        "time_spent.minutes": "Minutes",
    }
)


def title_of(handoff_name: str, column: str) -> str:
    """Return the heading of `column`, the handoff's own if it has one."""
    plain = column.replace("_", " ").capitalize()
    return TITLES.get(f"{handoff_name}.{column}", TITLES.get(column, plain))
