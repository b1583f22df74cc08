"""The decision table as the site prints it, from the same rows that the rules read."""

from __future__ import annotations

from dataclasses import dataclass

from tandem_flows.marks import implements
from tandem_flows.rules.continuum.kinds import AMOUNTS, BASE_WORDS, BASES, BY_NAME, KINDS, OVERLAPS
from tandem_flows.rules.continuum.limits import limits_of
from tandem_validators.guideline.values import Values


@dataclass(frozen=True)
class TableRow:
    """One kind in words: all of `suits` must hold, and of each of them any one entry.

    No entry in `suits` means that the kind suits everyone.
    """

    clause: str
    name: str
    title: str
    base: str
    suits: tuple[tuple[str, ...], ...]
    raised_by: tuple[str, ...]
    amounts: tuple[str, ...]
    overlaps: tuple[str, ...]


@implements("CON-12")
def decision_table(values: Values) -> tuple[TableRow, ...]:
    """Return one row a kind, from the closest to an ongoing relationship to the most general."""
    limits = limits_of(values)
    return tuple(
        TableRow(
            clause=kind.clause,
            name=kind.name,
            title=kind.title,
            base=BASE_WORDS[kind.base],
            suits=tuple(tuple(one.said(limits) for one in group) for group in kind.suits),
            raised_by=tuple(one.said(limits) for one in kind.raised_by),
            amounts=_amounts(*kind.amounts),
            overlaps=_overlaps(kind.name),
        )
        for kind in sorted(KINDS, key=lambda kind: BASES.index(kind.base))
    )


def _amounts(least: str, most: str) -> tuple[str, ...]:
    return AMOUNTS[AMOUNTS.index(least) : AMOUNTS.index(most) + 1]


def _overlaps(name: str) -> tuple[str, ...]:
    pairs = [pair for pair in OVERLAPS if name in pair]
    return tuple(BY_NAME[other].title for pair in pairs for other in pair if other != name)
