"""Tables of an export, read back: whatever is in them, a table or nothing comes of it. Pure."""

from __future__ import annotations

import io
import json
from collections.abc import Mapping
from typing import Any

import polars as pl
import pyarrow as pa
import pyarrow.parquet as pq
from polars.exceptions import PanicException, PolarsError

from tandem_flows.audit.export import table_csv
from tandem_flows.store.canonical import canonical

_LARGEST_BYTES = 2 * 1024**3


def read_table(files: Mapping[str, bytes], name: str) -> pl.DataFrame | None:
    """Return the table of a Parquet file of the export; None when it is not as we write it."""
    content = files.get(f"{name}.parquet", b"")
    try:
        if not _is_plain(content, files.get(f"{name}.csv", b"").count(b"\n")):
            return None
        return pl.read_parquet(io.BytesIO(content))
    except (PolarsError, PanicException, pa.ArrowException, OSError):
        return None


def _is_plain(content: bytes, most_rows: int) -> bool:
    """Whether a Parquet file holds rows alone, and no more of them than its CSV has lines.

    Statistics and filters let a tool skip rows unread: false ones would hide entries from it.
    """
    footer = pq.read_metadata(io.BytesIO(content))
    groups = [footer.row_group(place) for place in range(footer.num_row_groups)]
    columns = [group.column(place) for group in groups for place in range(group.num_columns)]
    unpacked = sum(column.total_uncompressed_size for column in columns)
    is_small = footer.num_rows <= most_rows and unpacked <= _LARGEST_BYTES
    return is_small and not any(map(_is_judged_unread, columns))


def _is_judged_unread(column: pq.ColumnChunkMetaData) -> bool:
    """Whether a tool may skip the cells of a column by what the file says of them."""
    says = column.is_stats_set or column.has_column_index or column.is_geo_stats_set
    return bool(says or column.bloom_filter_offset is not None)


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
