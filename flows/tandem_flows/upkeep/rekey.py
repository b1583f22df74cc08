"""Giving the stores of a workspace a new key: every store is written anew, and the profile last.

A note in the store folder says that it has begun, and where the new key is. While it stands, no
other command opens a store. A run that was killed goes on where it ended; both keys stay where they
are, and nothing is deleted but the old files of the stores.
"""

from __future__ import annotations

import json
import os
import re
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from tandem_flows.store.entries import Circumstances, Entry
from tandem_flows.store.store import Store
from tandem_flows.transit.keyring import keyring_of
from tandem_flows.upkeep.partnership import circumstances
from tandem_flows.upkeep.profile_text import set_key_place, write_whole
from tandem_flows.workspace.folder import Workspace
from tandem_flows.workspace.keys import (
    ENVIRONMENT,
    FILE,
    KeyPlace,
    is_kept,
    key_place,
    make_key,
    read_key,
)
from tandem_validators.errors import InputRefused, Problem, StoreRefused

_NUMBER = re.compile(r"-(\d+)$")


@dataclass(frozen=True)
class Rekeyed:
    """Where the key was and where it is now, and how many stores were written under it."""

    old: KeyPlace
    new: KeyPlace
    stores: int


def rekey(workspace: Workspace, to: KeyPlace | None, on: date, operator: str) -> Rekeyed:
    """Write every store under a new key, verify it, and name the key in the profile.

    Without `to` the new key lies beside the old one. Raises InputRefused when the new place is the
    old one or lies inside the workspace, StoreRefused when a key or a store does not open.
    """
    old = workspace.key
    new = _begun(workspace) or _new_place(workspace, to)
    if workspace.rekeying.exists() and to is not None and to.below(workspace.folder) != new:
        remedy = f"Go on with `tandem rekey --to {new}`, or without `--to`."
        raise InputRefused(Problem("rekey", f"has begun with another place, {new}", remedy))
    make_key(new)
    _begin(workspace, new)
    run = circumstances(workspace, on, operator)
    names = [name for name in workspace.profile.practices if _path(workspace, name).is_file()]
    for name in names:
        _write_under(Store(_path(workspace, name), name, read_key(old)), read_key(new), run)
    keyring_of(workspace).lock_anew(read_key(new))
    profile = workspace.folder / "profile.yaml"
    if old != new:
        write_whole(profile, set_key_place(profile.read_text(encoding="utf-8"), new))
    workspace.rekeying.unlink()
    return Rekeyed(old, new, len(names))


def _write_under(store: Store, key: str, run: Circumstances) -> None:
    """Write one store under `key`, unless an earlier run did."""
    if _opens(Store(store.path, store.partnership, key)):
        return
    said = Entry("key", "ready", (), code="rekeyed", done_on=run.as_of)
    store.write_anew(key, (said,), run)


def _opens(store: Store) -> bool:
    try:
        store.ledger_head()
    except StoreRefused:
        return False
    return True


def _path(workspace: Workspace, practice_id: str) -> Path:
    return workspace.folder / "store" / f"{practice_id}.duckdb"


def _begun(workspace: Workspace) -> KeyPlace | None:
    """Return where the new key is when a run before this one began and did not end."""
    if not workspace.rekeying.exists():
        return None
    said = json.loads(workspace.rekeying.read_text(encoding="utf-8"))
    return key_place(said["to"], "rekeying.json")


def _begin(workspace: Workspace, new: KeyPlace) -> None:
    if workspace.rekeying.exists():
        return
    unfinished = workspace.rekeying.with_name(".rekeying.json")
    unfinished.write_text(json.dumps({"to": str(new)}), encoding="utf-8")
    unfinished.chmod(0o600)
    os.replace(unfinished, workspace.rekeying)


def _new_place(workspace: Workspace, to: KeyPlace | None) -> KeyPlace:
    old = workspace.key
    new = to.below(workspace.folder) if to is not None else _next_to(old)
    if new == old or (is_kept(new) and read_key(new) == read_key(old)):
        remedy = "Name another place, or another key."
        raise InputRefused(Problem(f"key {new}", "is the key that the stores have", remedy))
    if new.kind == FILE and Path(new.name).resolve().is_relative_to(workspace.folder):
        remedy = "Keep the key elsewhere, so that a copied workspace cannot be read."
        raise InputRefused(Problem("key file", "would lie inside the workspace", remedy))
    return new


def _next_to(old: KeyPlace) -> KeyPlace:
    """Return the first free place beside the old key: `ours.key` is followed by `ours-2.key`."""
    if old.kind == ENVIRONMENT:
        remedy = "Set another variable to the new key and name it: `--to env:NAME`."
        raise InputRefused(Problem(f"key {old}", "can be set by you alone", remedy))
    path = Path(old.name)
    stem = path.stem if old.kind == FILE else old.name
    counted = _NUMBER.search(stem)
    first = int(counted.group(1)) + 1 if counted else 2
    bare = _NUMBER.sub("", stem)
    for number in range(first, first + 1000):
        name = f"{bare}-{number}"
        place = KeyPlace(
            old.kind, str(path.with_name(f"{name}{path.suffix}")) if old.kind == FILE else name
        )
        if not is_kept(place):
            return place
    raise InputRefused(Problem(f"key {old}", "has no free place beside it", "Name one: `--to`."))
