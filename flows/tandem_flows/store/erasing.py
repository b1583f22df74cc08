"""Erasing a patient: rows and salts go, digests stay, and the ledger says that it was so.

What belongs to a patient is found by the caller. Nothing is decided here about whether it may go.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Callable, Mapping
from dataclasses import dataclass

import duckdb
import polars as pl

from tandem_flows.store.canonical import digest
from tandem_flows.store.entries import Entry
from tandem_validators.errors import Problem, StoreRefused
from tandem_validators.handoffs.registry import handoffs

ERASURE = "erasure"
PLACE = ["handoff_id", "row_position"]
# every version of every handoff by name, and the identities of the case -> the rows to erase
Found = Callable[[Mapping[str, pl.DataFrame], frozenset[str]], Mapping[str, pl.DataFrame]]


@dataclass(frozen=True)
class Erasure:
    """What was erased: of which case, how many rows of how many versions, and their digest."""

    case_id: str
    rows: int
    versions: int
    digest: str


def every_version(connection: duckdb.DuckDBPyConnection) -> dict[str, pl.DataFrame]:
    """Return the rows of all versions of each handoff on record, each with its PLACE."""
    stored = connection.execute("SELECT DISTINCT handoff FROM manifest").fetchall()
    known = [str(row[0]) for row in stored if str(row[0]) in handoffs()]
    read = "SELECT * EXCLUDE (row_salt, row_digest) FROM handoff.{} ORDER BY ALL"
    return {name: connection.execute(read.format(name)).pl() for name in sorted(known)}


def identities_of(connection: duckdb.DuckDBPyConnection, case_id: str) -> frozenset[str]:
    """Return the identities by which the person of a case is known."""
    rows = connection.execute(
        "SELECT identity FROM case_identities WHERE case_id = ?", [case_id]
    ).fetchall()
    return frozenset(str(row[0]) for row in rows)


def erase(connection: duckdb.DuckDBPyConnection, case_id: str, find: Found) -> Erasure:
    """Delete what `find` names, and the case's identities, inside the caller's transaction.

    Raises StoreRefused when nothing of the case is there.
    """
    identities = identities_of(connection, case_id)
    before = _erased_of(connection, case_id).height
    for name, places in find(every_version(connection), identities).items():
        _move(connection, case_id, name, places)
    erased = _erased_of(connection, case_id)
    if erased.height == before and not identities:
        remedy = "Take the case from `tandem show combined_list`."
        raise StoreRefused(Problem(f"case {case_id}", "has nothing on record", remedy))
    connection.execute("DELETE FROM case_identities WHERE case_id = ?", [case_id])
    versions = erased["handoff_id"].n_unique()
    return Erasure(case_id, erased.height - before, versions, digest_of(erased))


def _move(
    connection: duckdb.DuckDBPyConnection, case_id: str, name: str, places: pl.DataFrame
) -> None:
    """Keep the digests of some rows of a handoff, and delete the rows with their salts."""
    connection.register("going", places.select(PLACE))
    connection.execute(
        f"INSERT INTO erased_rows SELECT '{name}', handoff_id, row_position, row_digest, ? "
        f"FROM handoff.{name} JOIN going USING (handoff_id, row_position)",
        [case_id],
    )
    connection.execute(
        f"DELETE FROM handoff.{name} t USING going g "
        "WHERE t.handoff_id = g.handoff_id AND t.row_position = g.row_position"
    )
    connection.unregister("going")


def tombstone(entry: Entry, erased: Erasure) -> Entry:
    """Return the entry that says in the chain which rows were erased: how many, and their digest.

    So nobody can pass off a row that was taken out by hand as erased.
    """
    said: dict[str, str | int | bool] = {
        "rows": erased.rows,
        "versions": erased.versions,
        "digest": erased.digest,
    }
    return dataclasses.replace(
        entry,
        action=ERASURE,
        case_id=erased.case_id,
        count=erased.rows,
        details=said | dict(entry.details),
    )


def _erased_of(connection: duckdb.DuckDBPyConnection, case_id: str) -> pl.DataFrame:
    return connection.execute("SELECT * FROM erased_rows WHERE case_id = ?", [case_id]).pl()


def digest_of(erased: pl.DataFrame) -> str:
    """Return the digest over all rows erased of a case, as its latest tombstone says it."""
    ordered = erased.sort(PLACE).iter_rows(named=True)
    parts = [f"{row['handoff_id']} {row['row_position']} {row['row_digest']}" for row in ordered]
    return digest(*parts)
