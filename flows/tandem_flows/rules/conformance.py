"""The conformance statement: where an organisation differs from the guideline, and why.

It falls out of the profile: own values and waivers, each in force from a day. Nothing is judged.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Protocol

from tandem_flows.marks import implements
from tandem_validators.errors import GuidelineRefused, Problem
from tandem_validators.guideline.model import Guideline, Value
from tandem_validators.guideline.values import OwnValue


class Waived(Protocol):
    """A clause the organisation does not follow, since when and why; as the profile states it."""

    @property
    def clause(self) -> str:
        """The clause."""

    @property
    def since(self) -> date:
        """The first day."""

    @property
    def reason(self) -> str:
        """Why."""


@dataclass(frozen=True)
class Departure:
    """One thing an organisation does in its own way: an own value or a clause it waives."""

    what: str
    clauses: tuple[str, ...]
    guideline_value: Value | None
    own_value: Value | None
    since: date
    reason: str


@implements("SCP-02")
def conformance(
    guideline: Guideline,
    own_values: Sequence[OwnValue],
    waived: Sequence[Waived],
    as_of: date,
) -> tuple[Departure, ...]:
    """Return every departure in force on `as_of`, own values first, each with its reason.

    Of several own values of one parameter the latest counts; one that equals the guideline's is
    no departure. Raises GuidelineRefused when a waived clause is none of the guideline's.
    """
    _refuse_unknown(guideline, waived)
    latest: dict[str, OwnValue] = {}
    for value in sorted(own_values, key=lambda item: item.since):
        if value.since <= as_of:
            latest[value.parameter] = value
    changed = [_of_value(guideline, value) for name, value in sorted(latest.items())]
    in_force = sorted((w for w in waived if w.since <= as_of), key=lambda item: item.clause)
    return (
        *(departure for departure in changed if departure.own_value != departure.guideline_value),
        *(Departure("waived", (w.clause,), None, None, w.since, w.reason) for w in in_force),
    )


def _of_value(guideline: Guideline, own: OwnValue) -> Departure:
    stated = guideline.parameters[own.parameter]
    return Departure(own.parameter, stated.clauses, stated.value, own.value, own.since, own.reason)


def _refuse_unknown(guideline: Guideline, waived: Sequence[Waived]) -> None:
    remedy = "Name a clause as its page does, for example SHR-03."
    what = "names a clause the guideline does not have"
    problems = [
        Problem(f"profile.yaml, waiver of {waiver.clause}", what, remedy)
        for waiver in waived
        if waiver.clause not in guideline.clauses
    ]
    if problems:
        raise GuidelineRefused(problems)
