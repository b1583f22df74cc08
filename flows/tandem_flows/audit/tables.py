"""Tables of an export, read back: whatever is in them, a table or nothing comes of it. Pure."""

from __future__ import annotations

import io
import json
from collections.abc import Mapping
from typing import Any

import polars as pl
from polars.exceptions import PolarsError

from tandem_flows.audit.export import table_csv
from tandem_flows.store.canonical import canonical


def read_table(files: Mapping[str, bytes], name: str) -> pl.DataFrame | None:
    """Return the table of a Parquet file of the export; None when it cannot be read."""
    try:
        return pl.read_parquet(io.BytesIO(files.get(f"{name}.parquet", b"")))
    except (PolarsError, OSError):
        return None


def csv_of(table: pl.DataFrame) -> bytes | None:
    """Return a table as CSV; None when a cell cannot stand in one."""
    try:
        return table_csv(table)
    except PolarsError:
        return None


def as_chained(table: pl.DataFrame) -> list[Any] | None:
    """Return the rows of a ledger in their canonical form; None when a cell has none."""
    try:
        return [json.loads(canonical(row)) for row in table.iter_rows(named=True)]
    except (TypeError, ValueError):
        return None
