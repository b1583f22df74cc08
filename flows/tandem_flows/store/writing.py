"""What a step hands to the store, and what becomes of it: written, confirmed or unchanged."""

from __future__ import annotations

import dataclasses
from dataclasses import dataclass

import duckdb
import polars as pl

from tandem_flows.store import handoffs
from tandem_flows.store.entries import Circumstances, Entry
from tandem_flows.store.handoffs import Place
from tandem_validators.errors import Problem, StoreRefused


@dataclass(frozen=True)
class Staged:
    """A validated handoff that waits to be committed, with what the ledger says about it."""

    place: Place
    frame: pl.DataFrame
    entry: Entry
    notes: tuple[Entry, ...] = ()


@dataclass(frozen=True)
class Written:
    """What became of a staged handoff: `written`, `confirmed` on a later day, or `unchanged`."""

    handoff_id: str
    outcome: str
    rows: int


def write(
    opened: duckdb.DuckDBPyConnection, staged: Staged, run: Circumstances, input_hash: str
) -> tuple[Written, list[Entry]]:
    """Store a handoff unless it is there already; return what became of it, and its entries."""
    place, rows = staged.place, staged.frame.height
    before = handoffs.latest(opened, place)
    if before and handoffs.is_same(opened, place, staged.frame, before, run):
        return _confirm(opened, staged, before, run)
    if before and before.as_of > run.as_of:
        raise _looks_back(before, run)
    version = before.version + 1 if before else 1
    handoff_id = place.handoff_id(version)
    content = handoffs.insert(opened, place, staged.frame, version, input_hash, run)
    # the chain holds what was stored: rows changed afterwards no longer fit their entry
    details = {**staged.entry.details, "content": content, "rows": rows}
    entry = dataclasses.replace(staged.entry, details=details)
    entries = [_placed(said, place, handoff_id) for said in (entry, *staged.notes)]
    return Written(handoff_id, "written", rows), entries


def _looks_back(before: handoffs.Version, run: Circumstances) -> StoreRefused:
    what = f"was recorded as of {before.as_of}, after the {run.as_of} that this run looks from"
    remedy = f"Run it as of {before.as_of} or later: a later record is never replaced from before."
    return StoreRefused(Problem(f"handoff {before.handoff_id}", what, remedy))


def _confirm(
    opened: duckdb.DuckDBPyConnection,
    staged: Staged,
    before: handoffs.Version,
    run: Circumstances,
) -> tuple[Written, list[Entry]]:
    """Leave one line when a later day found the same; nothing when the same run is repeated."""
    row = opened.execute(
        "SELECT max(as_of) FROM ledger WHERE handoff_id = ?", [before.handoff_id]
    ).fetchone()
    looked_last = row[0] if row and row[0] else before.as_of
    if run.as_of <= looked_last:
        return Written(before.handoff_id, "unchanged", staged.frame.height), []
    entry = dataclasses.replace(staged.entry, action="confirmed")
    placed = _placed(entry, staged.place, before.handoff_id)
    return Written(before.handoff_id, "confirmed", staged.frame.height), [placed]


def _placed(entry: Entry, place: Place, handoff_id: str) -> Entry:
    return dataclasses.replace(
        entry, handoff_id=handoff_id, round_id=place.round_id, call_date=place.call_date
    )
