"""What goes wrong around a process while it runs: a full disk, a folder that is away.

Each is done to the process itself, at a point of its run. `put_right` undoes it from outside.
"""

from __future__ import annotations

import resource
import shutil
import signal
from pathlib import Path

from tandem_flows.workspace.folder import Workspace

_AWAY = "away"


def disk_full(workspace: Workspace, practice: str) -> None:
    """Let no file grow beyond what it has now: every write behind its end fails."""
    _let_grow(workspace, 0)


def disk_nearly_full(workspace: Workspace, practice: str) -> None:
    """Let the store grow by a few blocks, so that a write ends half-way."""
    _let_grow(workspace, 300_000)


def killed_in_a_write(workspace: Workspace, practice: str) -> None:
    """Let the system kill the process inside the write that would let the store grow."""
    signal.signal(signal.SIGXFSZ, signal.SIG_DFL)
    _let_grow(workspace, 70_000)


def _let_grow(workspace: Workspace, more: int) -> None:
    sizes = [path.stat().st_size for path in (workspace.folder / "store").glob("*")]
    most = max([4096, *sizes]) + more  # a little, as this process writes other files too
    resource.setrlimit(resource.RLIMIT_FSIZE, (most, most))


def outbox_away(workspace: Workspace, practice: str) -> None:
    """Take the folder that the practice shares away, as a lost network drive does."""
    _take_away(workspace.folder / "outbox")


def inbox_away(workspace: Workspace, practice: str) -> None:
    """Take the folder of what the practice sends away."""
    _take_away(workspace.folder / "inbox")


def _take_away(folder: Path) -> None:
    if folder.is_dir():
        folder.rename(folder.with_name(f"{folder.name}.{_AWAY}"))


def put_right(folder: Path) -> None:
    """Bring back what was away; what was made in its place meanwhile is under it, unseen."""
    for away in folder.glob(f"*.{_AWAY}"):
        place = away.with_suffix("")
        shutil.rmtree(place, ignore_errors=True)
        away.rename(place)


def nothing(workspace: Workspace, practice: str) -> None:
    """Leave the process as it is."""
