"""A part of a workbook walked through, element by element, without ever being held as a tree.

Here: what no part of a workbook has (a document type, an endless tag, a deep nest) ends the walk,
and where each cell stands. Not here: what is looked for on the way (`laid_out`, `formulas`).
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from xml.parsers import expat

from tandem_flows.inbox.place import column_index

# Limits of the software: what a spreadsheet program never comes near.
MAX_ELEMENTS = 1_500_000
_DEEPEST = 200
_AT_ONCE_BYTES = 64 * 1024
_LONGEST_TAG_BYTES = 1024 * 1024
# what marks UTF-16, which a reader would take for other letters than are walked through here
_OTHER_LETTERS = (b"\xff\xfe", b"\xfe\xff")
_PLACE = re.compile(r"([A-Za-z]{1,3})([0-9]{1,7})")


class Unfit(Exception):
    """The part is not what a spreadsheet program writes."""


@dataclass
class Allowance:
    """How many elements may still be walked through in all parts of one workbook."""

    elements: int = MAX_ELEMENTS


class TooMuch(Unfit):
    """The parts hold more elements than any list."""


class Walked:
    """One part, walked through from its first element to its last."""

    def __init__(self, allowance: Allowance) -> None:
        self._allowance, self._depth = allowance, 0
        self.parser = expat.ParserCreate("utf-8")  # whatever the part says: readers take it so
        self.parser.buffer_text = True
        self.parser.StartDoctypeDeclHandler = _no_doctype
        self.parser.StartElementHandler = self._start
        self.parser.EndElementHandler = self._end

    def walk(self, part: bytes) -> None:
        """Walk through the part; raise Unfit for one that no spreadsheet program writes."""
        if b"\0" in part or part.startswith(_OTHER_LETTERS):
            raise Unfit
        try:
            for start in range(0, len(part), _AT_ONCE_BYTES):
                self.parser.Parse(part[start : start + _AT_ONCE_BYTES], False)
                if start - self.parser.CurrentByteIndex > _LONGEST_TAG_BYTES:
                    raise Unfit
            self.parser.Parse(b"", True)
        except expat.ExpatError:
            raise Unfit from None

    def _start(self, name: str, attributes: Mapping[str, str]) -> None:
        self._allowance.elements -= 1
        self._depth += 1
        if self._allowance.elements < 0:
            raise TooMuch
        if self._depth > _DEEPEST:
            raise Unfit
        self.begins(name.rpartition(":")[2], attributes)

    def _end(self, name: str) -> None:
        self._depth -= 1
        self.ends(name.rpartition(":")[2])

    def begins(self, name: str, attributes: Mapping[str, str]) -> None:
        """An element begins."""

    def ends(self, name: str) -> None:
        """An element ends."""


class WalkedTab(Walked):
    """The part of a tab: `row` and `column`, from 0, are those of the cell that was begun last."""

    def __init__(self, allowance: Allowance) -> None:
        super().__init__(allowance)
        self.row = self.column = 0
        self.is_in_cell = False

    def begins(self, name: str, attributes: Mapping[str, str]) -> None:
        """A row or a cell begins, where it says or behind the one before it; or what is in it."""
        if name == "row" and "r" in attributes:
            self.row = _number(attributes["r"]) - 1
        elif name == "c":
            self._place(attributes.get("r"))
            self.is_in_cell = True

    def ends(self, name: str) -> None:
        """A row or a cell ends, or what is in it."""
        if name == "row":
            self.row, self.column = self.row + 1, 0
        elif name == "c":
            self.column += 1
            self.is_in_cell = False

    def _place(self, place: str | None) -> None:
        found = _PLACE.fullmatch(place) if place is not None else None
        if found:
            self.column = column_index(found[1].upper())
            self.row = _number(found[2]) - 1
        elif place is not None:
            raise Unfit


def _no_doctype(*_: object) -> None:
    """A workbook has none; where there is one, it may hold texts that grow."""
    raise Unfit


def _number(text: str) -> int:
    if not (text.isascii() and text.isdigit() and len(text) <= 7):
        raise Unfit
    return int(text)
