"""What DuckDB's statistics of a view prove before a row is read.

A Parquet file says of each part the least and the greatest value and whether any is empty, and
DuckDB carries that through a view that selects the column as it is. What they cannot prove is
counted row by row in `validate`.
"""

from __future__ import annotations

import re
from collections.abc import Mapping

import duckdb

_NEVER_BLANK = ("DATE", "DOUBLE", "BIGINT", "INTEGER", "TIMESTAMP")
_HAS_NO_EMPTY = re.compile(r"\]\[Has Null: false, ")
# Blanks of every kind sort before or after the printed letters of ASCII, so where the least and the
# greatest value begin with such letters no value is blank. Without commas and escapes the two can
# be told apart in DuckDB's words.
_LETTER = r"[!-+\--\[\]-}]"
_HAS_NO_BLANK = re.compile(rf"\[Min: {_LETTER}+, Max: {_LETTER}")


def filled_columns(
    connection: duckdb.DuckDBPyConnection, view: str, provided: Mapping[str, str]
) -> frozenset[str]:
    """Return the columns of `provided` that surely hold a value in every row.

    `provided` has the SQL type of each column; in text a blank is no value.
    """
    asked = ", ".join(f'stats("{name}")' for name in provided)
    told = connection.execute(f"SELECT {asked} FROM main.{view} LIMIT 1").fetchone() or ()
    found = zip(provided.items(), told, strict=False)
    return frozenset(name for (name, kind), words in found if _is_filled(kind, words))


def _is_filled(kind: str, words: str) -> bool:
    if not _HAS_NO_EMPTY.search(words):
        return False
    return kind in _NEVER_BLANK or (kind == "VARCHAR" and bool(_HAS_NO_BLANK.match(words)))
