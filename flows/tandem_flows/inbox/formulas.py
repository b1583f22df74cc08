"""The formulas of a workbook, as the text they are: nothing of a file from outside is worked out.

Here: finding them. A spreadsheet program keeps beside each formula what it last came to; that may
be old, or nothing, so a reader who asks people for answers takes the text. Not here: any meaning.
"""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Mapping
from dataclasses import replace
from html import unescape
from xml.etree.ElementTree import ParseError

from tandem_flows.inbox.opened import OpenedTab
from tandem_flows.inbox.parts import parts_by_tab
from tandem_flows.inbox.place import column_index
from tandem_validators.errors import InputRefused, Problem

_FORMULA = re.compile(
    rb"<(?:\w+:)?c\b[^>]*?\br=[\"']([A-Z]{1,3})([0-9]{1,7})[\"'][^>]*>\s*"
    rb"<(?:\w+:)?f\b[^>]*?(?:/>|>([^<]*)</)"
)
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
    except (KeyError, ParseError):
        what = "is damaged: its parts do not fit together"
    remedy = "Save the file again in the spreadsheet program, or ask for a new copy."
    raise InputRefused(Problem(file, what, remedy))


def _formulas(part: bytes) -> Cells:
    return {
        (int(row) - 1, column_index(column.decode())): FormulaText(f"={_text(formula)}")
        for column, row, formula in _FORMULA.findall(part)
    }


def _text(formula: bytes) -> str:
    return unescape(formula.decode("utf-8", errors="replace"))


def with_formulas(tab: OpenedTab, formulas: Cells) -> OpenedTab:
    """Return the tab with each of its `formulas` in place of what it last came to."""
    if not formulas:
        return tab
    rows = tuple(
        tuple(formulas.get((number, index), cell) for index, cell in enumerate(row))
        for number, row in enumerate(tab.rows)
    )
    return replace(tab, rows=rows)
