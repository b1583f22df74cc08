"""Registers that only grow: rows that people report are added once, however often they arrive."""

from __future__ import annotations

from collections.abc import Sequence

import polars as pl


def add_rows(register: pl.DataFrame, reported: Sequence[pl.DataFrame]) -> pl.DataFrame:
    """Return the register with the `reported` rows that it does not hold yet, at its end."""
    columns = register.columns
    rows = pl.concat([frame.select(columns) for frame in reported]) if reported else None
    if rows is None or rows.is_empty():
        return register
    new = rows.unique(maintain_order=True).join(
        register, on=columns, how="anti", nulls_equal=True, maintain_order="left"
    )
    return pl.concat([register, new])
