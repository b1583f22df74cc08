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

# what an entry and the manifest's line of the same handoff both say, beside its contents
_BOTH = (
    "handoff_id",
    "round_id",
    "call_date",
    "as_of",
    "guideline_version",
    "guideline_digest",
    "values_digest",
    "flow_run_id",
)
_CONTENTS = {"content_hash": "content", "row_count": "rows"}
_WRITTEN = ("action", "details", *_BOTH)
_KEPT_UNDER = ("guideline_digest", "guideline_version")
# cells of these kinds are what findings are drawn from; all others are text
_KINDS = {
    "sequence": pl.Int64,
    "count": pl.Int64,
    "as_of": pl.Date,
    "call_date": pl.Date,
    "due_on": pl.Date,
    "done_on": pl.Date,
    "recorded_at": pl.Datetime("us"),
    "clauses": pl.List(pl.String),
}
Told = Mapping[str, str | None]


@dataclass(frozen=True)
class Record:
    """What the chained entries of a partnership say, and whether they hold.

    `hashes` are those of the entries in their order, `guidelines` the digests that they name with
    their versions, `last` when the latest was recorded and under which digest, `runs` the runs that
    are named, `written` what they say of each handoff by its id. `broken` is the first entry that
    does not follow from the one before it; `is_table` whether the table holds these very entries.
    """

    hashes: Sequence[str]
    guidelines: frozenset[tuple[str, str]]
    last: tuple[str, str]
    runs: frozenset[str]
    written: Mapping[str, Told]
    broken: int | None
    is_table: bool


def read_record(
    files: Mapping[str, bytes], practice_id: str, table: pl.DataFrame | None
) -> Record | Problem:
    """Return the record of a partnership, or why its lines cannot be read.

    `table` is the ledger's Parquet table, if there is one that can be read.
    """
    content = files.get(f"ledger/{practice_id}.jsonl")
    is_ledger = table is not None and _is_ledger(table)
    if content and table is not None and is_ledger and holds_at_once(table, content):
        return _of_table(table)
    entries, problems = read_entries(files, practice_id)
    if problems:
        return problems[0]
    is_table = table is not None and is_ledger and as_chained(table) == entries
    return _of_entries(entries, is_table)


def _is_ledger(table: pl.DataFrame) -> bool:
    """Whether a table has the columns that findings are drawn from, each of its kind."""
    texts = {"action", "step", "code", "organisation", "case_id", *_WRITTEN} - _KINDS.keys()
    kinds = {**_KINDS, **dict.fromkeys(texts, pl.String)}
    return all(table.schema.get(name) == kind for name, kind in kinds.items())


def _of_table(table: pl.DataFrame) -> Record:
    handoffs = table.filter(pl.col("action") == "handoff").select(_WRITTEN)
    at = pl.col("recorded_at").dt.to_string("%Y-%m-%dT%H:%M:%S%.6f")
    ((recorded_at, digest),) = table.tail(1).select(at, "guideline_digest").iter_rows()
    return Record(
        hashes=table["entry_hash"].to_list(),
        guidelines=_pairs(table.select(_KEPT_UNDER).unique().iter_rows()),
        last=(str(recorded_at or ""), str(digest)),
        runs=frozenset(table["flow_run_id"].drop_nulls().unique()),
        written=dict(_written(handoffs.iter_rows(named=True))),
        broken=None,
        is_table=True,
    )


def _of_entries(entries: Sequence[Mapping[str, Any]], is_table: bool) -> Record:
    last = entries[-1] if entries else {}
    return Record(
        hashes=[str(entry["entry_hash"]) for entry in entries],
        guidelines=_pairs(tuple(map(entry.get, _KEPT_UNDER)) for entry in entries),
        last=(str(last.get("recorded_at", "")), str(last.get("guideline_digest"))),
        runs=frozenset(str(entry["flow_run_id"]) for entry in entries if entry.get("flow_run_id")),
        written=dict(_written(entry for entry in entries if entry.get("action") == "handoff")),
        broken=broken_link(entries),
        is_table=is_table,
    )


def _pairs(named: Iterator[tuple[Any, ...]]) -> frozenset[tuple[str, str]]:
    return frozenset((str(digest), str(version)) for digest, version in named)


def _written(entries: Iterator[Mapping[str, Any]]) -> Iterator[tuple[str, Told]]:
    """Yield each handoff's id, and what its entry tells of it in the manifest's columns."""
    for entry in entries:
        try:
            details = json.loads(str(entry.get("details")))
        except (ValueError, RecursionError):
            details = None
        facts = details if isinstance(details, dict) else {}
        told = {name: _text(entry.get(name)) for name in _BOTH}
        content = {name: _text(facts.get(key)) for name, key in _CONTENTS.items()}
        yield str(entry.get("handoff_id")), told | content


def _text(cell: object) -> str | None:
    return None if cell is None else str(cell)
