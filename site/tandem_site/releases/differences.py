"""What differs between two versions: clauses, parameters, handoffs, steps, and lost evidence.

Only says that something differs, and in what. Why it does is the editor's word, in `changes`.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Mapping
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

from tandem_site.described import DescribedHandoff
from tandem_site.evidence import Evidence
from tandem_site.marks import Mark
from tandem_site.releases.manifest import Manifest
from tandem_site.releases.step_graph import KeptStep
from tandem_validators.guideline.model import Clause, Parameter

Thing = TypeVar("Thing")


@dataclass(frozen=True)
class Difference(Generic[Thing]):
    """One thing that is not as it was; `was` is None of a new one, `now` of a withdrawn one."""

    sort: str
    name: str
    was: Thing | None
    now: Thing | None

    @property
    def shown(self) -> Thing:
        """The later one, or the earlier one of what is withdrawn."""
        either = self.now if self.now is not None else self.was
        if either is None:
            raise ValueError(f"{self.name} is in neither version")
        return either

    @property
    def is_new(self) -> bool:
        """Whether the earlier version does not have it."""
        return self.was is None

    @property
    def is_withdrawn(self) -> bool:
        """Whether the later version does not have it any more."""
        return self.now is None


@dataclass(frozen=True)
class LostLink:
    """A function or test that stood behind a clause and does not any more."""

    clause: str
    name: str


@dataclass(frozen=True)
class Differences:
    """All that differs between two versions."""

    clauses: tuple[Difference[Clause], ...]
    parameters: tuple[Difference[Parameter], ...]
    handoffs: tuple[Difference[DescribedHandoff], ...]
    steps: tuple[Difference[KeptStep], ...]
    lost: tuple[LostLink, ...]

    @property
    def named(self) -> list[Difference[Any]]:
        """Everything that the editor gives a kind and a reason, but for lost links."""
        return [*self.clauses, *self.parameters, *self.handoffs, *self.steps]


def differences(was: Manifest, now: Manifest) -> Differences:
    """Return what differs from one version to a later one."""
    return Differences(
        clauses=_differing("clauses", was.clauses, now.clauses, _said),
        parameters=_differing("parameters", was.parameters, now.parameters, _stated),
        handoffs=_differing("handoffs", was.handoffs, now.handoffs, _shape),
        steps=_differing("steps", was.steps, now.steps, _passes),
        lost=_lost(was, now),
    )


def _differing(
    sort: str,
    was: Mapping[str, Thing],
    now: Mapping[str, Thing],
    shown: Callable[[Thing], Hashable],
) -> tuple[Difference[Thing], ...]:
    names = [*now, *(name for name in was if name not in now)]
    found = (Difference(sort, name, was.get(name), now.get(name)) for name in names)
    return tuple(
        difference
        for difference in found
        if difference.was is None
        or difference.now is None
        or shown(difference.was) != shown(difference.now)
    )


def _said(clause: Clause) -> Hashable:
    """A value that moved in a sentence is a difference of its parameter, so the template counts."""
    return clause.template, clause.strength, clause.kind, clause.actor, clause.source, clause.page


def _stated(parameter: Parameter) -> Hashable:
    limits = (parameter.minimum, parameter.maximum, parameter.options)
    words = (parameter.unit, parameter.origin, parameter.source, parameter.meaning)
    return type(parameter.value), parameter.value, limits, words


def _shape(spec: DescribedHandoff) -> Hashable:
    way = (spec.meaning, spec.step, spec.scope, spec.sender, spec.receiver)
    return way, frozenset(spec.columns)


def _passes(step: KeptStep) -> Hashable:
    return step.word, step.title, frozenset(step.reads), frozenset(step.writes)


def _lost(was: Manifest, now: Manifest) -> tuple[LostLink, ...]:
    """Return the links that are gone; a function that only moved to another file is not."""
    return tuple(
        LostLink(clause, name)
        for clause, behind in was.evidence.items()
        if clause in now.clauses
        for name in sorted(_names(behind) - _names(now.evidence[clause]))
    )


def _names(behind: Evidence) -> set[str]:
    tests = {_label(proof.mark) for proof in behind.proofs}
    return {_label(mark) for mark in behind.code} | tests


def _label(mark: Mark) -> str:
    return mark.name or mark.file
