"""How far the two lists name the same patients, round by round."""

from __future__ import annotations

from datetime import date

import polars as pl

from tandem_flows.marks import implements

SCHEMA = {
    "list_round": pl.String,
    "opened_on": pl.Date,
    "listed": pl.Int64,
    "plan_listed": pl.Int64,
    "practice_listed": pl.Int64,
    "common": pl.Int64,
    "common_percent": pl.Float64,
    "change_points": pl.Float64,
}


@implements("IDN-04")
def list_overlap(
    earlier: pl.DataFrame, combined_list: pl.DataFrame, list_round: str, opened_on: date
) -> pl.DataFrame:
    """Return the register `list_overlap` with the row of this round, and the change since the last.

    `earlier` is the register as it stands. The percentage is of all listed patients; a pair that a
    person still has to confirm counts as common only once it is.
    """
    common = combined_list.filter(pl.col("origin") == "common").height
    counts = {
        "list_round": list_round,
        "opened_on": opened_on,
        "listed": combined_list.height,
        "plan_listed": combined_list["plan_rank"].count(),
        "practice_listed": combined_list["practice_rank"].count(),
        "common": common,
        "common_percent": _percent(common, combined_list.height),
        "change_points": None,
    }
    others = earlier.filter(pl.col("list_round") != list_round).select(
        pl.col(name).cast(kind) for name, kind in SCHEMA.items()
    )
    register = pl.concat([others, pl.DataFrame([counts], schema=SCHEMA)])
    # rounds of one day keep the order in which they were opened: R2 before R10
    number = pl.col("list_round").str.strip_chars_start("R").cast(pl.Int64)
    ordered = register.sort("opened_on", number)
    return ordered.with_columns(change_points=pl.col("common_percent").diff().round(1))


def _percent(part: int, whole: int) -> float | None:
    return round(100 * part / whole, 1) if whole else None
