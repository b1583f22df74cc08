"""What the sample makes sure of among each list practice's highest scores.

Chance alone might leave a practice without a patient whom nobody has seen, or whose records may
not be shared. The plan's list is computed here only to place such patients; the process computes
its own.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date

from tandem_flows.sample.clinical import CONDITIONS, SUBSTANCE_USE, Condition
from tandem_flows.sample.coverage import Coverage
from tandem_flows.sample.facts import AS_OF, DATA_FROM, DATA_TO, LIST_ROWS, PRACTICES
from tandem_flows.sample.members import (
    ADMITTED_RECENTLY,
    ED_ONLY,
    LAPSED_OVER_12,
    LAPSED_OVER_18,
    REGULAR,
    Consent,
    Member,
)


def highest_scores(members: Sequence[Member], practice_id: str) -> list[Member]:
    """The practice's covered, living, scored members by falling score, as many as a list holds."""
    eligible = [
        m
        for m in members
        if m.practice_id == practice_id
        and m.score is not None
        and m.coverage.covers(AS_OF)
        and m.coverage.is_alive_on(AS_OF)
    ]
    return sorted(eligible, key=lambda m: (-(m.score or 0.0), m.person.person_id))[:LIST_ROWS]


def with_traits(members: list[Member]) -> list[Member]:
    """The members, with each trait given to one adult at a fixed place of each practice's top."""
    changed: dict[str, Member] = {}
    for practice_id in PRACTICES:
        adults = [m for m in highest_scores(members, practice_id) if m.is_adult]
        for place, change in TRAITS.items():
            member = change(adults[place])
            changed[member.person.person_id] = member
    return [changed.get(m.person.person_id, m) for m in members]


def _cares(care: str) -> Callable[[Member], Member]:
    """A way of care, with coverage long enough to show it."""
    return lambda member: replace(
        member, care=care, coverage=Coverage(DATA_FROM, DATA_TO), conditions=_at_least_two(member)
    )


def _at_least_two(member: Member) -> tuple[Condition, ...]:
    missing = max(0, 2 - len(member.conditions))
    return (*member.conditions, *[c for c in CONDITIONS if c not in member.conditions][:missing])


def _uses_substances(consent: Consent | None) -> Callable[[Member], Member]:
    """A substance use diagnosis, with or without consent to share its records."""

    def change(member: Member) -> Member:
        others = tuple(c for c in member.conditions if not c.is_substance_use)
        conditions = (SUBSTANCE_USE[len(others) % 2], *others)
        coverage = Coverage(DATA_FROM, DATA_TO)
        return replace(
            member, conditions=conditions, consent=consent, care=REGULAR, coverage=coverage
        )

    return change


def _loses_coverage(member: Member) -> Member:
    return replace(member, coverage=Coverage(DATA_FROM, date(2026, 2, 28)))


def _dies(member: Member) -> Member:
    coverage = Coverage(DATA_FROM, date(2026, 2, 28), died_on=date(2026, 2, 6))
    return replace(member, coverage=coverage)


TRAITS: dict[int, Callable[[Member], Member]] = {
    1: _cares(ADMITTED_RECENTLY),
    3: _cares(LAPSED_OVER_12),
    5: _uses_substances(Consent(date(2025, 3, 14), None)),
    7: _cares(LAPSED_OVER_18),
    9: _cares(ED_ONLY),
    11: _loses_coverage,
    13: _uses_substances(None),
    15: _dies,
    17: _cares(LAPSED_OVER_12),
    19: _uses_substances(Consent(date(2024, 9, 2), date(2025, 11, 20))),
    21: _cares(ED_ONLY),
}
