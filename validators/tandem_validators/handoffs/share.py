"""Handoffs of sharing: lists matched and combined, background, and the patients for the call."""

from __future__ import annotations

import polars as pl

from tandem_validators.handoffs.column import Handoff, column

ORIGINS = ["common", "plan", "practice"]
MATCHES = ["exact", "agreed", "review", "none"]
TIERS = ["follow_up", "urgent", "attending_physician", "common", "unique"]
TIER_CLAUSES = ["PRI-01", "PRI-02", "PRI-03", "PRI-04", "PRI-05", "PRI-06"]
COMPLETENESS_FIELDS = 15


class ListMatches(Handoff):
    """Which row of the practice's list is which member of the plan."""

    practice_rank: int = column("Row of the practice's list", clause="SHR-02", ge=1)
    person_id: str = column("The plan's id of the person", clause="SHR-02", phi=True)
    score: float = column("Agreement", clause="SHR-02", unit="points", ge=0, le=100)
    match: str = column("How sure the match is", clause="SHR-02", isin=MATCHES[:3])
    reason: str = column("What agrees and what does not, in coded words", clause="SHR-02")
    is_on_plan_list: bool = column("Whether the member is on the plan's own list", clause="SHR-02")


class MatchAnswers(Handoff):
    """What a person answered about a near match, or about a match found to be wrong."""

    case_id: str = column("Case the practice's row stands in", clause="PRE-08")
    person_id: str = column("The plan's id of the person compared", clause="PRE-08", phi=True)
    is_same: bool = column("Whether both are the same patient", clause="PRE-08")
    answered_by: str = column("Team member who answered", clause="PRE-08")
    answered_on: pl.Date = column("When", clause="PRE-08")
    reason: str = column("Reason code", clause="PRE-08", isin=["confirmed", "refused", "split"])


class CombinedList(Handoff):
    """Both lists as one: common and unique patients, one case each."""

    case_id: str = column("Opaque id of the case", clause="SHR-02", unique=True)
    origin: str = column("Named by both, plan only or practice only", clause="SHR-02", isin=ORIGINS)
    match: str = column("How sure the match is", clause="SHR-02", isin=MATCHES)
    person_id: str = column("The plan's id of the person", phi=True, nullable=True)
    plan_rank: int = column("Place on the plan's list", clause="SHR-02", nullable=True, ge=1)
    practice_rank: int = column("Place on the practice's", clause="SHR-02", nullable=True, ge=1)
    risk_score: float = column("Risk score", clause="SHR-17", phi=True, nullable=True)
    score_source: str = column("Model that gave the score", clause="SHR-17", nullable=True)
    first_name: str = column("First name", clause="SHR-04", phi=True, nullable=True)
    last_name: str = column("Last name", clause="SHR-04", phi=True, nullable=True)
    birth_date: pl.Date = column("Date of birth", clause="SHR-05", phi=True)
    pcp_name: str = column("Primary care clinician", clause="PRI-03", nullable=True)
    is_urgent: bool = column("Named as urgent by either side", clause="PRI-04")
    is_added_late: bool = column("Added beyond the list", clause="IDN-03")
    is_covered: bool = column("Covered by the plan on the day", clause="ROL-07", nullable=True)


class Background(Handoff):
    """What the plan knows of each patient: the fifteen facts, as many as feasible."""

    case_id: str = column("Case", clause="SHR-19", unique=True)
    first_name: str = column("First name", clause="SHR-04", phi=True, nullable=True)
    last_name: str = column("Last name", clause="SHR-04", phi=True, nullable=True)
    birth_date: pl.Date = column("Date of birth", clause="SHR-05", phi=True, nullable=True)
    address: str = column("Address", clause="SHR-06", phi=True, nullable=True)
    phone: str = column("Telephone number", clause="SHR-06", phi=True, nullable=True)
    last_admission_on: pl.Date = column(
        "Latest inpatient admission", clause="SHR-07", phi=True, nullable=True
    )
    last_admission_reason: str = column("Its reason", clause="SHR-07", phi=True, nullable=True)
    last_ed_on: pl.Date = column("Latest ED visit", clause="SHR-08", phi=True, nullable=True)
    last_ed_reason: str = column("Its reason", clause="SHR-08", phi=True, nullable=True)
    diagnoses: str = column("Current diagnoses", clause="SHR-09", phi=True, nullable=True)
    diagnostic_history: str = column("Earlier ones", clause="SHR-10", phi=True, nullable=True)
    prescriptions: str = column("Prescriptions", clause="SHR-11", phi=True, nullable=True)
    providers: str = column("Providers seen", clause="SHR-12", phi=True, nullable=True)
    pcp_name: str = column("Primary care clinician", clause="SHR-12", nullable=True)
    in_case_management: bool = column(
        "Already in the plan's case management", clause="SHR-13", phi=True, nullable=True
    )
    case_manager: str = column("Name of the case manager", clause="SHR-14", nullable=True)
    social_needs: str = column("Social needs", clause="SHR-15", phi=True, nullable=True)
    primary_language: str = column("Primary language", clause="SHR-16", phi=True, nullable=True)
    risk_score: float = column("Risk score", clause="SHR-17", phi=True, nullable=True)
    score_source: str = column("Model that gave the score", clause="SHR-17", nullable=True)
    coverage_level: str = column("Medicaid coverage level", clause="SHR-18", nullable=True)
    specialty_visits: str = column("Specialty visits", clause="SHR-20", phi=True, nullable=True)
    principal_diagnosis: str = column(
        "Most frequent principal diagnosis", clause="SHR-20", phi=True, nullable=True
    )
    completeness: int = column(
        "How many of the fifteen facts are known or do not apply",
        clause="SHR-19",
        unit="facts",
        ge=0,
        le=COMPLETENESS_FIELDS,
    )


class Agenda(Handoff):
    """The patients marked for one call, in order, each with the reason for its place."""

    call_date: pl.Date = column("Date of the call", clause="SHR-03")
    position: int = column("Place on the agenda", clause="SHR-03", ge=1, unique=True)
    case_id: str = column("Case", clause="SHR-03", unique=True)
    tier: str = column("Rule of thumb that placed it", clause="PRI-01", isin=TIERS)
    clause: str = column("The clause behind the place", clause="PRI-01", isin=TIER_CLAUSES)
    reason: str = column("The reason in words", clause="PRI-01")
    counts_to_cap: bool = column("Whether it counts to the cap of the call", clause="SHR-03")
