"""The chained record of one partnership as an export holds it, read and held against its chain.

Here: reading it, at once where that gives a yes and else entry by entry. Not here: whether tables
and index say the same (`agree`, `examine`).
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import polars as pl

from tandem_flows.audit.at_once import holds_at_once
from tandem_flows.audit.lines import broken_link, read_entries
from tandem_flows.audit.tables import as_chained
from tandem_validators.errors import Problem

_WRITTEN = ("action", "handoff_id", "details")


@dataclass(frozen=True)
class Record:
    """What the chained entries of a partnership say, and whether they hold.

    `hashes` are those of the entries in their order, `guidelines` the digests that they name,
    `written` the content hash of each handoff by its id. `broken` is the first entry that does not
    follow from the one before it; `is_table` whether the table holds these very entries.
    """

    hashes: Sequence[str]
    guidelines: frozenset[str]
    written: Mapping[str, str]
    broken: int | None
    is_table: bool


def read_record(
    files: Mapping[str, bytes], practice_id: str, table: pl.DataFrame | None
) -> Record | Problem:
    """Return the record of a partnership, or why its lines cannot be read.

    `table` is the ledger's Parquet table, if there is one that can be read.
    """
    content = files.get(f"ledger/{practice_id}.jsonl")
    if content and table is not None and holds_at_once(table, content):
        return _of_table(table)
    entries, problems = read_entries(files, practice_id)
    if problems:
        return problems[0]
    is_table = table is not None and as_chained(table) == entries
    return _of_entries(entries, is_table)


def _of_table(table: pl.DataFrame) -> Record:
    named = [name for name in _WRITTEN if name in table.columns]
    handoffs = table.select(named).filter(pl.col("action") == "handoff")
    guidelines = frozenset(map(str, table["guideline_digest"].unique()))
    written = dict(_contents(handoffs.iter_rows(named=True)))
    return Record(table["entry_hash"].to_list(), guidelines, written, None, True)


def _of_entries(entries: Sequence[Mapping[str, Any]], is_table: bool) -> Record:
    guidelines = frozenset(str(entry.get("guideline_digest")) for entry in entries)
    written = dict(_contents(entry for entry in entries if entry.get("action") == "handoff"))
    hashes = [str(entry["entry_hash"]) for entry in entries]
    return Record(hashes, guidelines, written, broken_link(entries), is_table)


def _contents(entries: Iterator[Mapping[str, Any]]) -> Iterator[tuple[str, str]]:
    """Yield each handoff's id and the content hash that its entry tells of."""
    for entry in entries:
        try:
            details = json.loads(str(entry.get("details")))
        except ValueError:
            details = None
        content = details.get("content") if isinstance(details, dict) else None
        yield str(entry.get("handoff_id")), str(content)
