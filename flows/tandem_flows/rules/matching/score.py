"""What the agreements of a pair are worth in points, and the verdict on the pair by itself.

Here: the weights. Not here: the guards (`reasons`), the guideline's limits (parameters
`match_points_min`, `review_points_min`), nor the choice between pairs (`assign`).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from tandem_flows.rules.matching.agreement import Agreement, Agreements
from tandem_flows.rules.matching.reasons import (
    Reason,
    are_relatives,
    doubt,
    ground,
    is_namesake,
    shares_only_birth_date,
)

_SAME, _NICKNAME, _SWAPPED = Agreement.SAME, Agreement.NICKNAME, Agreement.SWAPPED
_SLIP, _NEAR, _PART = Agreement.SLIP, Agreement.NEAR, Agreement.PART
_INITIAL, _MISSING, _DIFFERENT = Agreement.INITIAL, Agreement.MISSING, Agreement.DIFFERENT

# Weights, not limits of the guideline: chosen on labelled lists (tests/benchmarks/matching.py) so
# that equal names and birth date pass alone, and anything weaker needs an address or a phone.
# What is not listed (a missing field above all) counts neither for nor against.
_POINTS: Mapping[str, Mapping[Agreement, int]] = {
    "first_name": {
        _SAME: 22,
        _NICKNAME: 18,
        _SWAPPED: 18,
        _SLIP: 17,
        _PART: 14,
        _INITIAL: 8,
        _DIFFERENT: -20,
    },
    "last_name": {_SAME: 22, _SWAPPED: 18, _SLIP: 17, _PART: 15, _DIFFERENT: -4},
    "birth_date": {_SAME: 34, _SWAPPED: 26, _SLIP: 16, _NEAR: 4, _DIFFERENT: -18},
    "member_id": {_SAME: 40, _SLIP: 15, _DIFFERENT: -12},
    "address": {_SAME: 14, _SLIP: 10, _DIFFERENT: -3},
    "phone": {_SAME: 14, _SLIP: 8, _DIFFERENT: -2},
    "zip_code": {_SAME: 6, _SLIP: 4, _DIFFERENT: -3},
    "city": {_SAME: 2, _SLIP: 1, _DIFFERENT: -1},
    "gender": {_SAME: 1, _DIFFERENT: -10},
}


@dataclass(frozen=True, slots=True)
class Limits:
    """The guideline's limits: points from which a pair is a match, and from which it is shown.

    Between short lists two people hardly share a birth date by chance; then it alone is shown.
    """

    match_min: float
    review_min: float
    is_birth_date_worth_a_look: bool = False


@dataclass(frozen=True, slots=True)
class Verdict:
    """The points of one pair, seen for itself, and the reason to match it or to look at it."""

    points: float
    reason: Reason
    is_certain: bool
    is_namesake: bool


def judge(pair: Agreements, limits: Limits) -> Verdict | None:
    """Weigh a pair; None when it is not worth showing.

    An equal member id is never too few points to be shown, nor, once confirmed, to be matched.
    """
    total: float = points(pair)
    doubted = doubt(pair)
    if pair.member_id is _SAME:
        total = max(total, limits.review_min if doubted else limits.match_min)
    if limits.is_birth_date_worth_a_look and shares_only_birth_date(pair):
        total = max(total, limits.review_min)
    if total < limits.review_min or are_relatives(pair):
        return None
    if doubted is None and total < limits.match_min:
        doubted = Reason.TOO_LITTLE_AGREES
    return Verdict(total, doubted or ground(pair), doubted is None, is_namesake(pair))


def points(pair: Agreements) -> int:
    """The sum of what each field's agreement is worth; below 0 and above 100 are possible."""
    return sum(worth(pair).values())


def worth(pair: Agreements) -> dict[str, int]:
    """What each field's agreement is worth in points, by field; a missing field is worth 0."""
    return {field: by.get(getattr(pair, field), 0) for field, by in _POINTS.items()}
