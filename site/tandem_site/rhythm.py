"""When in the rhythm of the work each step has its place: at the start, around the call, seldom."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from tandem_site.words import value_words
from tandem_validators.guideline.model import Parameter


@dataclass(frozen=True)
class Phase:
    """A part of the rhythm: its name, its title, and the words of its steps."""

    name: str
    title: str
    steps: tuple[str, ...]


_PHASES = (
    Phase("start", "At the start", ("ready", "identify")),
    Phase("before", "Before each call", ("share", "prework")),
    Phase("call", "The call", ("call",)),
    Phase("after", "After each call", ("summary",)),
    Phase("months", "Every {months}", ("tracking", "evaluation")),
)


def phases(parameters: Mapping[str, Parameter]) -> tuple[Phase, ...]:
    """Return the phases in the order of time, with the months that are in force."""
    months = value_words(parameters["tracking_report_months"])
    return tuple(
        Phase(phase.name, phase.title.format(months=months), phase.steps) for phase in _PHASES
    )
