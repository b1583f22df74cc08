"""From shares to points: the scale of learned weights, and what is too rare to be learned.

Here: what the learned shares are worth beside the guideline's limits. Not here: the counting, nor
the bounds that points keep (`bounds`).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from math import log2

from tandem_flows.rules.matching.agreement import Agreement
from tandem_flows.rules.matching.bounds import Points, bounded, damped
from tandem_flows.rules.matching.chance import Shares
from tandem_flows.rules.matching.sameness import Counts, blended
from tandem_flows.rules.matching.weights import ANCHOR, HOME, Weights, Worth, shipped_weights
from tandem_validators.errors import InputRefused, Problem

# A field that fewer pairs of one person fill in keeps the weights that ship.
FEWEST_PAIRS_OF_A_FIELD = 50
# An agreement that fewer pairs showed, or would show by the weights that ship, keeps those.
FEWEST_PAIRS_OF_AN_AGREEMENT = 5
# With less, equal names and birth date are no sign of one person: a list of one name, or one day.
FEWEST_BITS = 15
LEARNED = "Learned from an organisation's own lists by `tandem weights`."
_DIGITS = 4


def shares_that_ship(shipped: Weights, chance: Shares) -> Shares:
    """The shares among pairs of one person that would give the weights that ship."""
    return {name: _shares_of(name, shipped, known) for name, known in chance.items()}


def _shares_of(
    name: str, shipped: Weights, chance: Mapping[Agreement, float]
) -> dict[Agreement, float]:
    odds = {level: u * 2 ** shipped.bits(name, level) for level, u in chance.items()}
    total = sum(odds.values())
    return {level: value / total for level, value in odds.items()}


def weights_from(
    counts: Counts, chance: Shares, made_on: date, numbers: Mapping[str, int]
) -> Weights:
    """The weights of counted agreements, on the scale of those that ship.

    Raises InputRefused where names or birth dates were too few to learn from, or are all alike.
    """
    shipped = shipped_weights()
    learned = [name for name in chance if _pairs(counts, name) >= FEWEST_PAIRS_OF_A_FIELD]
    _refuse_unlearned(counts, learned)
    expected = shares_that_ship(shipped, chance)
    same = blended(counts, expected)
    bits = {name: _bits(same[name], chance[name]) for name in learned}
    scale = shipped.anchor_points / _anchor_bits(bits)
    points = {name: bounded(by, scale) for name, by in bits.items()}
    points |= damped({name: points[name] for name in HOME if name in points}, shipped)
    shares = _Learned(counts, expected, same, chance)
    by_field = {
        name: shares.worths(name, points[name], by) if name in points else by
        for name, by in shipped.by_field.items()
    }
    return Weights(LEARNED, made_on, round(scale, _DIGITS), by_field, numbers)


@dataclass(frozen=True)
class _Learned:
    """What was counted, what the weights that ship made expect, and the shares that follow."""

    counts: Counts
    expected: Shares
    same: Shares
    chance: Shares

    def worths(
        self, name: str, points: Points, shipped: Mapping[Agreement, Worth]
    ) -> dict[Agreement, Worth]:
        """The worth of a field's agreements; what is too rare to learn keeps what ships."""
        most = points[Agreement.SAME]
        return {
            level: Worth(min(worth.points, most))
            if self._is_rare(name, level)
            else Worth(
                points[level], _rounded(self.same[name][level]), _rounded(self.chance[name][level])
            )
            for level, worth in shipped.items()
        }

    def _is_rare(self, name: str, level: Agreement) -> bool:
        would_show = _pairs(self.counts, name) * self.expected[name][level]
        showed = self.counts[name].get(level, 0.0)
        return max(would_show, showed) < FEWEST_PAIRS_OF_AN_AGREEMENT


def _pairs(counts: Counts, name: str) -> float:
    return sum(counts.get(name, {}).values())


def _refuse_unlearned(counts: Counts, learned: list[str]) -> None:
    what = "is filled in by {} pairs of one person, and {} are needed to learn from"
    remedy = "Give lists in which more patients have it."
    problems = [
        Problem(
            f"column {name}",
            what.format(round(_pairs(counts, name)), FEWEST_PAIRS_OF_A_FIELD),
            remedy,
        )
        for name in ANCHOR
        if name not in learned
    ]
    if problems:
        raise InputRefused(problems)


def _bits(
    same: Mapping[Agreement, float], chance: Mapping[Agreement, float]
) -> dict[Agreement, float]:
    return {level: log2(m / chance[level]) for level, m in same.items()}


def _anchor_bits(bits: Mapping[str, Mapping[Agreement, float]]) -> float:
    """What equal names and birth date weigh; the limits are set against it."""
    found = sum(bits[name][Agreement.SAME] for name in ANCHOR)
    if found < FEWEST_BITS:
        what = "hardly tell two people of these lists apart"
        remedy = "Check that the columns hold each patient's own names and birth date."
        raise InputRefused(Problem("columns first_name, last_name, birth_date", what, remedy))
    return found


def _rounded(share: float) -> float:
    return float(f"{share:.{_DIGITS}g}")
