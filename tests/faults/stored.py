"""What a workspace holds for one practice, in a form that two runs can be told equal by."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import polars as pl

from tandem_flows.steps.look import present_states
from tandem_flows.store.reading import read_latest
from tandem_flows.workspace.folder import Workspace
from tandem_validators.handoffs.registry import handoffs


@dataclass(frozen=True)
class Stored:
    """Problems of the record, listed patients without exactly one state, and digests of the rest.

    `rows` are the handoffs in the order of their keys, `files` the outbox by name; `odd_files` are
    those that no finished run leaves.
    """

    problems: list[str]
    stateless: list[str]
    rows: dict[str, str]
    entries: int
    head: str
    files: dict[str, str]
    odd_files: list[str]


def stored(workspace: Workspace, practice: str, as_of: date, *, with_states: bool = True) -> Stored:
    """Return what `workspace` holds; a store that was never made holds nothing.

    States are worked out from rows: who compares the rows may leave them out.
    """
    store = workspace.store(practice)
    files = _files(workspace.folder / "outbox" / practice)
    odd = [name for name in files if Path(name).name.startswith(".")]
    whole = {name: digest for name, digest in files.items() if name not in odd}
    if not store.path.is_file():
        return Stored([], [], {}, 0, "", whole, odd)
    problems = [str(problem) for problem in store.verify()]
    rows = _rows(workspace, practice)
    ledger = store.ledger()
    stateless = _stateless(workspace, practice, as_of) if with_states else []
    return Stored(problems, stateless, rows, ledger.height, store.ledger_head(), whole, odd)


def _stateless(workspace: Workspace, practice: str, as_of: date) -> list[str]:
    """Return the listed cases that have no state, or two."""
    listed = workspace.store(practice).read("combined_list").frame["case_id"]
    states = present_states(workspace, practice, as_of)["case_id"]
    if sorted(listed) == sorted(states):
        return []
    return sorted(set(listed) ^ set(states)) or ["twice"]


def _rows(workspace: Workspace, practice: str) -> dict[str, str]:
    with workspace.store(practice).session() as opened:
        frames = {name: read_latest(opened, spec, None) for name, spec in handoffs().items()}
    return {name: _digest(found.frame) for name, found in frames.items() if found.is_known}


def _digest(frame: pl.DataFrame) -> str:
    """Return a digest of the rows in the order of their cells, the key's first."""
    texts = sorted(str(row) for row in frame.rows())
    return f"{frame.height} {hashlib.sha256(repr(texts).encode()).hexdigest()[:12]}"


def _files(outbox: Path) -> dict[str, str]:
    found = sorted(path for path in outbox.rglob("*") if path.is_file())
    return {
        str(path.relative_to(outbox)): hashlib.sha256(path.read_bytes()).hexdigest()[:12]
        for path in found
    }
