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


def text_file(text: str) -> Writer:
    """Return a writer of plain text that says nothing of itself, such as a calendar."""

    def write(path: Path, _about: About) -> None:
        path.write_text(text, encoding="utf-8")

    return write
