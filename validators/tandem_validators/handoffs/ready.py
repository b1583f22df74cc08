"""Handoffs of getting ready: who the people are, when the calls are, how files travel."""

from __future__ import annotations

import polars as pl

from tandem_validators.handoffs.column import ORGANISATIONS, Handoff, column

ROLES = [
    "director_of_care_management",
    "project_manager",
    "plan_physician",
    "case_manager",
    "social_care_manager",
    "outreach_worker",
    "clinical_care_manager",
    "primary_care_clinician",
    "behavioral_health_provider",
    "community_health_worker",
    "care_coordinator",
    "clinical_pharmacist",
    "observer",
    "facilitator",
]
# Whoever has one of these roles is a care manager, so a licensed professional.
CARE_MANAGERS = ["case_manager", "social_care_manager", "clinical_care_manager"]
LICENCES = [
    "registered_nurse",
    "practical_nurse",
    "clinical_social_worker",
    "nurse_practitioner",
    "physician_assistant",
    "physician",
    "pharmacist",
    "psychologist",
    "other",
]
CHANNELS = ["secure_email", "portal", "sftp", "health_information_exchange", "openpgp"]
CALL_STATES = ["planned", "held", "moved", "cancelled"]
_EMAIL = r"^[^@\s]+@[^@\s]+\.[^@\s]+$"


class Team(Handoff):
    """Contact information of every team member of both organisations."""

    person: str = column("Id of the team member, unique", clause="RDY-01", unique=True)
    organisation: str = column("Plan or practice", clause="RDY-01", isin=ORGANISATIONS)
    name: str = column("Full name", clause="RDY-02", str_length={"min_value": 1})
    position: str = column("Position", clause="RDY-02", str_length={"min_value": 1})
    email: str = column("E-mail address", clause="RDY-02", str_matches=_EMAIL)
    phone: str = column("Telephone number", clause="RDY-02", str_length={"min_value": 7})
    role: str = column("Role in this process", clause="RDY-01", isin=ROLES)
    is_core: bool = column("Takes part in every call", clause="RDY-04")
    is_designee: bool = column("Standing designee of the director", clause="ROL-01")
    licence_type: str = column(
        "Licence of a care manager", clause="DEF-03", nullable=True, isin=LICENCES
    )
    delegated_to: str = column(
        "Team member who gives care for this one, who oversees it", clause="DEF-04", nullable=True
    )


class CallSeries(Handoff):
    """The agreement on regular calls: one row."""

    first_call_on: pl.Date = column("Date of the first call", clause="RDY-03")
    starts_at: str = column("Local start time", clause="RDY-03", str_matches=r"^\d{2}:\d{2}$")
    timezone: str = column("IANA time zone of the start time", clause="RDY-03")
    interval_days: int = column("Days between calls", clause="RDY-03", unit="days", gt=0)
    minutes: int = column("Length of a call", clause="RDY-03", unit="minutes", gt=0)
    leader: str = column("Who leads the discussion", clause="INF-04", isin=ORGANISATIONS)
    channel: str = column("How files travel between the two", clause="INF-03", isin=CHANNELS)


class Calls(Handoff):
    """The calls of the series, one row a date, with what became of each."""

    call_date: pl.Date = column("Date of the call", clause="RDY-03", unique=True)
    leader: str = column("Who leads the discussion", clause="INF-04", isin=ORGANISATIONS)
    minutes: int = column("Planned length", clause="RDY-03", unit="minutes", gt=0)
    state: str = column("What became of it", clause="INF-01", isin=CALL_STATES)
    moved_to: pl.Date = column("The new date of a moved call", clause="INF-01", nullable=True)
    reason: str = column("Why it was moved or cancelled", clause="INF-01", nullable=True)
