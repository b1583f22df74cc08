"""A record written whole into a new file that takes the old one's place: new key, or no remains.

What was deleted from a database stays in its file until the place is used again, so an erasure ends
with this. Knows no reason for it.
"""

from __future__ import annotations

import os
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import duckdb

from tandem_flows.store import connection, ledger
from tandem_flows.store.entries import Circumstances, Entry
from tandem_flows.store.verification import verify
from tandem_validators.errors import StoreRefused


@dataclass(frozen=True)
class NewPlace:
    """Where the new file goes in the end, whose it is, and the key it is written under."""

    path: Path
    partnership: str
    key: str

    @property
    def beside(self) -> Path:
        """The place of the file while it is being written: no command takes it for a store."""
        return self.path.with_name(f".{self.path.stem}.anew.duckdb")


def write_anew(
    opened: duckdb.DuckDBPyConnection,
    place: NewPlace,
    said: Sequence[Entry],
    run: Circumstances | None,
) -> None:
    """Copy the open store, record `said` in the copy, verify it, and put it in the old one's place.

    The store stays open, and so locked, until that is done: nothing that others write is lost.
    Raises StoreRefused when the copy does not hold; the store is untouched then.
    """
    opened.execute("CHECKPOINT store")
    head = ledger.head(opened)
    _remove(place.beside)
    try:
        connection.copy_whole(opened, place.beside, place.key)
        with connection.opened_beside(place.beside, place.key) as copy:
            if run is not None and said:
                _record(copy, said, run)
            problems = verify(copy, [head])
        if problems:
            raise StoreRefused(problems)
        _flush(place.beside)
        os.replace(place.beside, place.path)
        _flush(place.path.parent)
    finally:
        _remove(place.beside)


def _record(copy: duckdb.DuckDBPyConnection, said: Sequence[Entry], run: Circumstances) -> None:
    copy.execute("BEGIN")
    ledger.append(copy, said, run)
    copy.execute("COMMIT")


def _flush(path: Path) -> None:
    """Wait until the disk has it: a power cut after the swap finds the new file whole."""
    handle = os.open(path, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def _remove(path: Path) -> None:
    for leftover in (path, path.with_name(f"{path.name}.wal")):
        leftover.unlink(missing_ok=True)
