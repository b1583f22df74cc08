"""What the agreements of a pair are worth in points, and the verdict on the pair by itself.

Here: the sum. Not here: the weights (`weights`), the guards (`guards`), the guideline's limits
(parameters `match_points_min`, `review_points_min`), nor the choice between pairs (`assign`).
"""

from __future__ import annotations

from dataclasses import dataclass

from tandem_flows.rules.matching.agreement import Agreement, Agreements
from tandem_flows.rules.matching.apart import are_two_people
from tandem_flows.rules.matching.guards import doubt
from tandem_flows.rules.matching.reasons import Reason
from tandem_flows.rules.matching.signs import (
    ground,
    is_namesake,
    shares_only_birth_date,
)
from tandem_flows.rules.matching.weights import Weights


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


def judge(pair: Agreements, limits: Limits, weights: Weights) -> Verdict | None:
    """Weigh a pair; None when it is not worth showing.

    An equal member id is never too few points to be shown, nor, once confirmed, to be matched.
    """
    total: float = points(pair, weights)
    if limits.is_birth_date_worth_a_look and shares_only_birth_date(pair):
        total = max(total, limits.review_min)
    has_same_id = pair.member_id is Agreement.SAME
    if are_two_people(pair) or (total < limits.review_min and not has_same_id):
        return None
    doubted = doubt(pair)
    if has_same_id:
        total = max(total, limits.review_min if doubted else limits.match_min)
    if doubted is None and total < limits.match_min:
        doubted = Reason.TOO_LITTLE_AGREES
    return Verdict(total, doubted or ground(pair), doubted is None, is_namesake(pair))


def points(pair: Agreements, weights: Weights) -> int:
    """The sum of what each field's agreement is worth; below 0 and above 100 are possible."""
    return sum(worth(pair, weights).values())


def worth(pair: Agreements, weights: Weights) -> dict[str, int]:
    """What each field's agreement is worth in points, by field; a missing field is worth 0."""
    return {field: by.get(getattr(pair, field), 0) for field, by in weights.points.items()}
