"""Which kinds suit one patient: a ranked set with reasons, never one verdict.

Page: Continuum, "Which kinds suit". A criterion that cannot be answered leaves its kind open.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

from tandem_flows.marks import implements
from tandem_flows.rules.continuum.criteria import Criterion
from tandem_flows.rules.continuum.facts import Facts
from tandem_flows.rules.continuum.kinds import AMOUNTS, BASES, KINDS, OVERLAPS, SIGNS, Kind
from tandem_flows.rules.continuum.limits import Limits

SUITS, OPEN = "suits", "not_known"


@dataclass(frozen=True)
class Suited:
    """One kind for one patient: codes of the criteria met and not known, overlaps, amount.

    `rank` and `amount` are empty while `fit` is not known. `is_raised` tells of a lifted rank.
    """

    kind: Kind
    fit: str
    met: tuple[str, ...]
    unknown: tuple[str, ...]
    rank: int | None = None
    is_raised: bool = False
    overlap: tuple[str, ...] = ()
    amount: str | None = None


@implements(
    "CON-01", "CON-02", "CON-03", "CON-04", "CON-05", "CON-06", "CON-07", "CON-08", "CON-09",
    "CON-10",
)  # fmt: skip
def suited_kinds(facts: Facts, limits: Limits) -> tuple[Suited, ...]:
    """Return the kinds that suit, ranked, then those that may suit once more is known."""
    looked_at = [_looked_at(kind, facts, limits) for kind in KINDS]
    ranked = _ranked([found for found in looked_at if found and found.fit == SUITS])
    names = {found.kind.name for found in ranked}
    suited = [
        replace(
            found,
            overlap=_overlap(found.kind, names, facts),
            amount=amount_of(found.kind, facts, limits),
        )
        for found in ranked
    ]
    return (*suited, *(found for found in looked_at if found and found.fit == OPEN))


def _looked_at(kind: Kind, facts: Facts, limits: Limits) -> Suited | None:
    """Return how the kind fits, or nothing where a group of its criteria is plainly not met."""
    met: list[str] = []
    unknown: list[str] = []
    is_open = False
    for group in kind.suits:
        answers = {criterion.code: criterion.answer(facts, limits) for criterion in group}
        met += [code for code, answer in answers.items() if answer]
        unknown += [code for code, answer in answers.items() if answer is None]
        if not any(answers.values()):
            if None not in answers.values():
                return None
            is_open = True
    raised = _met(kind.raised_by, facts, limits)
    fit = OPEN if is_open else SUITS
    return Suited(kind, fit, (*met, *raised), tuple(unknown), is_raised=bool(raised))


@implements("CON-11")
def _ranked(suited: list[Suited]) -> list[Suited]:
    """Rank by closeness to an ongoing relationship; among equals the raised ones, then as listed.

    How sure or how many the reasons are does not move a kind away from the patient's own practice.
    """
    ordered = sorted(suited, key=lambda found: (_closeness(found), not found.is_raised))
    return [replace(found, rank=rank) for rank, found in enumerate(ordered, start=1)]


def _closeness(found: Suited) -> int:
    return BASES.index(found.kind.raised_to if found.is_raised else found.kind.base)


@implements("CON-12")
def amount_of(kind: Kind, facts: Facts, limits: Limits) -> str:
    """Return how much service the known signs call for, within what the kind gives."""
    signs = len(_met(SIGNS, facts, limits))
    level = (signs >= limits.regular_signs) + (signs >= limits.intensive_signs)
    least, most = (AMOUNTS.index(amount) for amount in kind.amounts)
    return AMOUNTS[min(max(level, least), most)]


@implements("CON-12")
def _overlap(kind: Kind, suited: set[str], facts: Facts) -> tuple[str, ...]:
    """Return what the kind may duplicate: services in place first, then other kinds that suit."""
    in_place = {"plan": facts.plan_services, "practice": facts.practice_services}
    services = [f"{side}_service_in_place" for side in kind.duplicates if in_place[side]]
    pairs = [pair for pair in OVERLAPS if kind.name in pair]
    others = [name for pair in pairs for name in pair if name != kind.name and name in suited]
    return (*services, *others)


@implements("CON-12")
def is_duplicated(facts: Facts) -> bool | None:
    """Return whether care management services in place may duplicate each other.

    None where it is not known which services are in place and those known are not enough to tell.
    """
    known = [facts.plan_services, facts.practice_services]
    if sum(count or 0 for count in known) > 1:
        return True
    return None if None in known else False


def _met(criteria: tuple[Criterion, ...], facts: Facts, limits: Limits) -> tuple[str, ...]:
    return tuple(c.code for c in criteria if c.answer(facts, limits))
