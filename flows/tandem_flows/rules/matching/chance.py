"""How often two different people agree by chance: the u-probabilities of a roster.

Here: pairs of rows spread evenly over a roster, without any draw, and what is counted in them. Not
here: how often the two rows of one person agree (`sameness`).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping

import polars as pl

from tandem_flows.rules.matching.agreement import Agreement, Agreements
from tandem_flows.rules.matching.candidates import Pair
from tandem_flows.rules.matching.compare import compare_people
from tandem_flows.rules.matching.normalise import normalised, people_of

Levels = Mapping[str, tuple[Agreement, ...]]
Shares = Mapping[str, Mapping[Agreement, float]]
MOST_CHANCE_PAIRS = 100_000
# Steps of the golden section come near no earlier step: the distances are spread evenly.
_GOLDEN_SECTION = 0.6180339887498949
# What was never seen is taken to be half as frequent as what was seen once.
_UNSEEN = 0.5


def chance_pairs(people: int, most: int = MOST_CHANCE_PAIRS) -> list[Pair]:
    """Pairs of two rows among `people` rows, each at most once, spread evenly over all."""
    distances = (people - 1) // 2
    rows = range(0, people, max(people // most, 1))
    wanted = min(distances, -(-most // max(len(rows), 1)))
    chosen = dict.fromkeys(
        1 + int(distances * (step * _GOLDEN_SECTION % 1.0)) for step in range(1, 4 * wanted + 1)
    )
    steps = list(chosen)[:wanted]
    pairs = ((row, (row + step) % people) for step in steps for row in rows)
    return [pair for pair, _ in zip(pairs, range(most), strict=False)]


def agreements_of(
    pairs: Iterable[Pair], left: pl.DataFrame, right: pl.DataFrame
) -> Iterator[Agreements]:
    """How each pair of rows agrees, in the order of the pairs."""
    rows = list(pairs)
    people = people_of(left, {row for row, _ in rows})
    others = people_of(right, {row for _, row in rows})
    for one, other in rows:
        yield compare_people(people[one], others[other])


def chance_shares(roster: pl.DataFrame, pairs: list[Pair], levels: Levels) -> Shares:
    """For every field the share of each agreement among pairs of two people of the roster."""
    counts: dict[str, Counter[Agreement]] = {name: Counter() for name in levels}
    for pair in agreements_of(pairs, roster, roster):
        for name, counted in counts.items():
            counted[getattr(pair, name)] += 1
    spelled = normalised(roster)
    return {
        name: _shares(counts[name], known, _equal_share(spelled[name]))
        for name, known in levels.items()
    }


def _shares(
    counted: Counter[Agreement], levels: tuple[Agreement, ...], equal: float
) -> dict[Agreement, float]:
    """The shares of a field's agreements; that of equal values is known for all pairs at once."""
    total = sum(counted[level] for level in levels)
    # "Mary Ann" and "Mary" count as the same too: then more is seen than equal values.
    same = max(equal, counted[Agreement.SAME] / max(total, 1))
    others = [level for level in levels if level is not Agreement.SAME]
    unseen = _UNSEEN * len(others)
    seen = total - counted[Agreement.SAME] + unseen
    # Where all live in one city nothing else is seen; yet no share is nothing.
    rest = max(1 - same, unseen / (total + 2 * unseen))
    shares = {level: (counted[level] + _UNSEEN) / seen * rest for level in others}
    return {level: 1 - rest if level is Agreement.SAME else shares[level] for level in levels}


def _equal_share(values: pl.Series) -> float:
    """The share of all pairs of two rows whose value is the same, missing values left out."""
    filled = values.drop_nulls()
    if filled.dtype == pl.String:
        filled = filled.filter(filled != "")
    pairs = filled.len() * (filled.len() - 1)
    each = filled.value_counts()["count"]
    equal = int((each * (each - 1)).sum())
    return (equal + _UNSEEN) / (pairs + 1)
