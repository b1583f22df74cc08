"""What the enrolled would have cost, had they gone on waiting, adjusted for cost before listing.

Quarter by quarter since listing, the enrolled are set beside those who still wait. A straight line
through the waiting, in the root of their cost before listing, says what a patient with that cost
would have cost: whatever falls by itself after a costly year then falls on both sides. The root,
because the costly fall further than in proportion, and so that no single patient carries the line.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import polars as pl
from numpy.typing import NDArray

from tandem_flows.rules.measures.bootstrap import (
    Array,
    Bounds,
    Sample,
    drawing_in_words,
    studentised_interval,
)
from tandem_flows.rules.measures.estimate.followed import BEFORE, ENROLLED, WAITING
from tandem_flows.rules.measures.estimate.stretched import stretched
from tandem_validators.guideline.values import Values

Sums = NDArray[np.inexact]
# For each quarter: months, months times the root of cost before, and dollars, of the waiting and of
# the enrolled. Then three sums of all quarters: squares, products, and cost before of the enrolled.
_A_QUARTER = 6
_OF_ALL = 3
_ROUNDING = 1e-9


@dataclass(frozen=True)
class Compared:
    """What was found, in US dollars a member-month unless the name says otherwise.

    `expected` is what the enrolled would have cost, `saved` what they cost less; the interval is of
    `saved`. `months` are the member-months of the enrolled that could be compared, of `months_all`;
    `stretched` is the share of them beyond what most of the waiting cost before.
    """

    before: float
    expected: float
    observed: float
    interval: Bounds | None
    months: float
    months_all: float
    enrolled: int
    waiting: int
    quarters: tuple[int, ...]
    drawn: str
    stretched: float

    @property
    def saved(self) -> float:
        """What the enrolled cost less than expected."""
        return self.expected - self.observed

    @property
    def fell_by_itself(self) -> float:
        """How far the cost fell without the programme: mostly regression to the mean."""
        return self.before - self.expected


@dataclass(frozen=True)
class TooFew:
    """Why nothing is estimated: how many could be compared, and how many are needed of each."""

    enrolled: int
    waiting: int
    needed: int


def compared(followed: pl.DataFrame, values: Values) -> Compared | TooFew:
    """Return what the enrolled of `followed` cost beside what those who wait say they would have.

    Only quarters since listing are compared in which at least `min_compared_patients` wait; as many
    enrolled patients are needed in all.
    """
    needed = values.number("min_compared_patients")
    waiting = followed.filter(pl.col("side") == WAITING)
    by_quarter = waiting.group_by("quarter").agg(pl.col("person_id").n_unique())
    quarters = by_quarter.filter(pl.col("person_id") >= needed)["quarter"].sort()
    there = pl.col("quarter").is_in(quarters.implode())
    enrolled = followed.filter(pl.col("side") == ENROLLED)
    seen = enrolled.filter(there)["person_id"].n_unique()
    waited = waiting.filter(there)["person_id"].n_unique()
    if seen < needed or waited < needed:
        return TooFew(seen, waiting["person_id"].n_unique(), needed)
    sample = _sample(followed, quarters.to_list())
    total = sample.total
    bounds = studentised_interval(_saved, sample, values)
    months = float(np.real(_enrolled(total)[..., 0].sum()))
    return Compared(
        before=float(np.real(_start(total))), expected=float(np.real(_expected(total))),
        observed=float(np.real(_observed(total))), interval=bounds, months=months,
        months_all=float(enrolled["months"].sum()), enrolled=seen, waiting=waited,
        quarters=tuple(quarters), drawn=drawing_in_words(sample, values),
        stretched=stretched(followed.filter(there | (pl.col("side") == BEFORE))),
    )  # fmt: skip


def _sample(followed: pl.DataFrame, quarters: list[int]) -> Sample:
    """Return each person's sums: a block a quarter, then what the slope is made from."""
    before = followed.filter(pl.col("side") == BEFORE)
    start = before.select("person_id", "practice_id", x=pl.col("dollars") / pl.col("months"))
    start = start.sort("person_id")
    cost_before = start["x"].to_numpy()
    level = np.sqrt(np.maximum(cost_before, 0.0))
    blocks: list[Array] = []
    squares, products, began = (np.zeros(len(level)) for _ in range(_OF_ALL))
    for quarter in quarters:
        waited, paid = _of(followed, start, WAITING, quarter)
        led, cost = _of(followed, start, ENROLLED, quarter)
        blocks += [waited, waited * level, paid, led, led * level, cost]
        squares += waited * level**2
        products += paid * level
        began += led * cost_before
    sums = np.column_stack([*blocks, squares, products, began])
    is_there = np.any(sums != 0, axis=1)
    return Sample(sums[is_there], start["practice_id"].filter(pl.Series(is_there)).to_list())


def _of(
    followed: pl.DataFrame, start: pl.DataFrame, side: str, quarter: int
) -> tuple[Array, Array]:
    rows = followed.filter(pl.col("side") == side, pl.col("quarter") == quarter)
    joined = start.join(rows, on="person_id", how="left", maintain_order="left")
    filled = joined.select(pl.col("months", "dollars").fill_null(0.0))
    return filled["months"].to_numpy(), filled["dollars"].to_numpy()


def _quarters(sums: Sums) -> Sums:
    return sums[..., :-_OF_ALL].reshape(*sums.shape[:-1], -1, _A_QUARTER)


def _enrolled(sums: Sums) -> Sums:
    return _quarters(sums)[..., 3:]


def _observed(sums: Sums) -> Sums:
    """Return what the enrolled cost a month."""
    led = _enrolled(sums)
    return np.asarray(led[..., 2].sum(axis=-1) / led[..., 0].sum(axis=-1))


def _start(sums: Sums) -> Sums:
    """Return what the enrolled cost a month before listing, by their months compared."""
    return np.asarray(sums[..., -1] / _enrolled(sums)[..., 0].sum(axis=-1))


def _expected(sums: Sums) -> Sums:
    """Return what the waiting, brought level with the enrolled, cost in the same quarters."""
    months, level, paid, led, led_level, _ = np.moveaxis(_quarters(sums), -1, 0)
    within = sums[..., -3] - (level**2 / months).sum(axis=-1)
    moved = sums[..., -2] - (level * paid / months).sum(axis=-1)
    # where all the waiting cost the same before, nothing can be learned from how they differ
    differ = np.real(within) > _ROUNDING * np.real(sums[..., -3])
    slope = np.where(differ, moved / np.where(differ, within, 1.0), 0.0)
    as_they_are = (led * paid / months).sum(axis=-1)
    apart = (led_level - led * level / months).sum(axis=-1)
    return np.asarray((as_they_are + slope * apart) / led.sum(axis=-1))


def _saved(sums: Sums) -> Sums:
    return np.asarray(_expected(sums) - _observed(sums))
