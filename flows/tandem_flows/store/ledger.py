"""The append-only, hash-chained ledger: appending, reading and verifying it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict
from datetime import UTC, datetime
from typing import Any

import duckdb
import polars as pl

from tandem_flows.store.canonical import canonical, entry_hash
from tandem_flows.store.entries import Circumstances, Entry
from tandem_validators.errors import Problem

GENESIS = "0" * 64


def append(
    connection: duckdb.DuckDBPyConnection, entries: Sequence[Entry], run: Circumstances
) -> str:
    """Add `entries` to the chain inside the caller's transaction; return the new head."""
    sequence, head = _head(connection)
    for entry in entries:
        sequence += 1
        row = _row(sequence, entry, run)
        row |= {"previous_hash": head, "entry_hash": entry_hash(head, row)}
        _insert(connection, row)
        head = row["entry_hash"]
    return head


def head(connection: duckdb.DuckDBPyConnection) -> str:
    """Return the hash of the latest entry: who knows it can witness everything before."""
    return _head(connection)[1]


def read(connection: duckdb.DuckDBPyConnection) -> pl.DataFrame:
    """Return all entries in order."""
    return connection.execute("SELECT * FROM ledger ORDER BY sequence").pl()


def verify(connection: duckdb.DuckDBPyConnection) -> list[Problem]:
    """Return a problem for the first entry that does not follow from the one before it."""
    previous = GENESIS
    cursor = connection.execute("SELECT * FROM ledger ORDER BY sequence")
    names = [column[0] for column in cursor.description or []]
    for expected, values in enumerate(cursor.fetchall(), start=1):
        row = dict(zip(names, values, strict=True))
        chained = {name: row[name] for name in names if name not in _HASHES}
        is_next = row["sequence"] == expected and row["previous_hash"] == previous
        if not is_next or row["entry_hash"] != entry_hash(previous, chained):
            what = "was changed, removed or inserted after it was recorded"
            remedy = "Compare with a backup or with the chain head printed on a packet sent before."
            return [Problem(f"ledger, entry {expected}", what, remedy)]
        previous = row["entry_hash"]
    return []


_HASHES = ("previous_hash", "entry_hash")


def _head(connection: duckdb.DuckDBPyConnection) -> tuple[int, str]:
    row = connection.execute(
        "SELECT sequence, entry_hash FROM ledger ORDER BY sequence DESC LIMIT 1"
    ).fetchone()
    return (int(row[0]), str(row[1])) if row else (0, GENESIS)


def _row(sequence: int, entry: Entry, run: Circumstances) -> dict[str, Any]:
    recorded_at = datetime.now(UTC).replace(tzinfo=None)
    row = {"sequence": sequence, "recorded_at": recorded_at, **asdict(entry), **asdict(run)}
    return row | {"clauses": list(entry.clauses), "details": canonical(dict(entry.details))}


def _insert(connection: duckdb.DuckDBPyConnection, row: dict[str, Any]) -> None:
    names = ", ".join(row)
    places = ", ".join("?" for _ in row)
    connection.execute(f"INSERT INTO ledger ({names}) VALUES ({places})", list(row.values()))
