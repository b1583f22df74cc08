"""A backup of a workspace: every store copied whole, every other file, and a manifest to prove it.

The key is never part of it: keep the key elsewhere, for without it nobody can read the stores.
Records that Prefect keeps on another database (PostgreSQL) are backed up with that database.
"""

from __future__ import annotations

import hashlib
import json
import shutil
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from dataclasses import asdict, dataclass
from datetime import datetime
from pathlib import Path

from tandem_flows.store.store import Store
from tandem_flows.workspace.folder import Workspace
from tandem_validators.errors import InputRefused, Problem, StoreRefused

MANIFEST = "backup.json"
WORKSPACE = "workspace"
_HISTORY = "prefect/prefect.db"
_OF_PREFECT = ("auth", "schedules.json")
_REMEDY = "Make a new backup; keep this one until you know what happened."


@dataclass(frozen=True)
class Backup:
    """What a backup holds: the hash of every file, and the head of every ledger."""

    made_at: str
    guideline: str
    files: dict[str, str]
    heads: dict[str, str]


def back_up(workspace: Workspace, into: Path, made_at: datetime) -> Path:
    """Copy the workspace into a new folder below `into`, verify the copy, and return its folder.

    Raises InputRefused when the place lies inside the workspace or is taken, and StoreRefused when
    the copy does not hold.
    """
    folder = into.resolve() / f"{workspace.folder.name}-{made_at:%Y%m%dT%H%M%SZ}"
    if folder.is_relative_to(workspace.folder):
        remedy = "Name a folder elsewhere, best on another disk."
        raise InputRefused(Problem("backup", "would lie inside the workspace", remedy))
    if folder.exists():
        raise InputRefused(Problem(f"folder {folder.name}", "is there already", "Try again."))
    place = folder / WORKSPACE
    place.mkdir(mode=0o700, parents=True)
    _copy_files(workspace.folder, place)
    _copy_history(workspace.folder, place)
    heads = {store.partnership: _copy(store, place) for store in stores_of(workspace)}
    made = Backup(made_at.isoformat(), workspace.profile.guideline, _hashes(place), heads)
    _write_manifest(folder, made)
    verify_files(folder)
    verify_stores(workspace, place, heads)
    return folder


def read_manifest(folder: Path) -> Backup:
    """Return what a backup says it holds; raise InputRefused when the folder is none."""
    path = folder / MANIFEST
    if path.is_file():
        return Backup(**json.loads(path.read_text(encoding="utf-8")))
    remedy = f"Name the folder of a backup: it holds {MANIFEST}."
    raise InputRefused(Problem(f"folder {folder.name}", "is no backup", remedy))


def verify_files(folder: Path) -> Backup:
    """Return the manifest of a backup whose files are as they were written.

    Raises StoreRefused with every file that is missing, other or too many.
    """
    made = read_manifest(folder)
    found = _hashes(folder / WORKSPACE)
    problems = [
        Problem(f"backup, file {name}", "is missing or was changed", _REMEDY)
        for name, digest in made.files.items()
        if found.get(name) != digest
    ]
    more = found.keys() - made.files.keys()
    problems += [Problem(f"backup, file {name}", "was added later", _REMEDY) for name in more]
    if problems:
        raise StoreRefused(problems)
    return made


def verify_stores(workspace: Workspace, place: Path, heads: dict[str, str]) -> None:
    """Open every store in `place`: its chain must hold and end as the manifest says."""
    problems = list[Problem]()
    for name, head in heads.items():
        store = workspace.store(name).at(place / "store" / f"{name}.duckdb")
        problems += store.verify([head])
        if store.ledger_head() != head:
            problems.append(Problem(f"store {name}", "does not end as recorded", _REMEDY))
    if problems:
        raise StoreRefused(problems)


def stores_of(workspace: Workspace) -> Iterator[Store]:
    """Yield the stores that there are."""
    for name in workspace.profile.practices:
        store = workspace.store(name)
        if store.path.is_file():
            yield store


def _copy(store: Store, place: Path) -> str:
    """Copy a store and return the head of the copy's ledger."""
    path = place / "store" / store.path.name
    path.parent.mkdir(mode=0o700, exist_ok=True)
    return store.copy_to(path).ledger_head()


def _copy_files(source: Path, place: Path) -> None:
    """Copy everything but the stores and what Prefect keeps; unfinished files are passed over."""

    def passed_over(folder: str, names: list[str]) -> list[str]:
        is_top = Path(folder) == source
        return [
            name
            for name in names
            if name.startswith(".") or ".duckdb" in name or (is_top and name == "prefect")
        ]

    shutil.copytree(source, place, dirs_exist_ok=True, ignore=passed_over)
    for path in place.rglob("*"):
        path.chmod(0o700 if path.is_dir() else 0o600)


def _copy_history(source: Path, place: Path) -> None:
    """Copy Prefect's own history, in one piece although it is in use."""
    target = place / "prefect"
    target.mkdir(mode=0o700)
    for name in _OF_PREFECT:
        if (source / "prefect" / name).is_file():
            shutil.copy2(source / "prefect" / name, target / name)
    if (source / _HISTORY).is_file():
        (place / _HISTORY).touch(mode=0o600)
        with (
            closing(sqlite3.connect(source / _HISTORY)) as kept,
            closing(sqlite3.connect(place / _HISTORY)) as copy,
        ):
            kept.backup(copy)


def _hashes(place: Path) -> dict[str, str]:
    files = sorted(path for path in place.rglob("*") if path.is_file())
    return {path.relative_to(place).as_posix(): _hash(path) for path in files}


def _hash(path: Path) -> str:
    with path.open("rb") as content:
        return hashlib.file_digest(content, "sha256").hexdigest()


def _write_manifest(folder: Path, made: Backup) -> None:
    path = folder / MANIFEST
    path.touch(mode=0o600)
    path.write_text(json.dumps(asdict(made), indent=1), encoding="utf-8")
