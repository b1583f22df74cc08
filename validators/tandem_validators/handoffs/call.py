"""Handoffs of one call: who was there, what was reviewed, and what was decided."""

from __future__ import annotations

import polars as pl

from tandem_validators.handoffs.column import ORGANISATIONS, Handoff, column
from tandem_validators.handoffs.prework import LEADS
from tandem_validators.handoffs.ready import ROLES

MEMBERSHIPS = ["active", "possible_provider_change", "unresponsive", "coverage_ended"]
OUTCOMES = ["decided", "pending_information", "no_discussion", "declined", "removed"]
CASE_STATUSES = ["none", "open", "monitor", "closed"]
REPORT_SCHEDULES = ["none", "plan_lead", "monitor"]
REMOVAL_REASONS = ["risk_is_over", "moved_away", "in_long_term_care", "listed_by_mistake", "other"]


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
    removal_reason: str = column(
        "Why removed from the list", clause="LES-07", nullable=True, isin=REMOVAL_REASONS
    )


class AgreedPatients(Handoff):
    """The patients both sides agreed to discuss on a later call, named at the end of a call."""

    call_date: pl.Date = column("The call they are for", clause="CAL-24")
    case_id: str = column("Case", clause="CAL-24", unique=True)
    agreed_on: pl.Date = column("The call at which they were agreed", clause="INF-05")


class Invitees(Handoff):
    """Front-line people asked to join a call for one patient, beside those who always come."""

    call_date: pl.Date = column("The call they are asked to join", clause="ROL-14")
    case_id: str = column("The patient they join for", clause="ROL-14")
    person: str = column("Team member", clause="ROL-14")
    organisation: str = column("Plan or practice", clause="ROL-14", isin=ORGANISATIONS)
    role: str = column("Role", clause="ROL-20", isin=ROLES)
    invited_on: pl.Date = column("The call at which they were named", clause="ROL-14")
