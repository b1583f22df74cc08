"""The first tab of a sheet: what it is, what to do with it, and what the colours mean."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from tandem_flows.worksheets import design
from tandem_flows.worksheets.layout import SheetHead, sheet_file_name
from tandem_flows.worksheets.tab import LOCKED, Tab

_COLOURS = (
    ("heading_answer", "Yours to fill in. A star (*) marks what every row you begin needs."),
    ("heading_locked", "Ours, for you to read. These cells are locked."),
    ("wrong", "Not right yet, in a copy that comes back to you: point at the cell to read why."),
    ("missing", "Still needed, because of another answer in the row."),
    ("not_wanted", "Has to stay empty, because of another answer in the row."),
)
_ALWAYS = (
    "Dates are month/day/year, such as 12/31/2026. Where a cell has a list, choose from it.",
    "Point at a heading to see what it means and which clause of the guideline asks for it.",
    "You may make columns wider and tabs larger. Please do not add, move or delete columns.",
    "If something is not right, you get the whole sheet back with a list of places to correct.",
    "This sheet holds information about patients: send it only on the channel agreed.",
)


def write_read_me(
    worksheet: Any,
    head: SheetHead,
    title: str,
    tabs: Sequence[Tab],
    instructions: Sequence[str],
    looks: dict[str, Any],
) -> None:
    """Write the tab that people see when they open the sheet."""
    design.set_up_page(worksheet, head, title)
    worksheet.set_column(0, 0, 22)
    worksheet.set_column(1, 1, 96)
    worksheet.write_string(0, 0, title, looks["title"])
    row = _pairs(worksheet, 2, _about(head), looks)
    row = _lines(worksheet, row, [*instructions, *_ALWAYS], looks)
    row = _pairs(worksheet, row, [(tab.label, _contents(tab)) for tab in tabs], looks)
    for name, meaning in _COLOURS:
        worksheet.write_string(row, 0, "this colour", looks[name])
        worksheet.write_string(row, 1, meaning, looks["line"])
        row += 1
    design.lock(worksheet)


def _about(head: SheetHead) -> list[tuple[str, str]]:
    return [
        ("Call", f"{head.call_date:%m/%d/%Y}"),
        ("Kind of sheet", head.kind.replace("_", " ")),
        ("Sheet id", head.sheet_id),
        ("File", sheet_file_name(head.kind, head.call_date, head.sheet_id)),
    ]


def _contents(tab: Tab) -> str:
    answers = sum(shown.role != LOCKED for shown in tab.columns)
    blank = f", {tab.blank_rows} blank rows" if tab.blank_rows else ""
    return f"{tab.title} ({tab.prefilled.height} rows filled in{blank}, {answers} columns for you)"


def _pairs(
    worksheet: Any, row: int, pairs: Sequence[tuple[str, str]], looks: dict[str, Any]
) -> int:
    for offset, (name, text) in enumerate(pairs):
        worksheet.write_string(row + offset, 0, name, looks["advice"])
        worksheet.write_string(row + offset, 1, text, looks["line"])
    return row + len(pairs) + 1


def _lines(worksheet: Any, row: int, lines: Sequence[str], looks: dict[str, Any]) -> int:
    numbered = [(f"{number}.", text) for number, text in enumerate(lines, start=1)]
    return _pairs(worksheet, row, numbered, looks)
