"""The minutes that people spend in calls and in preparing. Not here: what they cost."""

from __future__ import annotations

import polars as pl

from tandem_flows.marks import implements

_SCHEMA = pl.Schema(
    {
        "call_date": pl.Date,
        "person": pl.String,
        "role": pl.String,
        "activity": pl.String,
        "minutes": pl.Int64,
    }
)
_KEY = ["call_date", "person", "activity"]


@implements("EVL-13")
def time_spent(
    recorded: pl.DataFrame, attendance: pl.DataFrame, calls: pl.DataFrame
) -> pl.DataFrame:
    """Return the `time_spent` handoff: what people noted, and the planned length of held calls.

    Minutes that a person noted go before the planned ones of the same call.
    """
    held = calls.filter(pl.col("state") == "held").select("call_date", "minutes")
    planned = attendance.join(held, on="call_date").with_columns(pl.lit("call").alias("activity"))
    return merge_time(planned.select(list(_SCHEMA)), recorded)


@implements("EVL-13")
def merge_time(earlier: pl.DataFrame, later: pl.DataFrame) -> pl.DataFrame:
    """Return both together; for one person, call and activity the `later` minutes stand."""
    both = pl.concat(
        [
            frame.select(list(_SCHEMA)).match_to_schema(_SCHEMA, integer_cast="upcast")
            for frame in (earlier, later)
        ]
    )
    return both.unique(_KEY, keep="last", maintain_order=True).sort(_KEY)
