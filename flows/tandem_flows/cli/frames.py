"""From the store's frames to what is printed. Imports no polars by itself."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tandem_flows.cli.output import Table

if TYPE_CHECKING:
    import polars as pl


def table_of(frame: pl.DataFrame) -> Table:
    """Return a frame's columns and rows as they are."""
    return Table(tuple(frame.columns), tuple(frame.rows()))
