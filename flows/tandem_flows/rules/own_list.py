"""Whether a list is the practice's own: whose patients its rows are by the plan's attribution."""

from __future__ import annotations

from collections.abc import Collection

import polars as pl

from tandem_flows.marks import implements
from tandem_flows.rules.combine import practice_identity


@implements("PIL-03")
def owners_of(
    practice_list: pl.DataFrame, members: pl.DataFrame, practice_ids: Collection[str]
) -> pl.DataFrame:
    """Return of how many rows each practice is the attributed one, the most first.

    A row counts when name and birth date are those of a member who is attributed to one of
    `practice_ids`. Columns: practice_id, rows.
    """
    known = members.filter(pl.col("attributed_practice").is_in(list(practice_ids)))
    owners = known.select(
        practice_identity().alias("identity"), pl.col("attributed_practice").alias("practice_id")
    ).unique()
    listed = practice_list.select(practice_identity().alias("identity"))
    counted = listed.join(owners, on="identity").group_by("practice_id").agg(rows=pl.len())
    return counted.sort("rows", "practice_id", descending=[True, False])
