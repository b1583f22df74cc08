"""Handoffs of pre-work: what each side found out and recommends before the call."""

from __future__ import annotations

import polars as pl

from tandem_validators.handoffs.column import ORGANISATIONS, Handoff, column

RISK_LEVELS = ["low", "moderate", "high", "very_high"]
ENGAGEMENT = ["none", "some", "high"]
LEADS = ["plan", "practice", "joint"]
SHEET_KINDS = ["prework_plan", "prework_practice", "call", "follow_up"]
CARE_KINDS = [
    "practice_care_manager",
    "bh_practice_care_manager",
    "shared_care",
    "bh_support_in_primary_care",
    "medical_management_in_bh",
    "population_management",
    "high_risk_team",
    "community_team",
    "transition_support",
    "payer_intensive_program",
]
FITS = ["suits", "not_known"]
AMOUNTS = ["light", "regular", "intensive"]
# The goals that the patient stories share: words to begin with, never the only ones allowed.
SHARED_GOALS = [
    "Manage the long-term condition, with care in time",
    "Stay well enough for the transplant",
    "Take more part in decisions about care",
    "Get as much of the needed care and medicine as possible",
    "Be safe at home after the discharge",
    "Be connected with substance use services",
]
NEED_CATEGORIES = ["clinical", "insurance", "logistical", "social", "education"]


class Prework(Handoff):
    """One side's research on each patient of the call."""

    call_date: pl.Date = column("Date of the call", clause="PRE-01")
    case_id: str = column("Case", clause="PRE-01")
    organisation: str = column("Which side", clause="PRE-01", isin=ORGANISATIONS)
    still_patient: bool = column("Still the practice's patient", clause="PRE-02", nullable=True)
    still_covered: bool = column("Still covered by the plan", clause="PRE-02", nullable=True)
    last_seen_any_on: pl.Date = column(
        "Last seen by any provider", clause="MEM-02", phi=True, nullable=True
    )
    last_seen_practice_on: pl.Date = column(
        "Last seen by the practice", clause="MEM-02", phi=True, nullable=True
    )
    risk_level: str = column("Level of risk", clause="PRE-03", nullable=True, isin=RISK_LEVELS)
    risk_drivers: str = column("What drives the risk", clause="PRE-03", phi=True, nullable=True)
    gaps: str = column("Gaps in services and support", clause="PRE-04", phi=True, nullable=True)
    engagement_plan: str = column(
        "Connection to the plan", clause="PRE-06", nullable=True, isin=ENGAGEMENT
    )
    engagement_practice: str = column(
        "Connection to the practice", clause="PRE-06", nullable=True, isin=ENGAGEMENT
    )
    recommended_lead: str = column("Who should lead", clause="PRE-07", nullable=True, isin=LEADS)
    reason: str = column("Why", clause="PRE-07", phi=True, nullable=True)
    draft_goal: str = column("Draft goal", clause="PRE-10", phi=True, nullable=True)
    previous_actions: str = column(
        "What became of earlier action steps", clause="PRE-09", phi=True, nullable=True
    )
    identity_confirmed: bool = column("Same patient", clause="PRE-08", nullable=True)
    completed_on: pl.Date = column("When the side finished", clause="PRE-01", nullable=True)


class ServiceGaps(Handoff):
    """Each gap in services, its need category and who should close it."""

    call_date: pl.Date = column("Date of the call", clause="PRE-04")
    case_id: str = column("Case", clause="PRE-04")
    organisation: str = column("Which side found it", clause="PRE-04", isin=ORGANISATIONS)
    need: str = column("What is needed", clause="PRE-04", phi=True)
    need_category: str = column("Kind of need", clause="PRE-05", isin=NEED_CATEGORIES)
    owner_organisation: str = column("Who should close it", clause="PRE-04", isin=ORGANISATIONS)


class SentSheets(Handoff):
    """What a worksheet was made from, so that it is checked against that when it comes back."""

    call_date: pl.Date = column("Date of the call", clause="PRE-01")
    sheet_id: str = column("Id printed in the sheet", clause="PRE-01")
    kind: str = column("Kind of sheet", clause="PRE-01", isin=SHEET_KINDS)
    input: str = column("Name of the frame the sheet was made from", clause="PRE-01")
    content: str = column("The frame, as Arrow IPC in base64", clause="PRE-01", phi=True)


class Continuum(Handoff):
    """The kinds of care management that suit each patient, ranked; a suggestion, never a choice."""

    call_date: pl.Date = column("Date of the call", clause="CON-12")
    case_id: str = column("Case", clause="CON-12")
    kind: str = column("Kind of care management", clause="CON-12", phi=True, isin=CARE_KINDS)
    clause: str = column("The clause behind it", clause="CON-12", phi=True)
    fit: str = column("Suits, or not known yet", clause="CON-12", isin=FITS)
    rank: int = column(
        "Place, closest to an ongoing relationship first; empty while not known",
        clause="CON-11",
        nullable=True,
        ge=1,
    )
    criteria: str = column("Codes of the criteria that are met", clause="CON-12", phi=True)
    not_known: str = column("Codes of those that cannot be told", clause="CON-12", phi=True)
    overlap: str = column(
        "Services in place and other suited kinds with overlapping duties",
        clause="CON-12",
        phi=True,
    )
    is_duplication_possible: bool = column(
        "Whether services in place may duplicate each other; empty when not known",
        clause="CON-12",
        phi=True,
        nullable=True,
    )
    amount: str = column(
        "How much service; empty while not known", clause="CON-12", nullable=True, isin=AMOUNTS
    )
    note: str = column("Reasons and overlaps in words", clause="CON-12", phi=True)
