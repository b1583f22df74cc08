"""Brings a backup back into a new folder, and proves that it holds what was backed up."""

from __future__ import annotations

import shutil
from dataclasses import dataclass
from pathlib import Path

from tandem_flows.upkeep.backup import WORKSPACE, verify_files, verify_stores
from tandem_flows.upkeep.profile_text import set_key_place, write_whole
from tandem_flows.workspace.folder import Workspace
from tandem_flows.workspace.keys import FILE, KeyPlace
from tandem_validators.errors import InputRefused, Problem, TandemError


@dataclass(frozen=True)
class Restored:
    """A workspace that was brought back, and when its backup was made."""

    workspace: Workspace
    made_at: str
    stores: int


def restore(backup: Path, folder: Path, key_file: Path | None = None) -> Restored:
    """Copy a backup into `folder`, which must be new or empty, and verify every store.

    `key_file` is where the key lies on this machine, if elsewhere than the profile says. Raises
    InputRefused for a folder that holds something, and StoreRefused when the backup was changed,
    the key is missing or wrong, or a chain does not hold; then nothing stays in `folder`.
    """
    folder = folder.resolve()
    if folder.exists() and any(folder.iterdir()):
        remedy = "Name an empty folder; nothing was changed."
        raise InputRefused(Problem(f"folder {folder.name}", "holds something already", remedy))
    made = verify_files(backup)
    try:
        workspace = _placed(backup, folder, key_file)
        verify_stores(workspace, folder, made.heads)
    except TandemError:
        shutil.rmtree(folder)
        raise
    return Restored(workspace, made.made_at, len(made.heads))


def _placed(backup: Path, folder: Path, key_file: Path | None) -> Workspace:
    shutil.copytree(backup / WORKSPACE, folder, dirs_exist_ok=True)
    folder.chmod(0o700)
    for name in ("inbox", "outbox", "store", "prefect"):
        (folder / name).mkdir(mode=0o700, exist_ok=True)
    if key_file is not None:
        _point_to(folder / "profile.yaml", key_file.resolve())
    return Workspace(folder)


def _point_to(profile: Path, key_file: Path) -> None:
    text = profile.read_text(encoding="utf-8")
    write_whole(profile, set_key_place(text, KeyPlace(FILE, str(key_file))))
