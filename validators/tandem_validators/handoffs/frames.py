"""Frames in the columns of a handoff, from rows that name only what they are about.

For what asks the rules about made-up cases: decision tables and vignettes. Nothing is checked here.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from typing import Any

import polars as pl

from tandem_validators.handoffs.registry import handoff


def filled_in(name: str, rows: Sequence[dict[str, Any]] = ()) -> pl.DataFrame:
    """Return the handoff `name` with `rows`; a column that a row does not name is empty."""
    types = _types(name)
    return pl.DataFrame([dict.fromkeys(types) | row for row in rows], schema=types)


@cache
def _types(name: str) -> dict[str, Any]:
    columns = handoff(name).model.to_schema().columns
    return {column: described.dtype.type for column, described in columns.items()}
