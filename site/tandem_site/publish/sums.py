"""Digests of published files, so that anyone can tell whether a copy is whole and unchanged."""

from __future__ import annotations

import hashlib
from pathlib import Path

SUMS_FILE = "SHA256SUMS"


def write_sums(folder: Path) -> None:
    """Write the digest of each file below `folder`, in the form that `sha256sum -c` reads."""
    paths = sorted(path for path in folder.rglob("*") if path.is_file())
    lines = [
        f"{hashlib.sha256(path.read_bytes()).hexdigest()}  {path.relative_to(folder).as_posix()}\n"
        for path in paths
        if path.name != SUMS_FILE
    ]
    (folder / SUMS_FILE).write_text("".join(lines), encoding="utf-8", newline="\n")
