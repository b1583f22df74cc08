"""Every place where input from outside is read, each with inputs that it takes and how to call it.

Those who read files get a file; a name that the file must have is part of the parser.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from random import Random
from typing import Any

from tests.fuzz.changing import changed, changed_archive

Change = Callable[[bytes, bytes, Random], bytes]
Seeds = Callable[[], Sequence[bytes]]


@dataclass(frozen=True)
class Parser:
    """One parser: its name on the evidence page, the file it reads, its seeds, and its call.

    `share` is how many of the cases are for it, beside the others: large files are read slowly.
    """

    name: str
    file: str
    seeds: Seeds
    read: Callable[[Path], Any]
    change: Change = changed
    share: int = 4

    def reading(self, content: bytes, folder: Path) -> Callable[[], Any]:
        """Return the call that reads `content` from a file of the right name."""
        path = folder / self.file
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)
        return lambda: self.read(path)


def every_parser() -> tuple[Parser, ...]:
    """Return all parsers, in the order of the evidence page."""
    from tests.fuzz import of_guidelines, of_lists, of_others, of_sheets

    return (
        *of_lists.parsers(changed_archive),
        *of_sheets.parsers(changed_archive),
        *of_guidelines.parsers(),
        *of_others.parsers(changed_archive),
    )
