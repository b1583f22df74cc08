"""The append-only, hash-chained ledger: appending, reading and verifying it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict
from datetime import UTC, datetime
from typing import Any

import duckdb
import polars as pl

from tandem_flows.store.canonical import canonical, entry_hash
from tandem_flows.store.chain import GENESIS, first_broken
from tandem_flows.store.entries import Circumstances, Entry
from tandem_validators.errors import Problem

_SCHEMA: dict[str, pl.DataType | type[pl.DataType]] = {
    "sequence": pl.Int64,
    "recorded_at": pl.Datetime("us"),
    "as_of": pl.Date,
    "action": pl.String,
    "step": pl.String,
    "clauses": pl.List(pl.String),
    "code": pl.String,
    "handoff_id": pl.String,
    "round_id": pl.String,
    "call_date": pl.Date,
    "case_id": pl.String,
    "organisation": pl.String,
    "role": pl.String,
    "due_on": pl.Date,
    "done_on": pl.Date,
    "count": pl.Int64,
    "details": pl.String,
    "source_hash": pl.String,
    "operator": pl.String,
    "operator_basis": pl.String,
    "guideline_version": pl.String,
    "guideline_digest": pl.String,
    "values_digest": pl.String,
    "flow_run_id": pl.String,
    "previous_hash": pl.String,
    "entry_hash": pl.String,
}


def append(
    connection: duckdb.DuckDBPyConnection, entries: Sequence[Entry], run: Circumstances
) -> str:
    """Add `entries` to the chain inside the caller's transaction; return the new head."""
    last, head = _head(connection)
    rows = []
    for sequence, entry in enumerate(entries, start=last + 1):
        row = _row(sequence, entry, run)
        row |= {"previous_hash": head, "entry_hash": entry_hash(head, row)}
        rows.append(row)
        head = row["entry_hash"]
    if rows:
        connection.register("new_entries", pl.DataFrame(rows, schema=_SCHEMA))
        connection.execute("INSERT INTO ledger BY NAME SELECT * FROM new_entries")
        connection.unregister("new_entries")
    return head


def head(connection: duckdb.DuckDBPyConnection) -> str:
    """Return the hash of the latest entry: who knows it can witness everything before."""
    return _head(connection)[1]


def read(connection: duckdb.DuckDBPyConnection) -> pl.DataFrame:
    """Return all entries in order."""
    return connection.execute("SELECT * FROM ledger ORDER BY sequence").pl()


def verify(connection: duckdb.DuckDBPyConnection) -> list[Problem]:
    """Return a problem for the first entry that does not follow from the one before it."""
    broken = first_broken(connection)
    if broken is None:
        return []
    what = "was changed, removed or inserted after it was recorded"
    remedy = "Compare with a backup or with the chain head printed on a packet sent before."
    return [Problem(f"ledger, entry {broken}", what, remedy)]


def _head(connection: duckdb.DuckDBPyConnection) -> tuple[int, str]:
    row = connection.execute(
        "SELECT sequence, entry_hash FROM ledger ORDER BY sequence DESC LIMIT 1"
    ).fetchone()
    return (int(row[0]), str(row[1])) if row else (0, GENESIS)


def _row(sequence: int, entry: Entry, run: Circumstances) -> dict[str, Any]:
    recorded_at = datetime.now(UTC).replace(tzinfo=None)
    row = {"sequence": sequence, "recorded_at": recorded_at, **asdict(entry), **asdict(run)}
    return row | {"clauses": list(entry.clauses), "details": canonical(dict(entry.details))}
