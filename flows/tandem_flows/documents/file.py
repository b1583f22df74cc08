"""What every file says of itself, and what a writer of a file is."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from pathlib import Path


@dataclass(frozen=True)
class About:
    """Lines on whose file it is, who made it, and the record head; and the day it was made."""

    lines: tuple[str, ...]
    made_on: date


Writer = Callable[[Path, About], None]
