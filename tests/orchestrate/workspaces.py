"""New workspaces for tests, whose Prefect history is a copy of a file brought up to date once.

That saves more than half of a server's first start. Only the start is hastened; nothing of the
server is replaced.
"""

from __future__ import annotations

import importlib.metadata
import os
import shutil
import sqlite3
from pathlib import Path

from tandem_flows.workspace.folder import Workspace
from tandem_flows.workspace.init import init_workspace

_BUILD = Path(__file__).resolve().parents[2] / "build"
_TEMPLATE = _BUILD / f"prefect-{importlib.metadata.version('prefect')}.db"


def new_workspace(folder: Path) -> Workspace:
    init_workspace(folder / "workspace", folder / "key")
    workspace = Workspace(folder / "workspace")
    place_history(workspace)
    return workspace


def place_history(workspace: Workspace) -> None:
    """Give the server of a new workspace an empty history, if one was kept before."""
    if _TEMPLATE.is_file():
        place = workspace.prefect_home / "prefect.db"
        shutil.copyfile(_TEMPLATE, place)
        place.chmod(0o600)


def keep_history(workspace: Workspace) -> None:
    """Keep the still empty history of a server that runs, for the workspaces to come."""
    if _TEMPLATE.is_file():
        return
    _BUILD.mkdir(exist_ok=True)
    unfinished = _TEMPLATE.with_suffix(f".{os.getpid()}")
    database = workspace.prefect_home / "prefect.db"
    with sqlite3.connect(database) as source, sqlite3.connect(unfinished) as copy:
        source.backup(copy)
    unfinished.replace(_TEMPLATE)
