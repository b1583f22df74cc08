"""Reading what a benchmark found: no number of a study stands on a page in any other way."""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path
from typing import Any


@cache
def study_in(file: Path) -> dict[str, Any]:
    """Return what a benchmark wrote into `file`."""
    read: dict[str, Any] = json.loads(file.read_text(encoding="utf-8"))
    return read
