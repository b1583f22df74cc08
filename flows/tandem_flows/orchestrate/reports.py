"""Problem reports: why a run failed, kept in the workspace and not in Prefect's history."""

from __future__ import annotations

import secrets
from collections.abc import Sequence
from pathlib import Path

_LETTERS = "ABCDEFGHJKLMNPQRSTUVWXYZ23456789"  # without I, O, 0 and 1: ids are read aloud
_LENGTH = 8


def report_path(folder: Path, report_id: str) -> Path:
    """Return where report `report_id` of the workspace in `folder` lies."""
    return folder / "store" / "problems" / f"{report_id}.txt"


def write_report(folder: Path, lines: Sequence[str]) -> str:
    """Write a report that only its owner can read; return its id."""
    report_id = "P-" + "".join(secrets.choice(_LETTERS) for _ in range(_LENGTH))
    path = report_path(folder, report_id)
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    path.touch(mode=0o600)
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return report_id
