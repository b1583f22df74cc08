"""Learning the weights of matching from an organisation's own lists.

Here: what is counted, in which order, and when it is too little. Not here: the counting (`chance`,
`sameness`), the scale and its bounds (`scale`), which pairs (`rosters`), nor any file.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

import polars as pl

from tandem_flows.rules.matching.agreement import Agreement
from tandem_flows.rules.matching.chance import (
    Shares,
    agreements_of,
    chance_pairs,
    chance_shares,
)
from tandem_flows.rules.matching.rosters import Rosters, rosters_of
from tandem_flows.rules.matching.sameness import (
    Counts,
    Session,
    blended,
    expected,
    session,
)
from tandem_flows.rules.matching.scale import shares_that_ship, weights_from
from tandem_flows.rules.matching.weights import Weights, shipped_weights
from tandem_validators.errors import InputRefused, Problem

# Fewer pairs of two people say too little about chance, fewer of one person about slips.
FEWEST_CHANCE_PAIRS = 10_000
FEWEST_SAME_PAIRS = 50
# Pairs are looked at by what they share: what they share by choice is not learned there.
_BIRTH_DATE, _NAMES = ("birth_date",), ("first_name", "last_name")
# Two people of one first name have one gender too: there it proves nothing.
_FOLLOWS_FROM_NAME = "gender"


@dataclass(frozen=True)
class _Same:
    """Pairs of one person (estimated), how their fields agree, and how many were compared."""

    pairs: int
    counts: Counts
    compared: int


def train(
    left: pl.DataFrame,
    right: pl.DataFrame | None,
    labelled: pl.DataFrame | None,
    made_on: date,
) -> Weights:
    """Learn weights from two lists of persons, or from one that holds people twice.

    The lists are as in `match_people`. How often two people agree by chance is counted in the
    larger one; how often two rows of one person agree is estimated from pairs of both, with the
    pairs that people confirmed or refused (`labelled`: left_id, right_id, is_same). The guards
    hold whatever comes out. Raises InputRefused for lists that are unusable or hold too little.
    """
    rosters = rosters_of(left, right, labelled)
    shipped = shipped_weights()
    levels = {name: tuple(by) for name, by in shipped.by_field.items()}
    strangers = chance_pairs(rosters.larger.height)
    _refuse_few_strangers(len(strangers))
    chance = chance_shares(rosters.larger, strangers, levels)
    same = _same(rosters, chance, shares_that_ship(shipped, chance))
    _refuse_few_same(same.pairs)
    numbers = _numbers(rosters) | {
        "chance_pairs": len(strangers),
        "compared_pairs": same.compared,
        "same_pairs": same.pairs,
    }
    return weights_from(same.counts, chance, made_on, numbers)


def _same(rosters: Rosters, chance: Shares, shipped: Shares) -> _Same:
    """Learn from pairs of one birth date, then, with what they tell, from pairs of one name."""
    every = tuple(chance)
    born_alike, compared = _session(rosters, _BIRTH_DATE, every)
    first = expected(born_alike, chance, shipped, rosters.most_same_pairs, born_alike.fields)
    named_alike, more = _session(rosters, _NAMES, (n for n in every if n != _FOLLOWS_FROM_NAME))
    start = blended(first.counts, shipped)
    then = expected(named_alike, chance, start, rosters.most_same_pairs, _BIRTH_DATE)
    counts = {name: dict(by) for name, by in first.counts.items()}
    counts |= {name: dict(then.counts.get(name, {})) for name in _BIRTH_DATE}
    confirmed = [pair for pair, is_same in rosters.answers.items() if is_same]
    return _Same(
        round(max(first.same_pairs, then.same_pairs)) + len(confirmed),
        _added(counts, _confirmed_counts(rosters, confirmed, chance)),
        compared + more + len(rosters.answers),
    )


def _session(
    rosters: Rosters, shared: tuple[str, ...], fields: Iterable[str]
) -> tuple[Session, int]:
    """The pairs that share some fields by choice, by how the others agree; and how many."""
    pairs = rosters.sharing(shared)
    others = tuple(name for name in fields if name not in shared)
    return session(agreements_of(pairs, rosters.left, rosters.right), others), len(pairs)


def _confirmed_counts(rosters: Rosters, confirmed: list[tuple[int, int]], chance: Shares) -> Counts:
    counts: dict[str, Counter[Agreement]] = {name: Counter() for name in chance}
    for agreements in agreements_of(confirmed, rosters.left, rosters.right):
        for name, known in chance.items():
            level = getattr(agreements, name)
            counts[name].update([level] if level in known else [])
    return counts


def _added(counts: Counts, more: Counts) -> Counts:
    return {
        name: {
            level: counts.get(name, {}).get(level, 0.0) + more[name].get(level, 0.0)
            for level in {**counts.get(name, {}), **more[name]}
        }
        for name in more
    }


def _numbers(rosters: Rosters) -> dict[str, int]:
    answered = Counter(rosters.answers.values())
    return {
        "left_rows": rosters.left.height,
        "right_rows": 0 if rosters.is_one else rosters.right.height,
        "confirmed_pairs": answered[True],
        "refused_pairs": answered[False],
    }


def _refuse_few_strangers(found: int) -> None:
    if found < FEWEST_CHANCE_PAIRS:
        what = f"holds {found} pairs of two people, and {FEWEST_CHANCE_PAIRS} are needed to learn"
        remedy = "Give a longer list, or use the weights that ship."
        raise InputRefused(Problem("the larger list", what, remedy))


def _refuse_few_same(found: int) -> None:
    if found < FEWEST_SAME_PAIRS:
        what = f"hold about {found} pairs of one person, and {FEWEST_SAME_PAIRS} are needed"
        remedy = (
            "Give a second list of the same patients, or pairs that people confirmed; "
            "until then use the weights that ship."
        )
        raise InputRefused(Problem("the lists", what, remedy))
