"""The lists that weights are learned from, and which of their pairs are looked at.

Here: rows, ids and pairs. Not here: what is learned from them (`training`).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import polars as pl

from tandem_flows.rules.matching.candidates import Pair
from tandem_flows.rules.matching.checks import refuse_unusable
from tandem_flows.rules.matching.normalise import normalised, with_all_fields
from tandem_validators.errors import InputRefused, Problem

_MOST_PAIRS = 200_000
# Of a whole membership as many rows are looked at as a sound estimate needs, evenly spread.
_MOST_ROWS = 20_000
_MOST_PROBLEMS = 10


@dataclass(frozen=True)
class Rosters:
    """Two rosters in one order of rows (or one, twice), and what people said of their pairs."""

    left: pl.DataFrame
    right: pl.DataFrame
    is_one: bool
    answers: Mapping[Pair, bool]

    @property
    def larger(self) -> pl.DataFrame:
        """The roster that tells more about chance."""
        return self.left if self.left.height >= self.right.height else self.right

    @property
    def most_same_pairs(self) -> int:
        """More pairs of one person there cannot be, when nobody is on a roster many times."""
        return min(self.left.height, self.right.height)

    def sharing(self, fields: Sequence[str]) -> list[Pair]:
        """The pairs of rows that share all of some fields, without those that people answered."""
        left, right = _keys(self.left, fields), _keys(self.right, fields)
        step = -(-min(left.height, right.height) // _MOST_ROWS) or 1
        if right.height < left.height:
            right = right.gather_every(step)
        else:
            left = left.gather_every(step)
        found = left.join(right, on=list(fields)).select("row", "row_right")
        if self.is_one:
            found = found.filter(pl.col("row") < pl.col("row_right"))
        chosen = found.sort("row", "row_right").gather_every(-(-found.height // _MOST_PAIRS) or 1)
        return [pair for pair in chosen.iter_rows() if pair not in self.answers]


def rosters_of(
    left: pl.DataFrame, right: pl.DataFrame | None, labelled: pl.DataFrame | None
) -> Rosters:
    """Put two rosters (or one) and their labelled pairs in order.

    `labelled` has left_id and right_id as text, and is_same. Raises InputRefused for unusable
    lists, and for ids of labelled pairs that stand on neither.
    """
    refuse_unusable(left=left, **({} if right is None else {"right": right}))
    one = with_all_fields(left).sort("id")
    other = one if right is None else with_all_fields(right).sort("id")
    answers = {} if labelled is None else _answers(labelled, one, other)
    return Rosters(one, other, right is None, answers)


def _keys(people: pl.DataFrame, fields: Sequence[str]) -> pl.DataFrame:
    """The row number and the fields in one spelling, of rows that have them all."""
    spelled = normalised(people).with_row_index("row").select("row", *fields)
    return spelled.filter(
        pl.all_horizontal(pl.col(name).cast(pl.String).fill_null("") != "" for name in fields)
    )


def _answers(labelled: pl.DataFrame, left: pl.DataFrame, right: pl.DataFrame) -> dict[Pair, bool]:
    row_of, other_row_of = (
        dict(zip(people["id"].cast(pl.String), range(people.height), strict=True))
        for people in (left, right)
    )
    known, problems = dict[Pair, bool](), list[Problem]()
    told = labelled.select("left_id", "right_id", "is_same").iter_rows()
    for number, (one, other, is_same) in enumerate(told, start=1):
        if one in row_of and other in other_row_of:
            known[row_of[one], other_row_of[other]] = is_same
        else:
            remedy = "Take the ids from the two lists, the left one's first."
            what = "names an id that is not on its list"
            problems.append(Problem(f"labelled pairs, pair {number}", what, remedy))
    if problems:
        raise InputRefused(problems[:_MOST_PROBLEMS])
    return known
