"""Whether every ledger entry follows from the one before it: asked of the engine, then worked out.

The engine spells and hashes all entries at once. Where its hash is another than the recorded one,
the entry is spelled again in the canonical form, and only that decides. Writing is `ledger`'s.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import duckdb

from tandem_flows.store.canonical import entry_hash

GENESIS = "0" * 64
HASHES = ("previous_hash", "entry_hash")
_MISPLACED = """
    SELECT min(place) FROM (
        SELECT row_number() OVER by_sequence AS place, sequence, previous_hash,
            lag(entry_hash, 1, $genesis) OVER by_sequence AS before
        FROM ledger WINDOW by_sequence AS (ORDER BY sequence))
    WHERE sequence IS DISTINCT FROM place OR previous_hash IS DISTINCT FROM before
"""
# as canonical.digest: each part after its length, as eight bytes
_HASH = r"""
    sha256('\x00\x00\x00\x00\x00\x00\x00\x40'::BLOB || encode(previous_hash)
        || unhex(printf('%016x', strlen(spelled))) || encode(spelled))
"""


def first_broken(connection: duckdb.DuckDBPyConnection) -> int | None:
    """Return the place of the first entry that was changed, removed or inserted, if any."""
    row = connection.execute(_MISPLACED, {"genesis": GENESIS}).fetchone()
    misplaced = int(row[0]) if row and row[0] is not None else None
    places = (place for place in _other_hashes(connection) if not _fits(connection, place))
    changed = next(places, None)
    return min((place for place in (misplaced, changed) if place is not None), default=None)


def _other_hashes(connection: duckdb.DuckDBPyConnection) -> Iterator[int]:
    """Yield the sequence of each entry whose recorded hash is not that of the engine's spelling."""
    spelled = f"SELECT sequence, previous_hash, entry_hash, {spelling(connection)} AS spelled"
    found = connection.execute(
        f"SELECT sequence FROM ({spelled} FROM ledger) "
        f"WHERE strlen(previous_hash) IS DISTINCT FROM 64 "
        f"OR {_HASH} IS DISTINCT FROM entry_hash ORDER BY sequence"
    ).fetchall()
    yield from (int(row[0]) for row in found)


def _fits(connection: duckdb.DuckDBPyConnection, sequence: int) -> bool:
    """Whether an entry's recorded hash is that of its canonical form."""
    cursor = connection.execute("SELECT * FROM ledger WHERE sequence = ?", [sequence])
    names = [column[0] for column in cursor.description or []]
    row = dict(zip(names, cursor.fetchone() or (), strict=True))
    if any(row[name] is None for name in HASHES):
        return False
    chained = {name: row[name] for name in names if name not in HASHES}
    return bool(row["entry_hash"] == entry_hash(row["previous_hash"], chained))


def spelling(connection: duckdb.DuckDBPyConnection, leave_out: Sequence[str] = HASHES) -> str:
    """Return the expression that spells an entry of table `ledger` as its canonical form does."""
    columns = connection.execute("DESCRIBE ledger").fetchall()
    cells = sorted((name, _cell(name, kind)) for name, kind, *_ in columns if name not in leave_out)
    named = ", ".join(f"'{name}': {cell}" for name, cell in cells)
    return f"to_json({{{named}}})::VARCHAR"


def _cell(name: str, kind: str) -> str:
    if kind == "JSON":
        return f'"{name}"::VARCHAR'
    if kind != "TIMESTAMP":
        return f'"{name}"'
    spelled = f"strftime(\"{name}\", '%Y-%m-%dT%H:%M:%S.%f')"
    return f"replace({spelled}, '.000000', '')"
