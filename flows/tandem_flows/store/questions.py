"""Small questions to a partnership's record that steps ask: what was sent, recorded, corrected."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Sequence
from contextlib import AbstractContextManager
from datetime import date

import duckdb


class Questions(ABC):
    """Answers from ledger and manifest; how the record is opened is the store's business."""

    @abstractmethod
    def session(self) -> AbstractContextManager[duckdb.DuckDBPyConnection]:
        """Yield a connection for a few reads in a row."""

    def is_disclosed(
        self,
        file_name: str,
        content: str,
        sealed_to: str | None = None,
        action: str = "disclosure",
    ) -> bool:
        """Whether the ledger's latest disclosure of a file of this name has these contents.

        `sealed_to` is the fingerprint of the key that it must have been sealed to, if to any.
        """
        with self.session() as opened:
            row = opened.execute(
                "SELECT details ->> '$.content', details ->> '$.sealed_to' FROM ledger "
                "WHERE action = ? AND (details ->> '$.file') = ? ORDER BY sequence DESC LIMIT 1",
                [action, file_name],
            ).fetchone()
            return row == (content, sealed_to)

    def arrivals(self) -> list[tuple[str, str]]:
        """Return the place and content hash of each sealed file that was taken in, in order."""
        with self.session() as opened:
            rows = opened.execute(
                "SELECT details ->> '$.place', source_hash FROM ledger "
                "WHERE action = 'transit' AND code = 'arrived' ORDER BY sequence"
            ).fetchall()
            return [(str(place), str(content)) for place, content in rows]

    def content_of_message(self, message: str) -> str | None:
        """Return the content hash of a sealed file that was opened, by the hash of its bytes.

        It was taken in, or refused for what it says.
        """
        with self.session() as opened:
            row = opened.execute(
                "SELECT source_hash FROM ledger WHERE (details ->> '$.message') = ? "
                "AND (action = 'refusal' OR action = 'transit' AND code = 'arrived') LIMIT 1",
                [message],
            ).fetchone()
            return str(row[0]) if row else None

    def replaced_on(self, file_name: str, content: str) -> date | None:
        """Return the day on which a file of this name went out last with other contents."""
        with self.session() as opened:
            row = opened.execute(
                "SELECT done_on FROM ledger WHERE action = 'disclosure' "
                "AND (details ->> '$.file') = ? AND (details ->> '$.content') <> ? "
                "ORDER BY sequence DESC LIMIT 1",
                [file_name, content],
            ).fetchone()
            return row[0] if row else None

    def is_corrected_since(self, source_hash: str, call_date: date) -> bool:
        """Whether a decision of the call was corrected after this file was recorded."""
        with self.session() as opened:
            row = opened.execute(
                "SELECT max(sequence) FILTER (WHERE action = 'correction') > "
                "max(sequence) FILTER (WHERE source_hash = ?) FROM ledger WHERE call_date = ?",
                [source_hash, call_date],
            ).fetchone()
            return bool(row and row[0])

    def corrected_after_summary(self) -> list[date]:
        """Return the calls with a decision that was corrected after the summary last went out."""
        with self.session() as opened:
            rows = opened.execute(
                "SELECT call_date FROM ledger WHERE call_date IS NOT NULL GROUP BY call_date "
                "HAVING max(sequence) FILTER (WHERE action = 'correction') > max(sequence) FILTER "
                "(WHERE action = 'disclosure' AND starts_with(details ->> '$.file', 'summary-')) "
                "ORDER BY call_date"
            ).fetchall()
            return [row[0] for row in rows]

    def actions_on(self, source_hash: str) -> frozenset[str]:
        """Return what the ledger says was done with a file of these contents."""
        with self.session() as opened:
            rows = opened.execute(
                "SELECT DISTINCT action FROM ledger WHERE source_hash = ?", [source_hash]
            ).fetchall()
            return frozenset(row[0] for row in rows)

    def settled(self) -> frozenset[str]:
        """Return the hashes of all files that were taken in or refused, and of sealed ones within.

        One question, so that a folder full of files is soon looked through.
        """
        with self.session() as opened:
            rows = opened.execute(
                "SELECT source_hash FROM ledger UNION SELECT details ->> '$.message' FROM ledger "
                "WHERE action = 'refusal' OR action = 'transit' AND code = 'arrived'"
            ).fetchall()
            return frozenset(str(row[0]) for row in rows if row[0] is not None)

    def last_source(self, handoff_name: str) -> str | None:
        """Return the hash of the file that the latest version of a handoff was read from."""
        with self.session() as opened:
            row = opened.execute(
                "SELECT l.source_hash FROM ledger l JOIN manifest m USING (handoff_id) "
                "WHERE m.handoff = ? AND l.action = 'handoff' ORDER BY l.sequence DESC LIMIT 1",
                [handoff_name],
            ).fetchone()
            return row[0] if row else None

    def latest_day(self, names: Sequence[str]) -> date | None:
        """Return the latest day as of which any of these handoffs was recorded."""
        with self.session() as opened:
            row = opened.execute(
                "SELECT max(as_of) FROM manifest WHERE list_contains(?, handoff)", [list(names)]
            ).fetchone()
            return row[0] if row else None
