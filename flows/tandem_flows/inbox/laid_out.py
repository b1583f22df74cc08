"""How much room the cells of a workbook would take, told from its parts before any reader opens it.

A reader lays out a full rectangle up to the last cell, and writes a text that many cells share into
each of them: a few bytes can end the run. Here: counting, part by part. Not here: what a cell says.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from tandem_flows.inbox.place import letters
from tandem_flows.inbox.walked import Allowance, TooMuch, Unfit, Walked, WalkedTab
from tandem_validators.errors import InputRefused, Problem

# Limits of the software, not of the guideline: what a list or sheet of people never comes near.
MAX_ROWS = 100_000
MAX_CELLS = 2_000_000
MAX_LETTERS = 50_000_000
_SHARED = "s"
_SEND_AGAIN = "Save the file again in the spreadsheet program, or ask for a new copy."


class _Strings(Walked):
    """The texts that cells share: how long each is."""

    def __init__(self, allowance: Allowance) -> None:
        super().__init__(allowance)
        self.lengths: list[int] = []

    def begins(self, name: str, attributes: Mapping[str, str]) -> None:
        if name == "si":
            self.lengths.append(0)
            self.parser.CharacterDataHandler = self._text

    def _text(self, text: str) -> None:
        self.lengths[-1] += len(text)


class _Room(WalkedTab):
    """How far the cells of a tab reach, and how many letters they share."""

    def __init__(self, allowance: Allowance, lengths: Sequence[int]) -> None:
        super().__init__(allowance)
        self.lengths = lengths
        self.last_row = self.last_column = self.letters = 0
        self.is_shared = False
        self.said: list[str] = []

    def begins(self, name: str, attributes: Mapping[str, str]) -> None:
        super().begins(name, attributes)
        if name == "c":
            self.is_shared = attributes.get("t") == _SHARED
        elif self.is_in_cell:
            # a cell that has only a format takes no room
            self.last_row = max(self.last_row, self.row + 1)
            self.last_column = max(self.last_column, self.column + 1)
            if self.is_shared:
                self.parser.CharacterDataHandler = self.said.append

    def ends(self, name: str) -> None:
        super().ends(name)
        if name == "c" and self.said:
            self._share("".join(self.said).strip())

    def _share(self, number: str) -> None:
        self.parser.CharacterDataHandler = None
        self.said.clear()
        if number.isascii() and number.isdigit() and int(number[:9]) < len(self.lengths):
            self.letters += self.lengths[int(number[:9])]


def room_problem(parts: Mapping[str, bytes], strings: str, file: str) -> Problem | None:
    """Return what is wrong with a workbook whose cells would fill the memory.

    `strings` is the part, in small letters, with the texts that cells share. Raises InputRefused
    for a part that no spreadsheet program writes.
    """
    allowance = Allowance()
    shared = _Strings(allowance)
    for part in (part for name, part in parts.items() if name.casefold() == strings):
        _walk(shared, part, file)
    for part in parts.values():
        room = _Room(allowance, shared.lengths)
        _walk(room, part, file)
        if problem := _problem(room, file):
            return problem
    return None


def _problem(room: _Room, file: str) -> Problem | None:
    if room.last_row > MAX_ROWS or room.last_row * room.last_column > MAX_CELLS:
        where = f"row {room.last_row}, column {letters(room.last_column - 1)}"
        what = f"is filled out as far as {where}, far beyond any list"
        remedy = "Delete the stray cells, or copy the rows to a new workbook."
        return Problem(file, what, remedy)
    if room.letters > MAX_LETTERS:
        what = "repeats long texts in far more cells than any list"
        return Problem(file, what, "Keep only the rows and columns asked for, and send that.")
    return None


def _walk(walked: Walked, part: bytes, file: str) -> None:
    try:
        walked.walk(part)
        return
    except TooMuch:
        what = "holds far more cells or formats than any list"
        problem = Problem(file, what, "Copy the rows into a new workbook and send that.")
    except Unfit:
        problem = Problem(file, "is damaged: a part of it is not as written", _SEND_AGAIN)
    raise InputRefused(problem)
