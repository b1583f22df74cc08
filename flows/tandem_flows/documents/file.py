"""What every file says of itself, and what a writer of a file is."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Protocol, runtime_checkable


@dataclass(frozen=True)
class About:
    """Lines on whose file it is, who made it, and the record head; and the day it was made.

    `replaces_of` is the day on which an earlier file of the same name was sent; `templates` the
    folder in which an organisation keeps templates of its own.
    """

    lines: tuple[str, ...]
    made_on: date
    replaces_of: date | None = None
    templates: Path | None = None

    @property
    def sentences(self) -> tuple[str, ...]:
        """What a reader must know of the file before its contents."""
        if self.replaces_of is None:
            return ()
        return (f"This replaces the file that was sent on {self.replaces_of}.",)


Writer = Callable[[Path, About], None]


@runtime_checkable
class SaysContent(Protocol):
    """A writer that can tell what the file says and how it is set without setting it."""

    def content(self, about: About) -> bytes:
        """Return what decides the file's bytes."""


def text_file(text: str) -> Writer:
    """Return a writer of plain text that says nothing of itself, such as a calendar.

    Line ends stay as they are.
    """

    def write(path: Path, _about: About) -> None:
        path.write_bytes(text.encode("utf-8"))

    return write
