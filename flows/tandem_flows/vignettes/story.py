"""A vignette as its file states it: facts, what follows from them, what people decided.

Here: the form of the files and their reading. Not here: how a vignette is run (`thread`).
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from pathlib import Path

from tandem_flows.vignettes.facts import Facts
from tandem_flows.vignettes.strict import read_block
from tandem_validators.guideline.folder import guideline_folder

NOT_STATED = "not_stated"
FOLDER = "vignettes"


@dataclass(frozen=True)
class FromFacts:
    """What must follow from the facts before anybody decides; `none` means: no suggestion."""

    membership: str
    tier: str
    tier_clause: str
    suggested_lead: str
    suggested_clause: str
    reason: tuple[str, ...]
    background_shows: tuple[str, ...] = ()
    background_withholds: tuple[str, ...] = ()


@dataclass(frozen=True)
class NextStep:
    """A next step that people set: what, by whom, by when, and when its answer is reported."""

    side: str
    owner: str
    what: str
    need: str
    due_on: date
    report_back_on: date
    kind: str = "next_step"


@dataclass(frozen=True)
class Service:
    """A service that a side gives, offers or is asked for, and the answer."""

    side: str
    program: str
    kind: str
    answer: str | None = None


@dataclass(frozen=True)
class Decisions:
    """What the source says people decided; a lead only where it names one."""

    goal: str
    lead: str
    tasks: tuple[NextStep, ...]
    services: tuple[Service, ...] = ()


@dataclass(frozen=True)
class Script:
    """What the source leaves open and people have to record to finish a case (reading 26)."""

    outcome: str
    rationale: str
    point_of_contact: str
    next_update_on: date
    goal_measure: str
    goal_target_on: date
    lead: str | None = None


@dataclass(frozen=True)
class FollowUp:
    """The answer to one of the next steps (counted from 1), given before the next call."""

    step: int
    done_on: date
    result: str


@dataclass(frozen=True)
class After:
    """What must stand after the call; steps_that_follow are kinds no one had to write down."""

    state: str
    owner_side: str
    next_on: date
    plan_case: str
    steps_that_follow: tuple[str, ...]
    reports_due: tuple[date, ...]
    summary: tuple[str, ...]


@dataclass(frozen=True)
class Removal:
    """A required answer to take out of the call's sheet; `row` takes the patient's whole rows."""

    tab: str
    answer: str
    refusal: tuple[str, ...]


@dataclass(frozen=True)
class Vignette:
    """One vignette of the source, run on the call with the number `call`."""

    name: str
    source: str
    clauses: tuple[str, ...]
    story: str
    filled_in: str
    call: int
    facts: Facts
    expect_from_facts: FromFacts
    decisions: Decisions
    script: Script
    expect_after: After
    remove: Removal
    follow_up: FollowUp | None = None

    @property
    def lead(self) -> str:
        """Who leads: as the source has it, else as the file's script has it."""
        return self.decisions.lead if self.is_lead_of_source else str(self.script.lead)

    @property
    def is_lead_of_source(self) -> bool:
        """Whether the source names who leads."""
        return self.decisions.lead != NOT_STATED

    @property
    def full_name(self) -> str:
        """The invented patient's name."""
        return f"{self.facts.patient.first_name} {self.facts.patient.last_name}"


def read_vignettes() -> dict[str, Vignette]:
    """Return every vignette of the guideline by the name of its file."""
    paths = sorted((guideline_folder() / FOLDER).glob("vig-*.yaml"))
    return {path.stem: read_vignette(path) for path in paths}


def read_vignette(path: Path) -> Vignette:
    """Return one vignette; raise GuidelineRefused naming file, key and remedy."""
    return read_block(Vignette, path.read_text(encoding="utf-8"), path.name)
