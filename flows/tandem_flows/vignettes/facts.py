"""The facts of a vignette: what the plan's records, the practice's list and both sides know.

Here: the form of the block `facts` of a vignette's file. Not here: what follows from them.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True)
class Patient:
    """Who the invented patient is."""

    first_name: str
    last_name: str
    born: date
    gender: str


@dataclass(frozen=True)
class Coverage:
    """A span of days under one level of coverage."""

    level: str
    since: date
    until: date


@dataclass(frozen=True)
class Visit:
    """`to` is `practice`, or the specialty of a clinician outside it."""

    day: date
    to: str
    diagnosis: str


@dataclass(frozen=True)
class Stay:
    """A stay in a hospital or a facility."""

    day: date
    until: date
    diagnosis: str


@dataclass(frozen=True)
class CaseManagement:
    """The plan's program in which the patient is, and who manages the case."""

    program: str
    case_manager: str
    phone: str


@dataclass(frozen=True)
class PlanFacts:
    """What the plan's records say; without a score the plan does not list the patient."""

    coverage: tuple[Coverage, ...]
    visits: tuple[Visit, ...]
    score: float | int | None = None
    ed_visits: tuple[date, ...] = ()
    ed_diagnosis: str = "R07.9"
    admissions: tuple[Stay, ...] = ()
    nursing_stays: tuple[Stay, ...] = ()
    prescriptions: tuple[str, ...] = ()
    case_management: CaseManagement | None = None
    needs: tuple[str, ...] = ()
    language: str = "English"
    substance_use_consent_on: date | None = None


@dataclass(frozen=True)
class PracticeFacts:
    """What the practice's list says; without a rank the practice does not list the patient."""

    rank: int | None = None
    urgent: bool = False
    last_visit_on: date | None = None
    pcp: str = "Dr. Odile Marsh"


@dataclass(frozen=True)
class Attempt:
    """One attempt of a side to reach the patient."""

    day: date
    side: str
    channel: str
    result: str
    place: str | None = None


@dataclass(frozen=True)
class Engagement:
    """How close each side rates the patient to plan and practice."""

    plan: str
    practice: str


@dataclass(frozen=True)
class Facts:
    """All that is known before the call."""

    patient: Patient
    plan: PlanFacts
    practice: PracticeFacts
    engagement: Engagement
    outreach: tuple[Attempt, ...] = ()
