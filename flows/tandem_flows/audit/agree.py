"""Whether the tables of an export say what its chained record says. Nothing is taken on trust."""

from __future__ import annotations

import io
import json
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

import polars as pl
from polars.exceptions import PolarsError

from tandem_flows.audit.export import table_csv
from tandem_flows.store.canonical import canonical
from tandem_validators.errors import Problem

# the kinds of cells that a ledger has: of these the engine's spelling is that of the chain
_SPELLED = (pl.String, pl.Int64, pl.Date, pl.Datetime("us"), pl.List(pl.String))
_ASK = "Rely on the chained record only, and ask the sender for a new export."


def table_problems(
    files: Mapping[str, bytes], practice_id: str, entries: Sequence[Mapping[str, Any]]
) -> list[Problem]:
    """Return where ledger tables or manifest differ from the chained `entries`."""
    ledger, manifest = f"ledger/{practice_id}", f"manifest/{practice_id}"
    found = [*_as_chained(files, ledger, entries), *_same_csv(files, ledger)]
    return [*found, *_as_recorded(files, manifest, entries), *_same_csv(files, manifest)]


def _as_chained(
    files: Mapping[str, bytes], name: str, entries: Sequence[Mapping[str, Any]]
) -> Iterator[Problem]:
    frame = _parquet(files, f"{name}.parquet")
    lines = files.get(f"{name}.jsonl")
    if frame is None or (_at_once(frame) != lines and _one_by_one(frame) != list(entries)):
        yield Problem(f"{name}.parquet", "does not hold the chained entries", _ASK)


def _at_once(frame: pl.DataFrame) -> bytes | None:
    """Return the lines of a ledger as the chain spells them, where the engine can tell."""
    if any(kind not in _SPELLED for kind in frame.schema.values()):
        return None
    shown = pl.selectors.datetime().dt.strftime("%Y-%m-%dT%H:%M:%S%.6f")
    whole = shown.str.replace(".000000", "", literal=True)
    try:
        return frame.with_columns(whole).select(sorted(frame.columns)).write_ndjson().encode()
    except PolarsError:
        return None


def _one_by_one(frame: pl.DataFrame) -> list[Any] | None:
    """Return the entries of a ledger in their canonical form; None when a cell has none."""
    try:
        return [json.loads(canonical(row)) for row in frame.iter_rows(named=True)]
    except TypeError:
        return None


def _same_csv(files: Mapping[str, bytes], name: str) -> Iterator[Problem]:
    frame = _parquet(files, f"{name}.parquet")
    if frame is None or _csv(frame) != files.get(f"{name}.csv", b""):
        yield Problem(f"{name}.csv", "does not hold the rows of its Parquet file", _ASK)


def _csv(frame: pl.DataFrame) -> bytes | None:
    """Return a table as CSV; None when a cell cannot stand in one."""
    try:
        return table_csv(frame)
    except PolarsError:
        return None


def _as_recorded(
    files: Mapping[str, bytes], name: str, entries: Sequence[Mapping[str, Any]]
) -> Iterator[Problem]:
    """Every handoff of the manifest has its entry with the same content hash, and the reverse."""
    frame = _parquet(files, f"{name}.parquet")
    written = {
        str(entry["handoff_id"]): json.loads(entry["details"] or "{}").get("content")
        for entry in entries
        if entry.get("action") == "handoff"
    }
    stored = {} if frame is None else dict(frame.select("handoff_id", "content_hash").iter_rows())
    for handoff_id in sorted(written.keys() | stored.keys()):
        if written.get(handoff_id) != stored.get(handoff_id):
            what = "is not as the chained record has it"
            yield Problem(f"{name}, handoff {handoff_id}", what, _ASK)


def _parquet(files: Mapping[str, bytes], name: str) -> pl.DataFrame | None:
    try:
        return pl.read_parquet(io.BytesIO(files.get(name, b"")))
    except (PolarsError, OSError):
        return None
