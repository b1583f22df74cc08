"""How far the line through the waiting is stretched beyond what was seen of them.

Not here: the line itself (`compared`).
"""

from __future__ import annotations

import polars as pl

from tandem_flows.rules.measures.estimate.followed import BEFORE, ENROLLED, WAITING

MOST = 0.9


def stretched(followed: pl.DataFrame) -> float:
    """Return the share of enrolled months of patients who cost more before than most who wait.

    `followed` as the function of that name returns it, of the quarters compared. Most is nine of
    ten months of the waiting: of costlier patients the line says what was hardly seen.
    """
    before = followed.filter(pl.col("side") == BEFORE)
    level = before.select("person_id", level=pl.col("dollars") / pl.col("months"))
    months = followed.join(level, on="person_id").sort("level", "person_id", "quarter")
    waiting, enrolled = (months.filter(pl.col("side") == side) for side in (WAITING, ENROLLED))
    reached = waiting["months"].cum_sum() >= MOST * float(waiting["months"].sum())
    over = enrolled.filter(pl.col("level") > waiting.filter(reached)["level"].min())
    return float(over["months"].sum()) / float(enrolled["months"].sum())
