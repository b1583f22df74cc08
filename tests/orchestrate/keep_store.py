"""Keeps a practice's store open in a process of its own until its standard input closes."""

from __future__ import annotations

import sys
from pathlib import Path

from tandem_flows.workspace.folder import Workspace


def main(folder: str, practice_id: str) -> None:
    store = Workspace(Path(folder)).store(practice_id)
    store.create()
    with store.session():
        print("kept", flush=True)
        sys.stdin.read()


if __name__ == "__main__":
    main(*sys.argv[1:])
