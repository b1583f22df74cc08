"""A partnership's store as the steps see it: read what is in force, commit a step's work whole."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import date
from pathlib import Path

import duckdb
import polars as pl

from tandem_flows.store import cases, connection, erasing, ledger, rewriting, rounds
from tandem_flows.store.entries import Circumstances, Entry
from tandem_flows.store.erasing import Erasure, Found
from tandem_flows.store.questions import Questions
from tandem_flows.store.reading import Stored, read_latest
from tandem_flows.store.schema import bring_up_to_date
from tandem_flows.store.verification import verify
from tandem_flows.store.writing import Staged, Written, write
from tandem_validators.errors import Problem
from tandem_validators.handoffs.registry import handoff


class Store(Questions):
    """One partnership's encrypted DuckDB file."""

    def __init__(self, path: Path, partnership: str, key: str) -> None:
        self.path, self.partnership, self._key = path, partnership, key
        self._kept: duckdb.DuckDBPyConnection | None = None

    def at(self, path: Path) -> Store:
        """Return the same partnership's store at another place, under the same key."""
        return Store(path, self.partnership, self._key)

    def copy_to(self, path: Path) -> Store:
        """Copy the store whole to another place; return the copy."""
        with self.session() as opened:
            connection.copy_whole(opened, path, self._key)
        return self.at(path)

    def write_anew(
        self, key: str | None = None, said: Sequence[Entry] = (), run: Circumstances | None = None
    ) -> None:
        """Write the record whole into a new file, under `key` if given, and put it in place.

        `said` is recorded in the new file. Others wait meanwhile; a process that dies leaves
        the old file or the new one.
        """
        with self.session() as opened:
            place = rewriting.NewPlace(self.path, self.partnership, key or self._key)
            rewriting.write_anew(opened, place, said, run)

    def create(self) -> None:
        """Make the file whole and put it in place, or bring an older one up to date."""
        self.path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        place = rewriting.NewPlace(self.path, self.partnership, self._key)
        if not self.path.is_file():
            rewriting.make(place)
        with self.session():
            self.path.chmod(0o600)

    @contextmanager
    def session(self) -> Iterator[duckdb.DuckDBPyConnection]:
        """Yield a connection for a few reads in a row; the caller keeps it short."""
        if self._kept is not None:
            yield self._kept
            return
        with connection.opened(self.path, self._key) as opened:
            bring_up_to_date(opened, self.partnership)
            yield opened

    @contextmanager
    def kept(self) -> Iterator[None]:
        """Keep the store to this run: between what it asks and what it writes no other run writes.

        Other processes wait for its end. Each writing inside is a transaction of its own.
        """
        before = self._kept
        with self.session() as opened:
            self._kept = opened
            try:
                yield
            finally:
                self._kept = before

    def read(
        self, name: str, call_date: date | None = None, *, with_provenance: bool = False
    ) -> Stored:
        """Return the latest rows of handoff `name` in the current round."""
        with self.session() as opened:
            return read_latest(
                opened,
                handoff(name),
                _round_id(opened),
                call_date,
                with_provenance=with_provenance,
            )

    def current_round(self) -> rounds.Round | None:
        """Return the round being worked through."""
        with self.session() as opened:
            return rounds.current_round(opened)

    def open_round(self, run: Circumstances, after: rounds.Round | None = None) -> rounds.Round:
        """Open the round after the one that the run found; the ledger keeps the day.

        Where another run has opened it meanwhile, that one is returned and nothing is written:
        the look and the writing are one transaction.
        """
        with self.session() as opened, _transaction(opened):
            if standing := rounds.opened_meanwhile(opened, run.as_of, after):
                return standing
            opened_round = rounds.open_round(opened, run.as_of)
            entry = Entry("round", "identify", ("IDN-01",), round_id=opened_round.round_id)
            ledger.append(opened, [entry], run)
            return opened_round

    def case_ids(self, people: Sequence[Sequence[str]], on: date) -> list[str]:
        """Return one case id for each person, making new ones where needed."""
        with self.session() as opened, _transaction(opened):
            return cases.case_ids(opened, people, on)

    def known_cases(self) -> dict[str, str]:
        """Return the case id of every identity known so far."""
        with self.session() as opened:
            return cases.known_cases(opened)

    def commit(
        self, staged: Sequence[Staged], run: Circumstances, input_hash: str
    ) -> list[Written]:
        """Write all of a step's handoffs with their ledger entries in one transaction."""
        with self.session() as opened, _transaction(opened):
            written, entries = [], []
            for item in staged:
                outcome, said = write(opened, item, run, input_hash)
                written.append(outcome)
                entries += said
            ledger.append(opened, entries, run)
            return written

    def record(self, entries: Sequence[Entry], run: Circumstances) -> str:
        """Append entries that belong to no handoff; return the new chain head."""
        with self.session() as opened, _transaction(opened):
            return ledger.append(opened, entries, run)

    def split_case(self, identity: str, run: Circumstances) -> str:
        """Give `identity` a case of its own; return the new case id."""
        with self.session() as opened, _transaction(opened):
            return cases.split(opened, identity, run.as_of)

    def erase(self, case_id: str, find: Found, entry: Entry, run: Circumstances) -> Erasure:
        """Erase what `find` names of every handoff version, and the case's identities.

        Digests stay; `entry` becomes the tombstone. Raises StoreRefused when nothing is found.
        """
        with self.session() as opened, _transaction(opened):
            erased = erasing.erase(opened, case_id, find)
            ledger.append(opened, [erasing.tombstone(entry, erased)], run)
            return erased

    def ledger(self) -> pl.DataFrame:
        """Return every ledger entry in order."""
        with self.session() as opened:
            return ledger.read(opened)

    def manifest(self) -> pl.DataFrame:
        """Return every version of every handoff: its place, row count, hashes and digests."""
        with self.session() as opened:
            return opened.execute("SELECT * FROM manifest ORDER BY recorded_at, handoff_id").pl()

    def ledger_head(self) -> str:
        """Return the hash of the latest entry."""
        with self.session() as opened:
            return ledger.head(opened)

    def verify(self, heads: Sequence[str] = ()) -> list[Problem]:
        """Return what does not fit together in chain, manifest and rows; nothing when all holds."""
        with self.session() as opened:
            return verify(opened, heads)


def _round_id(opened: duckdb.DuckDBPyConnection) -> str | None:
    current = rounds.current_round(opened)
    return current.round_id if current else None


@contextmanager
def _transaction(opened: duckdb.DuckDBPyConnection) -> Iterator[None]:
    opened.execute("BEGIN")
    try:
        yield
    except BaseException:
        opened.execute("ROLLBACK")
        raise
    opened.execute("COMMIT")
