"""Ledger entries as lines of JSON, and whether each follows from the one before. Pure."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import orjson

from tandem_flows.store.canonical import canonical, digest
from tandem_validators.errors import Problem

GENESIS = "0" * 64
_HASHES = ("previous_hash", "entry_hash")
_ASK = "Ask the sender for a new export."


def read_entries(
    files: Mapping[str, bytes], practice_id: str
) -> tuple[list[dict[str, Any]], list[Problem]]:
    """Return the entries of a partnership's ledger in an export, or why they cannot be read."""
    name = f"ledger/{practice_id}.jsonl"
    if name not in files:
        return [], [Problem(name, "is missing", _ASK)]
    try:
        entries = [orjson.loads(line) for line in files[name].splitlines()]
    except ValueError:
        entries = [None]
    if not all(isinstance(entry, dict) and set(_HASHES) <= entry.keys() for entry in entries):
        return [], [Problem(name, "holds a line that is no entry", _ASK)]
    if _spelled(entries) != files[name]:
        return [], [Problem(name, "holds a line that is spelled otherwise than its hash", _ASK)]
    return entries, []


def _spelled(entries: Sequence[Mapping[str, Any]]) -> bytes | None:
    """Return the lines as they were hashed; None when an entry cannot have been."""
    try:
        return b"".join(canonical(entry).encode() + b"\n" for entry in entries)
    except TypeError:
        return None


def broken_link(entries: Sequence[Mapping[str, Any]]) -> int | None:
    """Return the number of the first entry that does not follow from the one before it, if any."""
    previous = GENESIS
    for expected, entry in enumerate(entries, start=1):
        chained = {name: value for name, value in entry.items() if name not in _HASHES}
        fits = entry.get("sequence") == expected and entry["previous_hash"] == previous
        if not fits or entry["entry_hash"] != digest(previous, canonical(chained)):
            return expected
        previous = str(entry["entry_hash"])
    return None
