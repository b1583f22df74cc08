"""Whether the store still holds what its ledger says was written: chain, manifest and rows."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence

import duckdb

from tandem_flows.store import ledger
from tandem_flows.store.canonical import content_hash, row_digest
from tandem_flows.store.reading import every_row
from tandem_validators.errors import Problem
from tandem_validators.handoffs.registry import handoff

_REMEDY = "Compare with a backup; the ledger's entry says when and by whom it was written."


def verify(connection: duckdb.DuckDBPyConnection, heads: Sequence[str] = ()) -> list[Problem]:
    """Return everything that does not fit together; nothing when the record holds.

    `heads` are record heads printed on files that went out before: each must stand in the chain.
    """
    problems = ledger.verify(connection)
    return [*problems, *_lost_heads(connection, heads), *_contents(connection)]


def _lost_heads(connection: duckdb.DuckDBPyConnection, heads: Sequence[str]) -> Iterator[Problem]:
    rows = connection.execute("SELECT entry_hash FROM ledger").fetchall()
    known = {str(row[0]) for row in rows}
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
    rows = every_row(connection, handoff(name), handoff_id)
    return content_hash(row_digest(salt, row) for salt, row in rows)
