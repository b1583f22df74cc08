"""A record written whole into a new file that is then put in place: new store, key, or no remains.

What was deleted from a database stays in its file until the place is used again, so an erasure ends
with this. Knows no reason for it.
"""

from __future__ import annotations

import errno
import os
import secrets
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import duckdb

from tandem_flows.store import connection, ledger
from tandem_flows.store.entries import Circumstances, Entry
from tandem_flows.store.schema import bring_up_to_date
from tandem_flows.store.verification import verify
from tandem_validators.errors import Problem, StoreRefused

# what a share answers where no file can have two names
_NO_SECOND_NAMES = (errno.EPERM, errno.ENOTSUP, errno.EOPNOTSUPP, errno.ENOSYS)


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


def make(place: NewPlace) -> None:
    """Make an empty store beside its place, and put it there whole unless another is there by then.

    Each process makes its own, so that two at once leave one store and no half of it. Raises
    StoreRefused when it cannot be written; then nothing lies at its place.
    """
    beside = place.path.with_name(f"{_started(place)}{secrets.token_hex(4)}.duckdb")
    try:
        with connection.opened(beside, place.key, create=True) as opened:
            bring_up_to_date(opened, place.partnership)
        _flush(beside)
        _put_unless_there(beside, place.path)
        _flush(place.path.parent)
    except (OSError, StoreRefused) as failed:
        problems = _not_made(place, beside, failed)
    else:
        _remove_started(place)
        return
    finally:
        _remove(beside)
    if not place.path.is_file():
        raise StoreRefused(problems)


def _put_unless_there(beside: Path, path: Path) -> None:
    """Give a whole file its name, in one move that never takes the place of another."""
    try:
        os.link(beside, path)
    except FileExistsError:
        return
    except OSError as failed:
        if failed.errno not in _NO_SECOND_NAMES:
            raise
        if not path.exists():
            os.replace(beside, path)


def _started(place: NewPlace) -> str:
    return f".{place.path.stem}.new-"


def _remove_started(place: NewPlace) -> None:
    """Take away what processes that died left of a store that they were making."""
    for leftover in place.path.parent.glob(f"{_started(place)}*"):
        leftover.unlink(missing_ok=True)


def _not_made(place: NewPlace, beside: Path, failed: OSError | StoreRefused) -> Sequence[Problem]:
    """Return why there is no store: a new file that cannot be read could not be written."""
    others = [] if isinstance(failed, OSError) else failed.problems
    remedy = "Look whether the disk is full and the folder is yours, and run this again."
    problem = Problem(f"store {place.path.name}", "cannot be made", remedy)
    return [known for known in others if beside.name not in known.where] or [problem]


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
