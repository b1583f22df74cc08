"""Handoffs of identifying: each side's own list of its highest-risk patients."""

from __future__ import annotations

import polars as pl

from tandem_validators.handoffs.column import Handoff, column

GENDERS = ["female", "male", "other", "unknown"]


class PlanList(Handoff):
    """The plan's list: its highest-scored members of the practice."""

    rank: int = column("Place on the plan's list", clause="IDN-01", ge=1, unique=True)
    person_id: str = column("The plan's id of the person", clause="IDN-01", phi=True, unique=True)
    first_name: str = column("First name", clause="IDN-01", phi=True, nullable=True)
    last_name: str = column("Last name", clause="IDN-01", phi=True, nullable=True)
    birth_date: pl.Date = column("Date of birth", clause="IDN-01", phi=True)
    gender: str = column("Gender", phi=True, nullable=True, isin=GENDERS)
    member_id: str = column("Member id", clause="IDN-01", phi=True, nullable=True)
    phone: str = column("Telephone number", phi=True, nullable=True)
    address: str = column("Street address", phi=True, nullable=True)
    city: str = column("City", phi=True, nullable=True)
    zip_code: str = column("ZIP code", phi=True, nullable=True)
    pcp_name: str = column("Attributed primary care clinician", clause="PRI-03", nullable=True)
    risk_score: float = column("Risk score", clause="IDN-04", phi=True, nullable=True)
    score_source: str = column("Model that gave the score", clause="IDN-04")
    reasons: str = column("Why at high risk: need, use and cost", clause="ELM-01", phi=True)
    risk_definition: str = column("The plan's definition of high risk", clause="IDN-02")


class PracticeList(Handoff):
    """The practice's list as received, one row a patient."""

    rank: int = column("Place on the practice's list", clause="IDN-01", ge=1, unique=True)
    first_name: str = column("First name", clause="IDN-01", phi=True)
    last_name: str = column("Last name", clause="IDN-01", phi=True)
    birth_date: pl.Date = column("Date of birth", clause="IDN-01", phi=True)
    gender: str = column("Gender", phi=True, nullable=True, isin=GENDERS)
    phone: str = column("Telephone number", phi=True, nullable=True)
    address: str = column("Street address", phi=True, nullable=True)
    city: str = column("City", phi=True, nullable=True)
    state: str = column("State", phi=True, nullable=True)
    zip_code: str = column("ZIP code", phi=True, nullable=True)
    member_id: str = column("Member id as the practice knows it", phi=True, nullable=True)
    practice_patient_id: str = column("The practice's own id", phi=True, nullable=True)
    risk_definition: str = column("The practice's definition of high risk", clause="IDN-02")
    risk_drivers: str = column("What drives the risk", clause="IDN-02", phi=True, nullable=True)
    pcp_name: str = column("Primary care clinician", clause="PRI-03", nullable=True)
    last_visit_date: pl.Date = column("Latest visit", clause="CAL-06", phi=True, nullable=True)
    last_visit_purpose: str = column("Its purpose", clause="CAL-06", phi=True, nullable=True)
    is_urgent: bool = column("Named as urgent", clause="PRI-04")
    is_added_late: bool = column("Added beyond the list, time permitting", clause="IDN-03")
    added_late_reason: str = column("Why it was added", clause="IDN-03", phi=True, nullable=True)
