"""What a partnership states of itself before it begins: support from above, answers, training.

People state it in `profile.yaml`; here is what is still open. Nothing is refused: a partnership may
begin with something open, and that is recorded.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from tandem_flows.marks import implements

QUESTIONS: Mapping[str, str] = {
    "practice_care_management": "The practice has care managers with time and skill for this.",
    "project_manager_level": "The plan's project manager works at the level of a manager.",
    "project_manager_access": "The project manager can use the provider database and the "
    "predictive model, and knows the plan's programs.",
}
_OF_PRACTICE = ("practice_care_management",)
_OF_PROJECT_MANAGER = ("project_manager_level", "project_manager_access")


@dataclass(frozen=True)
class SignOff:
    """That a leader of the plan stands behind the process: a team member's id and the day."""

    person: str
    signed_on: date


@dataclass(frozen=True)
class Answer:
    """One question of QUESTIONS, answered yes or no on a day."""

    question: str
    is_yes: bool
    answered_on: date


@dataclass(frozen=True)
class Training:
    """One training that the plan gave the practice's care managers: about what, when, to whom."""

    topic: str
    held_on: date
    people: tuple[str, ...]


@dataclass(frozen=True)
class Readiness:
    """All that a partnership states of itself."""

    sponsor: SignOff | None = None
    answers: tuple[Answer, ...] = ()
    trainings: tuple[Training, ...] = ()


@implements("LES-08", "TRN-01", "TRN-02", "ROL-05")
def open_points(stated: Readiness, as_of: date) -> dict[str, int]:
    """Return how often each departure is open on `as_of`, by its code; zero where it is not."""
    signed = stated.sponsor is not None and stated.sponsor.signed_on <= as_of
    confirmed = {a.question for a in stated.answers if a.is_yes and a.answered_on <= as_of}
    trained = any(training.held_on <= as_of for training in stated.trainings)
    return {
        "sponsor_missing": int(not signed),
        "practice_not_ready": len(set(_OF_PRACTICE) - confirmed),
        "project_manager_unconfirmed": len(set(_OF_PROJECT_MANAGER) - confirmed),
        "training_missing": int(not trained),
    }
