"""The sums behind the adjusted rung: all enrolled beside all who wait, each as one pool.

Not here: what is said of them (`rungs`).
"""

from __future__ import annotations

import numpy as np
import polars as pl
from numpy.typing import NDArray

from tandem_flows.rules.measures.bootstrap import Sample
from tandem_flows.rules.measures.estimate.followed import BEFORE, ENROLLED, WAITING


def both_groups(followed: pl.DataFrame) -> tuple[Sample, int, int]:
    """Return each person's six sums, enrolled then waiting: cost before, months after, their cost.

    Cost before is a month's, times the months after: each person weighs the same before and after.
    Whoever waits longest would else weigh more after than before, and the cheap wait longest.
    """
    sides = followed.group_by("person_id", "practice_id", "side").agg(
        pl.col("dollars").sum(), pl.col("months").sum()
    )
    people = sides.filter(pl.col("side") == BEFORE).drop("side").sort("person_id")
    level = pl.col("dollars") / pl.col("months")
    columns: list[pl.Series] = []
    for side in (ENROLLED, WAITING):
        there = sides.filter(pl.col("side") == side).select("person_id", "dollars", "months")
        both = people.join(there, on="person_id", how="left", maintain_order="left")
        months, cost = (pl.col(f"{name}_right").fill_null(0.0) for name in ("months", "dollars"))
        columns += both.select(start=level * months, after=months, cost=cost).get_columns()
    sums = np.column_stack([column.to_numpy() for column in columns])
    counts = [int((sums[:, place] > 0).sum()) for place in (1, 4)]
    return Sample(sums, people["practice_id"].to_list()), counts[0], counts[1]


def fell_beyond(sums: NDArray[np.inexact]) -> NDArray[np.inexact]:
    """Return how much less a month the enrolled cost than by the ratio of the waiting."""
    start, months, cost, waiting_start, _, waiting_cost = np.moveaxis(sums, -1, 0)
    return np.asarray((start * waiting_cost / waiting_start - cost) / months)
