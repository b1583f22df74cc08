"""Whether the store still holds what its ledger says was written: chain, manifest and rows."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence

import duckdb
import polars as pl

from tandem_flows.store import ledger
from tandem_flows.store.canonical import content_hash, row_digest
from tandem_flows.store.chain import GENESIS
from tandem_flows.store.erasing import ERASURE, digest_of
from tandem_flows.store.reading import every_row
from tandem_validators.errors import Problem
from tandem_validators.handoffs.registry import handoff

_REMEDY = "Compare with a backup; the ledger's entry says when and by whom it was written."


def verify(connection: duckdb.DuckDBPyConnection, heads: Sequence[str] = ()) -> list[Problem]:
    """Return everything that does not fit together; nothing when the record holds.

    `heads` are record heads printed on files that went out before: each must stand in the chain.
    """
    problems = ledger.verify(connection)
    return [
        *problems,
        *_lost_heads(connection, heads),
        *_contents(connection),
        *_unsaid_erasures(connection),
    ]


def _lost_heads(connection: duckdb.DuckDBPyConnection, heads: Sequence[str]) -> Iterator[Problem]:
    rows = connection.execute("SELECT entry_hash FROM ledger").fetchall()
    # the head of a record without entries is that of no entry; any other record has a real one
    known = {str(row[0]) for row in rows} or {GENESIS}
    for head in heads:
        if head not in known:
            what = "stands nowhere in the chain: entries were removed or replaced"
            yield Problem(f"record head {head[:12]}…", what, _REMEDY)


def _contents(connection: duckdb.DuckDBPyConnection) -> Iterator[Problem]:
    written = connection.execute(
        "SELECT handoff_id, details FROM ledger WHERE action = 'handoff' ORDER BY sequence"
    ).fetchall()
    said = {str(name): str(json.loads(details).get("content")) for name, details in written}
    stored = connection.execute(
        "SELECT handoff_id, handoff, content_hash FROM manifest ORDER BY recorded_at, handoff_id"
    ).fetchall()
    for name, of_handoff, content in stored:
        where = f"handoff {name}"
        if name not in said:
            yield Problem(where, "has no entry in the ledger", _REMEDY)
        elif not content == said[name] == _content(connection, of_handoff, name):
            yield Problem(where, "does not hold the rows that were written", _REMEDY)
    for name in said.keys() - {str(row[0]) for row in stored}:
        yield Problem(f"handoff {name}", "is in the ledger and no longer in the store", _REMEDY)


def _content(connection: duckdb.DuckDBPyConnection, name: str, handoff_id: str) -> str:
    """Return the hash over the rows that are there and the digests of those that were erased."""
    rows = every_row(connection, handoff(name), handoff_id)
    digests = {position: row_digest(salt, row) for position, salt, row in rows}
    erased = connection.execute(
        "SELECT row_position, row_digest FROM erased_rows WHERE handoff_id = ?", [handoff_id]
    ).fetchall()
    kept = {int(position): str(row[0]) for position, *row in erased}
    return content_hash(value for _, value in sorted((digests | kept).items()))


def _unsaid_erasures(connection: duckdb.DuckDBPyConnection) -> Iterator[Problem]:
    """A row may be missing as erased only when the chain says so, digest by digest."""
    said = {
        str(case_id): str(json.loads(details)["digest"])
        for case_id, details in connection.execute(
            "SELECT case_id, details FROM ledger WHERE action = ? ORDER BY sequence", [ERASURE]
        ).fetchall()
    }
    erased = connection.execute("SELECT * FROM erased_rows").pl()
    for case_id in sorted({*said, *erased["case_id"]}):
        if said.get(case_id) != digest_of(erased.filter(pl.col("case_id") == case_id)):
            what = "has rows that are gone, and the ledger does not say that they were erased"
            yield Problem(f"case {case_id}", what, _REMEDY)
