"""Which of the judged pairs are matches, which a person must look at, and which are not shown.

Here: the choice between pairs that share a person. Not here: how a pair was judged (`score`).
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, replace

from tandem_flows.rules.matching.reasons import Reason
from tandem_flows.rules.matching.score import Verdict

# Two candidates this close cannot be told apart by points; a person can.
TIE_POINTS = 5
# Of several candidates to look at, one this far behind the best is noise.
NOISE_POINTS = 15


@dataclass(frozen=True, slots=True)
class Judged:
    """The numbers of a left and a right row, and the verdict on the two."""

    left: int
    right: int
    verdict: Verdict


def assign(pairs: Sequence[Judged]) -> list[Judged]:
    """The pairs worth showing; only a pair that no other comes near stays certain."""
    ranking = _Ranking(pairs)
    matches = [p for p in pairs if p.verdict.is_certain and ranking.lead(p) > TIE_POINTS]
    lefts, rights = {pair.left for pair in matches}, {pair.right for pair in matches}
    undecided = [
        pair
        for pair in pairs
        if (pair.left not in lefts and pair.right not in rights)
        # The same patient twice on one list: the second row is shown, not lost.
        or (pair.verdict.is_certain and not (pair.left in lefts and pair.right in rights))
    ]
    return matches + _worth_a_look(undecided)


def _worth_a_look(pairs: Sequence[Judged]) -> list[Judged]:
    """The undecided pairs near the best of both their people."""
    ranking = _Ranking(pairs)
    return [
        _for_review(pair)
        for pair in pairs
        # One of several namesakes in a large membership tells nobody anything.
        if ranking.lead(pair) > (TIE_POINTS if pair.verdict.is_namesake else -NOISE_POINTS)
    ]


def _for_review(pair: Judged) -> Judged:
    if not pair.verdict.is_certain:
        return pair
    rivalled = replace(pair.verdict, is_certain=False, reason=Reason.SEVERAL_CANDIDATES)
    return replace(pair, verdict=rivalled)


class _Ranking:
    """The points of all pairs by person, best first."""

    def __init__(self, pairs: Sequence[Judged]) -> None:
        self._by_left: dict[int, list[float]] = defaultdict(list)
        self._by_right: dict[int, list[float]] = defaultdict(list)
        for pair in sorted(pairs, key=lambda pair: -pair.verdict.points):
            self._by_left[pair.left].append(pair.verdict.points)
            self._by_right[pair.right].append(pair.verdict.points)

    def lead(self, pair: Judged) -> float:
        """The points by which `pair` leads its nearest rival (negative: it trails the best)."""
        points = pair.verdict.points
        ranked = (self._by_left[pair.left], self._by_right[pair.right])
        return min(_lead(points, among) for among in ranked)


def _lead(points: float, ranked: Sequence[float]) -> float:
    best, *others = ranked
    if points < best:
        return points - best
    return points - others[0] if others else float("inf")
