"""The formulas of a workbook, as the text they are: nothing of a file from outside is worked out.

Here: finding them. A spreadsheet program keeps beside each formula what it last came to; that may
be old, or nothing, so a reader who asks people for answers takes the text. Not here: any meaning.
"""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping
from dataclasses import replace
from xml.etree.ElementTree import ParseError

from tandem_flows.inbox.opened import OpenedTab
from tandem_flows.inbox.parts import parts_by_tab
from tandem_flows.inbox.walked import Allowance, Unfit, WalkedTab
from tandem_validators.errors import InputRefused, Problem

Cells = Mapping[tuple[int, int], "FormulaText"]


class FormulaText(str):
    """A formula as a person would read it, with its `=`; never worked out."""


def formulas_of(content: bytes, file: str) -> Mapping[str, Cells]:
    """Return the formulas of each tab by row and column, counted from 0.

    Raises InputRefused when the parts of the file do not fit together.
    """
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            parts = parts_by_tab(archive)
            return {tab: _formulas(archive.read(part)) for tab, part in parts.items()}
    except (KeyError, ParseError, Unfit):
        what = "is damaged: its parts do not fit together"
    remedy = "Save the file again in the spreadsheet program, or ask for a new copy."
    raise InputRefused(Problem(file, what, remedy))


class _Found(WalkedTab):
    """The formulas of a tab, each where its cell stands."""

    def __init__(self) -> None:
        super().__init__(Allowance())
        self.formulas: dict[tuple[int, int], FormulaText] = {}
        self._said: list[str] = []

    def begins(self, name: str, attributes: Mapping[str, str]) -> None:
        super().begins(name, attributes)
        if name == "f" and self.is_in_cell:
            self.parser.CharacterDataHandler = self._said.append

    def ends(self, name: str) -> None:
        if name == "f" and self.is_in_cell:
            self.parser.CharacterDataHandler = None
            self.formulas[self.row, self.column] = FormulaText(f"={''.join(self._said)}")
            self._said.clear()
        super().ends(name)


def _formulas(part: bytes) -> Cells:
    found = _Found()
    found.walk(part)
    return found.formulas


def with_formulas(tab: OpenedTab, formulas: Cells) -> OpenedTab:
    """Return the tab with each of its `formulas` in place of what it last came to."""
    if not formulas:
        return tab
    rows = tuple(
        tuple(formulas.get((number, index), cell) for index, cell in enumerate(row))
        for number, row in enumerate(tab.rows)
    )
    return replace(tab, rows=rows)
