"""`match_people`: the steps of person matching, one after the other.

Here: the order of the steps and the shape of the answer. Not here: any of the steps.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from functools import partial
from typing import Protocol

import polars as pl

from tandem_flows.rules.matching.agreement import Agreements
from tandem_flows.rules.matching.assign import Judged, assign
from tandem_flows.rules.matching.candidates import Pair, candidates
from tandem_flows.rules.matching.checks import refuse_unusable
from tandem_flows.rules.matching.compare import compare_people
from tandem_flows.rules.matching.normalise import people_of, with_all_fields
from tandem_flows.rules.matching.score import Limits, Verdict, judge
from tandem_flows.rules.matching.weights import Weights, shipped_weights

_MOST_POINTS = 100
# A century has 36,525 birth dates: among this many pairs hardly one is equal by chance.
_PAIRS_WITHOUT_CHANCE = 4_000


class Numbers(Protocol):
    """The guideline's values, as far as matching needs them."""

    def number(self, name: str) -> int | float:
        """The value in force of the parameter `name`."""


def match_people(
    left: pl.DataFrame, right: pl.DataFrame, values: Numbers, weights: Weights | None = None
) -> pl.DataFrame:
    """Find the people who stand on both lists: for certain (`match`) or for a look (`review`).

    Each list has `id` and any of first_name, last_name, birth_date (Date), gender, zip_code, city,
    address, phone, member_id. Returns left_id, right_id, score (0-100), decision, reason (a coded
    word, never a value), best first; each id is in at most one `match`. The order of the rows does
    not matter. Without `weights` those that ship count; the guards hold whatever they are. Raises
    InputRefused when `id` is missing, empty or twice, or birth_date is no date.
    """
    refuse_unusable(left=left, right=right)
    left, right = (with_all_fields(people).sort("id") for people in (left, right))
    limits = Limits(
        values.number("match_points_min"),
        values.number("review_points_min"),
        is_birth_date_worth_a_look=left.height * right.height <= _PAIRS_WITHOUT_CHANCE,
    )
    judge_pair = partial(judge, limits=limits, weights=weights or shipped_weights())
    judged = list(_judge(left, right, candidates(left, right), judge_pair))
    shown = sorted(assign(judged), key=lambda pair: (-pair.verdict.points, pair.left, pair.right))
    return _answer(left["id"], right["id"], shown)


def _judge(
    left: pl.DataFrame,
    right: pl.DataFrame,
    pairs: list[Pair],
    judge_pair: Callable[[Agreements], Verdict | None],
) -> Iterator[Judged]:
    """The pairs with enough points to be shown."""
    people = people_of(left, {row for row, _ in pairs})
    others = people_of(right, {row for _, row in pairs})
    for row, other_row in pairs:
        verdict = judge_pair(compare_people(people[row], others[other_row]))
        if verdict:
            yield Judged(row, other_row, verdict)


def _answer(left_ids: pl.Series, right_ids: pl.Series, shown: Sequence[Judged]) -> pl.DataFrame:
    """The pairs with the ids of their people instead of row numbers."""
    return pl.DataFrame(
        {
            "left_id": left_ids.gather([pair.left for pair in shown]),
            "right_id": right_ids.gather([pair.right for pair in shown]),
            "score": [float(min(max(pair.verdict.points, 0), _MOST_POINTS)) for pair in shown],
            "decision": ["match" if pair.verdict.is_certain else "review" for pair in shown],
            "reason": [pair.verdict.reason.value for pair in shown],
        },
        schema_overrides={"score": pl.Float64, "decision": pl.String, "reason": pl.String},
    )
