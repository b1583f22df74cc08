"""Parquet columns that have no kind, for every value in them is empty.

DuckDB cannot step over rows of such a column: where it may leave out the rows of persons who are
not asked about, it stops with "PlainSkip not implemented". Then it must read every row.
"""

from __future__ import annotations

import re

import duckdb

_VIEWS = "SELECT sql FROM duckdb_views() WHERE NOT internal"
_FILE = re.compile(r"""(['"])((?:(?!\1).|\1\1)+?\.parquet)\1(?!\1)""")
_WITHOUT_KIND = "SELECT count(*) FROM parquet_schema(?) WHERE logical_type = 'NullType()'"


def read_every_row_if_kindless(connection: duckdb.DuckDBPyConnection) -> None:
    """Let no rows be stepped over, if a Parquet file behind the views has a column of no kind."""
    files = _files(connection)
    if files and connection.execute(_WITHOUT_KIND, [files]).fetchone() != (0,):
        connection.execute("SET disabled_optimizers = 'join_filter_pushdown'")


def _files(connection: duckdb.DuckDBPyConnection) -> list[str]:
    """Return the Parquet files that the views name, by name or by a pattern of names."""
    named = {
        file.replace(quote * 2, quote)
        for (sql,) in connection.execute(_VIEWS).fetchall()
        for quote, file in _FILE.findall(sql)
    }
    if not named:
        return []
    found = connection.execute("SELECT DISTINCT file FROM glob(?) ORDER BY file", [sorted(named)])
    return [file for (file,) in found.fetchall()]
