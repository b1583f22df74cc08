"""A document as values: its title, what it says first, and its parts. Each form is written from it.

Here: values that hold words only, ready to be set. Not here: which words (`packet`, `summary`,
`report`, ...), and how HTML, PDF and Word set them (`page`, `pdf`, `word`).
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import asdict, dataclass
from typing import Any

from tandem_flows.documents.file import About
from tandem_flows.documents.pictures.picture import Picture
from tandem_flows.documents.text import plain

# How a part stands: on its own, as a card that is kept together, or as a smaller card.
PLAIN, CARD, SMALL = "plain", "card", "small"
MISSING, LATE, DAY = "missing", "late", "day"


@dataclass(frozen=True)
class Words:
    """Words of a cell or a fact, and how they look: as they are, `missing`, `late` or a `day`."""

    text: str
    look: str = ""


@dataclass(frozen=True)
class Fact:
    """One fact beside its name; a missing one says so. A wide one has a line of its own."""

    name: str
    said: Words
    is_wide: bool = False


@dataclass(frozen=True)
class Column:
    """One column of a table; `spoken` is read before each cell where the heading is not in sight.

    `share` is its part of the width beside the others'.
    """

    title: str
    spoken: str = ""
    share: int = 1


@dataclass(frozen=True)
class Grid:
    """A table: a caption that tells what it holds, its columns, its rows."""

    caption: str
    columns: tuple[Column, ...]
    rows: tuple[tuple[Words, ...], ...]


@dataclass(frozen=True)
class Part:
    """One part: a heading, a line below it, marks, sentences, facts, a list, pictures, a table."""

    heading: str
    under: str = ""
    look: str = PLAIN
    tags: tuple[str, ...] = ()
    sentences: tuple[tuple[str, str], ...] = ()
    facts: tuple[Fact, ...] = ()
    entries: tuple[str, ...] = ()
    grid: Grid | None = None
    pictures: tuple[Picture, ...] = ()
    closing: str = ""
    is_new_page: bool = False


@dataclass(frozen=True)
class Paper:
    """A document: its kind names its template; `notes` are what nobody should overlook."""

    kind: str
    title: str
    lead: tuple[str, ...]
    parts: tuple[Part, ...]
    notes: tuple[str, ...] = ()
    is_wide: bool = False


def as_data(paper: Paper, about: About) -> dict[str, Any]:
    """Return the document as plain data for a template, without a character that is no word."""
    notes = (*about.sentences, *paper.notes)
    data = asdict(paper) | {"notes": notes, "lines": about.lines, "made_on": str(about.made_on)}
    return {name: _plain(value) for name, value in data.items()}


def says(texts: Iterable[str], joint: str = " · ") -> str:
    """Return the texts that say something, joined."""
    return joint.join(text for text in texts if text)


def _plain(value: Any) -> Any:
    if isinstance(value, str):
        return plain(value)
    if isinstance(value, dict):
        return {name: _plain(item) for name, item in value.items()}
    return [_plain(item) for item in value] if isinstance(value, list | tuple) else value
