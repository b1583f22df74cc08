"""The runs that a record names: which one carried out what, on which day, and who started it."""

from __future__ import annotations

import polars as pl


def runs_of(ledger: pl.DataFrame) -> pl.DataFrame:
    """Return one row a run of `ledger`, whose rows carry a `practice_id`, in order of time.

    Columns: run_id, practice_id, as_of, began_at, steps, operator, operator_basis, entries.
    """
    return (
        ledger.drop_nulls("flow_run_id")
        .group_by(pl.col("flow_run_id").alias("run_id"), "practice_id")
        .agg(
            as_of=pl.col("as_of").min(),
            began_at=pl.col("recorded_at").min(),
            steps=pl.col("step").unique().sort(),
            operator=pl.col("operator").first(),
            operator_basis=pl.col("operator_basis").first(),
            entries=pl.len(),
        )
        .sort("as_of", "began_at", "run_id")
    )


def runs_by_clause(occasions: pl.DataFrame) -> dict[str, list[str]]:
    """Return the runs that carried each clause out."""
    runs = pl.col("runs").explode().drop_nulls().unique().sort()
    return dict(occasions.group_by("clause").agg(runs).iter_rows())
