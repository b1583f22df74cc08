"""How often the two rows of one person agree: the m-probabilities, by expectation maximisation.

Here: the model of Fellegi and Sunter on counted patterns, in the way of Winkler. Not here: how
often strangers agree (`chance`), nor which pairs are looked at (`training`).
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from math import exp, log

from tandem_flows.rules.matching.agreement import Agreement, Agreements
from tandem_flows.rules.matching.chance import Shares

Counts = Mapping[str, Mapping[Agreement, float]]
# What ships counts as much as this many pairs of one person: a rare agreement has few of its own.
WEIGHT_OF_SHIPPED = 10
_MOST_ROUNDS = 200
_SETTLED = 1e-5
_FIRST_GUESS = 0.5
_HIGHEST_SHARE = 1 - 1e-9
# Odds beyond this say nothing more, and no number overflows.
_MOST_LOG_ODDS = 500.0

_Pattern = tuple[Agreement, ...]


@dataclass(frozen=True)
class Session:
    """Pairs that share some fields by choice, as patterns of the `fields` that they do not."""

    fields: tuple[str, ...]
    patterns: Mapping[_Pattern, int]


@dataclass(frozen=True)
class Found:
    """How many pairs of one person a session holds, and how their fields agree."""

    same_pairs: float
    counts: Counts


def session(pairs: Iterable[Agreements], fields: tuple[str, ...]) -> Session:
    """Count the pairs by how their `fields` agree."""
    patterns = Counter(tuple(getattr(pair, name) for name in fields) for pair in pairs)
    return Session(fields, patterns)


def expected(
    looked_at: Session, chance: Shares, start: Shares, most_pairs: int, learned: Collection[str]
) -> Found:
    """Estimate which pairs are one person's, round by round, until nothing changes any more.

    `start` has the shares among pairs of one person to begin with; those of fields that are not to
    be `learned` stay. More than `most_pairs` of one person there cannot be.
    """
    share, same, found = _FIRST_GUESS, start, Found(0.0, {})
    total = sum(looked_at.patterns.values())
    for _ in range(_MOST_ROUNDS if total else 0):
        highest = min(most_pairs / total, _HIGHEST_SHARE)
        share = min(max(share, 1 - _HIGHEST_SHARE), highest)
        found = _expect(looked_at, share, same, chance)
        own = blended(found.counts, start)
        same = {name: own[name] if name in learned else start[name] for name in start}
        before, share = share, found.same_pairs / total
        if abs(min(share, highest) - before) < _SETTLED:
            break
    return found


def blended(counts: Counts, shipped: Shares) -> dict[str, dict[Agreement, float]]:
    """The share of each agreement among the counted pairs, with what ships as a few more pairs."""
    return {name: _blended(counts.get(name, {}), known) for name, known in shipped.items()}


def _blended(
    counted: Mapping[Agreement, float], shipped: Mapping[Agreement, float]
) -> dict[Agreement, float]:
    total = sum(counted.values()) + WEIGHT_OF_SHIPPED
    return {
        level: (counted.get(level, 0.0) + WEIGHT_OF_SHIPPED * share) / total
        for level, share in shipped.items()
    }


def _expect(looked_at: Session, share: float, same: Shares, chance: Shares) -> Found:
    """Count every pair as one person's to the degree that its pattern makes likely."""
    worth = {name: _worth(same[name], chance[name]) for name in looked_at.fields}
    prior = log(share / (1 - share))
    counts: dict[str, dict[Agreement, float]] = {name: defaultdict(float) for name in worth}
    pairs = 0.0
    for pattern, times in looked_at.patterns.items():
        by_field = dict(zip(looked_at.fields, pattern, strict=True))
        odds = prior + sum(worth[name].get(level, 0.0) for name, level in by_field.items())
        likely = times * _probability(odds)
        pairs += likely
        for name, level in by_field.items():
            if level in worth[name]:
                counts[name][level] += likely
    return Found(pairs, counts)


def _worth(
    same: Mapping[Agreement, float], chance: Mapping[Agreement, float]
) -> dict[Agreement, float]:
    """The logarithm of m over u; a difference, however rare on the larger list, proves nothing."""
    worth = {level: log(m / chance[level]) for level, m in same.items()}
    return worth | {Agreement.DIFFERENT: min(worth[Agreement.DIFFERENT], 0.0)}


def _probability(log_odds: float) -> float:
    return 1 / (1 + exp(-min(max(log_odds, -_MOST_LOG_ODDS), _MOST_LOG_ODDS)))
