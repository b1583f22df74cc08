"""Handoffs that grow from call to call: goals, next steps, services, people, attempts to reach."""

from __future__ import annotations

import polars as pl

from tandem_validators.handoffs.column import ORGANISATIONS, Handoff, column
from tandem_validators.handoffs.prework import NEED_CATEGORIES
from tandem_validators.handoffs.ready import ROLES

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
    "non_clinical",
    "debrief",
]
DEPARTMENTS = [
    "customer_services",
    "member_enrolment",
    "claims_and_billing",
    "provider_relations",
    "pharmacy_benefits",
    "transport",
    "other",
]
TASK_STATES = ["open", "done", "cancelled"]
CHANNELS_OF_CONTACT = ["phone", "letter", "message", "face_to_face"]
PLACES = ["home", "hospital", "office", "alternate_level_facility", "other"]
RESULTS = ["reached", "no_answer", "declined"]


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
    need_category: str = column("Kind of need", clause="ELM-02", isin=NEED_CATEGORIES)
    department: str = column(
        "Department asked, for a non-clinical step",
        clause="ROL-10",
        nullable=True,
        isin=DEPARTMENTS,
    )
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

    case_id: str = column("Case", clause="DEF-06")
    assessed_on: pl.Date = column("When", clause="DEF-06")
    illness: int = column(
        "Illness: how far symptoms limit daily life, 0 not at all to 3 severely",
        clause="DEF-06",
        phi=True,
        nullable=True,
        ge=0,
        le=3,
    )
    readiness: int = column(
        "Readiness: distress or distraction that keeps from engaging, 0 none to 3 severe",
        clause="DEF-06",
        phi=True,
        nullable=True,
        ge=0,
        le=3,
    )
    social: int = column(
        "Social: how far support is lacking, 0 not at all to 3 severely",
        clause="DEF-06",
        phi=True,
        nullable=True,
        ge=0,
        le=3,
    )
    health_systems: int = column(
        "Health systems: how far care is disorganised, 0 not at all to 3 severely",
        clause="DEF-06",
        phi=True,
        nullable=True,
        ge=0,
        le=3,
    )
    resources: int = column(
        "Resources of care: how far insurance falls short, 0 not at all to 3 severely",
        clause="DEF-06",
        phi=True,
        nullable=True,
        ge=0,
        le=3,
    )
    note: str = column("In words", clause="DEF-06", phi=True, nullable=True)
    support_system: str = column("Support system", clause="CMP-01", phi=True, nullable=True)
    barriers: str = column(
        "Barriers such as housing or money", clause="CMP-01", phi=True, nullable=True
    )
