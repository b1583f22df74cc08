"""Handoffs of the call: who was there, what was reviewed, and what was decided."""

from __future__ import annotations

import polars as pl

from tandem_validators.handoffs.column import ORGANISATIONS, Handoff, column
from tandem_validators.handoffs.prework import LEADS, NEED_CATEGORIES
from tandem_validators.handoffs.ready import ROLES

MEMBERSHIPS = ["active", "possible_provider_change", "unresponsive", "coverage_ended"]
OUTCOMES = ["decided", "pending_information", "no_discussion", "declined", "removed"]
CASE_STATUSES = ["none", "open", "monitor", "closed"]
REPORT_SCHEDULES = ["none", "plan_lead", "monitor"]
GOAL_STATES = ["proposed", "confirmed", "revised", "rejected"]
ACHIEVEMENTS = [
    "in-progress",
    "improving",
    "worsening",
    "no-change",
    "achieved",
    "sustaining",
    "not-achieved",
    "no-progress",
    "not-attainable",
]
TASK_KINDS = [
    "next_step",
    "information_request",
    "provider_change_follow_up",
    "final_f2f_attempt",
    "outreach_attempt",
    "monitor_notice",
    "confirm_goal",
    "coverage_update",
    "appointment",
    "medication_reconciliation",
    "referral",
]
TASK_STATES = ["open", "done", "cancelled"]
CHANNELS_OF_CONTACT = ["phone", "letter", "message", "face_to_face"]
PLACES = ["home", "hospital", "office", "alternate_level_facility", "other"]
RESULTS = ["reached", "no_answer", "declined"]


class Suggestions(Handoff):
    """What the facts suggest before the call; people decide."""

    call_date: pl.Date = column("Date of the call", clause="MEM-01")
    case_id: str = column("Case", clause="MEM-01", unique=True)
    membership: str = column("Suggested branch", clause="MEM-01", isin=MEMBERSHIPS)
    membership_clause: str = column("The clause behind it", clause="MEM-01", nullable=True)
    is_escalated: bool = column("The gap reached the longer limit", clause="MEM-03")
    last_seen_any_on: pl.Date = column(
        "Last seen by any provider", clause="MEM-02", phi=True, nullable=True
    )
    last_seen_practice_on: pl.Date = column(
        "Last seen by the practice", clause="MEM-02", phi=True, nullable=True
    )
    ed_visits: int = column(
        "ED visits in the window; empty when not known",
        clause="MEM-05",
        unit="visits",
        nullable=True,
        ge=0,
    )
    outside_specialists: int = column(
        "Specialists outside the practice in the window; empty when not known",
        clause="LED-03",
        unit="specialists",
        nullable=True,
        ge=0,
    )
    lead: str = column("Suggested lead", clause="LED-05", nullable=True, isin=LEADS)
    lead_clause: str = column("The clause behind it", clause="LED-05", nullable=True)
    reason: str = column("The reason in words", clause="MEM-01")


class Attendance(Handoff):
    """Who took part in the call."""

    call_date: pl.Date = column("Date of the call", clause="ROL-01")
    person: str = column("Team member", clause="ROL-01", unique=True)
    organisation: str = column("Plan or practice", clause="ROL-01", isin=ORGANISATIONS)
    role: str = column("Role", clause="ROL-01", isin=ROLES)
    is_core: bool = column("Core participant", clause="RDY-04")
    is_designee: bool = column("Standing designee of the director", clause="ROL-01")


class CaseRecords(Handoff):
    """The review a to k of each patient, as recorded in the call."""

    call_date: pl.Date = column("Date of the call", clause="CAL-01")
    case_id: str = column("Case", clause="CAL-01", unique=True)
    leader: str = column("Who led the discussion", clause="CAL-02", isin=ORGANISATIONS)
    quick_check_done: bool = column("Enrolment and membership confirmed", clause="CAL-01")
    leads_compared: bool = column("Both lead recommendations were shared", clause="CAL-03")
    profile: str = column("Profile and issues", clause="CAL-04", phi=True, nullable=True)
    pcp_name: str = column("Primary care clinician", clause="CAL-05", nullable=True)
    last_visit_on: pl.Date = column("Latest visit", clause="CAL-06", phi=True, nullable=True)
    last_visit_purpose: str = column("Its purpose", clause="CAL-06", phi=True, nullable=True)
    risk_drivers: str = column("Risk drivers", clause="CAL-07", phi=True, nullable=True)
    engagement_issues: str = column("Engagement issues", clause="CAL-08", phi=True, nullable=True)
    needed_services: str = column("Needed services", clause="CAL-09", phi=True, nullable=True)
    proposed_next_steps: str = column("Proposed steps", clause="CAL-10", phi=True, nullable=True)
    has_care_plan: bool = column("Has a care plan", clause="CAL-11", nullable=True)
    demographics_confirmed: bool = column("Name, birth date, contact", clause="CAL-12")
    claims_reviewed: bool = column("The plan went through the claims", clause="CAL-13")
    plan_services: str = column("Services the plan gives", clause="CAL-18", phi=True, nullable=True)
    agreed_driver: str = column("Why at high risk", clause="CAL-26", phi=True, nullable=True)
    agreed_barriers: str = column("Barriers", clause="CAL-26", phi=True, nullable=True)
    read_back: bool = column("Next steps were summarised for both", clause="CAL-23")
    minutes: int = column("Time spent", clause="CAL-04", unit="minutes", nullable=True, ge=0)
    no_goal_reason: str = column("Why no goal", clause="PCG-01", phi=True, nullable=True)
    no_task_reason: str = column("Why no next step", clause="CAL-27", phi=True, nullable=True)


class Decisions(Handoff):
    """What plan and practice decided together about each patient."""

    call_date: pl.Date = column("Date of the call", clause="LED-01")
    case_id: str = column("Case", clause="LED-01", unique=True)
    membership: str = column("Still the practice's patient?", clause="MEM-01", isin=MEMBERSHIPS)
    outcome: str = column("How the discussion ended", clause="PRI-07", isin=OUTCOMES)
    lead: str = column("Who leads", clause="LED-01", nullable=True, isin=LEADS)
    rationale: str = column("Why", clause="LED-01", phi=True, nullable=True)
    plan_case_status: str = column("The plan's case", clause="LED-06", isin=CASE_STATUSES)
    report_schedule: str = column("Agreed reports", clause="LED-08", isin=REPORT_SCHEDULES)
    decided_by_plan: str = column("Who decided for the plan", clause="LED-01", nullable=True)
    decided_by_practice: str = column("For the practice", clause="LED-01", nullable=True)
    next_update_on: pl.Date = column("Date of the next update", clause="CAL-19", nullable=True)
    patient_informed_on: pl.Date = column("Patient was told", clause="PCG-06", nullable=True)
    documented_plan_on: pl.Date = column("In the plan's system", clause="PCG-02", nullable=True)
    documented_practice_on: pl.Date = column("In the practice's", clause="PCG-02", nullable=True)


class AgreedPatients(Handoff):
    """The patients both sides agreed to discuss on a later call, named at the end of a call."""

    call_date: pl.Date = column("The call they are for", clause="CAL-24")
    case_id: str = column("Case", clause="CAL-24", unique=True)
    agreed_on: pl.Date = column("The call at which they were agreed", clause="INF-05")


class Goals(Handoff):
    """The patient-centred goals, from proposed to confirmed with the patient."""

    goal_id: str = column("Id of the goal", clause="PCG-01", unique=True)
    case_id: str = column("Case", clause="PCG-01")
    goal: str = column("The goal in words", clause="PCG-01", phi=True, str_length={"min_value": 1})
    state: str = column("Confirmed with the patient?", clause="PCG-03", isin=GOAL_STATES)
    measure: str = column("How one will know", clause="CMP-02", phi=True, nullable=True)
    target_on: pl.Date = column("Target date", clause="CMP-02", nullable=True)
    confirmed_on: pl.Date = column("When confirmed", clause="PCG-04", nullable=True)
    achievement: str = column("FHIR status", clause="CMP-02", nullable=True, isin=ACHIEVEMENTS)


class Tasks(Handoff):
    """Next steps, each with an owner, a due date and a report-back date."""

    task_id: str = column("Id of the task", clause="CAL-29", unique=True)
    case_id: str = column("Case", clause="CAL-29")
    call_date: pl.Date = column("Call that gave it", clause="CAL-29")
    kind: str = column("Kind of task", clause="CAL-22", isin=TASK_KINDS)
    need_category: str = column("Kind of need", clause="PRE-05", isin=NEED_CATEGORIES)
    action: str = column("What to do", clause="CAL-29", phi=True, str_length={"min_value": 1})
    owner_organisation: str = column("Which side", clause="CAL-29", isin=ORGANISATIONS)
    owner: str = column("Who", clause="CAL-29", str_length={"min_value": 1})
    due_on: pl.Date = column("Due", clause="CAL-29")
    report_back_on: pl.Date = column("When the answer is reported", clause="CAL-30")
    state: str = column("Open, done or cancelled", clause="INF-07", isin=TASK_STATES)
    closed_on: pl.Date = column("When closed", clause="INF-07", nullable=True)
    result: str = column("What came of it", clause="PRE-09", phi=True, nullable=True)


class Services(Handoff):
    """Services the plan or practice gives, offers or is asked for."""

    case_id: str = column("Case", clause="CAL-28")
    organisation: str = column("Who gives it", clause="CAL-28", isin=ORGANISATIONS)
    program: str = column("Program", clause="CAL-28")
    kind: str = column("Current or new", clause="CAL-18", isin=["current", "offered", "requested"])
    answer: str = column(
        "Answer to an offer or request",
        clause="CAL-28",
        nullable=True,
        isin=["accepted", "refused", "open"],
    )


class CareTeam(Handoff):
    """The front-line people of each patient; exactly one is the point of contact."""

    case_id: str = column("Case", clause="CAL-20")
    organisation: str = column("Plan or practice", clause="CAL-20", isin=ORGANISATIONS)
    role: str = column("Role", clause="CAL-20", isin=ROLES)
    name: str = column("Name", clause="CAL-20")
    phone: str = column("Telephone number", clause="CAL-21")
    is_point_of_contact: bool = column("The one the patient turns to", clause="CMP-05")


class OutreachAttempts(Handoff):
    """Every attempt to reach a patient, by either side."""

    case_id: str = column("Case", clause="UNE-01")
    contact_on: pl.Date = column("When", clause="UNE-01")
    organisation: str = column("Which side tried", clause="UNE-01", isin=ORGANISATIONS)
    channel: str = column("How", clause="UNE-01", isin=CHANNELS_OF_CONTACT)
    place: str = column("Where", clause="MEM-07", nullable=True, isin=PLACES)
    purpose: str = column("Why", clause="UNE-02", isin=["engage", "final_attempt", "follow_up"])
    result: str = column("What came of it", clause="UNE-02", isin=RESULTS)


class Assessment(Handoff):
    """The five domains of health complexity, support system and barriers."""

    case_id: str = column("Case", clause="CAL-26")
    assessed_on: pl.Date = column("When", clause="CAL-26")
    illness: int = column(
        "Illness, 0 none to 3 severe", clause="CMP-01", phi=True, nullable=True, ge=0, le=3
    )
    readiness: int = column("Readiness", clause="CMP-01", phi=True, nullable=True, ge=0, le=3)
    social: int = column("Social", clause="CMP-01", phi=True, nullable=True, ge=0, le=3)
    health_systems: int = column(
        "Health systems", clause="CMP-01", phi=True, nullable=True, ge=0, le=3
    )
    resources: int = column(
        "Resources of care", clause="CMP-01", phi=True, nullable=True, ge=0, le=3
    )
    support_system: str = column("Support system", clause="CMP-01", phi=True, nullable=True)
    barriers: str = column(
        "Barriers such as housing or money", clause="CMP-01", phi=True, nullable=True
    )
