"""The tab of a fresh copy that lists every place to correct, and the marks on those places.

A mark keeps its colour until the cell is changed. Not here: what is marked (`fresh_copy`).
"""

from __future__ import annotations

from typing import Any

from tandem_flows.inbox.place import letters
from tandem_flows.worksheets import design
from tandem_flows.worksheets.cells import write_value
from tandem_flows.worksheets.fresh_copy import FreshCopy, Mark
from tandem_flows.worksheets.layout import FIRST_ROW, HEADING_ROW, TO_CORRECT, SheetHead
from tandem_flows.worksheets.tab import Tab

_HEADINGS = ("Where", "What stood there", "What is wrong", "What to do")
_WIDTHS = (44, 30, 58, 58)
_STOOD = 1  # the column that keeps what stood in a cell, to tell whether it was changed
_TITLE = "Not right yet: please correct these places and send this copy back"
_ADVICE = (
    "What was right is filled in. Follow a place by a click; a cell stays red until it is changed."
)


def write_to_correct(
    worksheet: Any, head: SheetHead, copy: FreshCopy, looks: dict[str, Any]
) -> None:
    """Write the list of all places to correct, each with a way to its cell."""
    worksheet.write_string(0, 0, _TITLE, looks["title"])
    worksheet.write_string(1, 0, _ADVICE, looks["advice"])
    for index, (heading, width) in enumerate(zip(_HEADINGS, _WIDTHS, strict=True)):
        worksheet.set_column(index, index, width)
        worksheet.write_string(HEADING_ROW, index, heading, looks["heading_locked"])
    tabs = {tab.label: tab for tab in copy.tabs}
    for row, mark in enumerate(copy.marks, start=FIRST_ROW):
        _write_mark(worksheet, row, mark, _stood(copy, tabs, mark), looks)
    design.set_up_page(worksheet, head, _TITLE, sum(_WIDTHS))
    worksheet.freeze_panes(FIRST_ROW, 0)
    worksheet.repeat_rows(HEADING_ROW)
    design.lock(worksheet)


def _write_mark(worksheet: Any, row: int, mark: Mark, stood: object, looks: dict[str, Any]) -> None:
    where = ", ".join(part for part in (mark.label, _row_words(mark), mark.heading) if part)
    if mark.cell is None:
        worksheet.write_string(row, 0, where or mark.problem.where, looks["locked"])
    else:
        target = f"internal:'{mark.label}'!{_address(mark.cell)}"
        worksheet.write_url(row, 0, target, looks["link"], where)
    write_value(worksheet, row, _STOOD, stood, looks["locked"])
    worksheet.write_string(row, 2, _sentence(mark), looks["locked"])
    worksheet.write_string(row, 3, mark.problem.remedy, looks["locked"])
    texts = (where, "" if stood is None else str(stood), _sentence(mark), mark.problem.remedy)
    worksheet.set_row(row, design.height(texts, _WIDTHS))


def _row_words(mark: Mark) -> str:
    return f"row {mark.cell[0] + 1}" if mark.cell else ""


def _sentence(mark: Mark) -> str:
    clause = f" (clause {mark.problem.clause})" if mark.problem.clause else ""
    what = mark.problem.what
    return f"{what[:1].upper()}{what[1:]}{clause}."


def _stood(copy: FreshCopy, tabs: dict[str, Tab], mark: Mark) -> object:
    if mark.cell is None or mark.is_mended:
        return None
    return copy.cells[tabs[mark.label].name].get(mark.cell)


def write_marks(worksheet: Any, tab: Tab, copy: FreshCopy, looks: dict[str, Any]) -> None:
    """Mark every cell of `tab` to correct: red until it is changed, with a note that says why."""
    told: dict[tuple[int, int], list[str]] = {}
    for index, mark in copy.marks_of(tab):
        cell = mark.cell or (FIRST_ROW, 0)
        told.setdefault(cell, []).append(f"{_sentence(mark)} {mark.problem.remedy}")
        if mark.is_mended:
            continue
        was = f"'{TO_CORRECT}'!${letters(_STOOD)}${FIRST_ROW + index + 1}"
        unchanged = f"=EXACT({_address(cell)},{was})"
        rule = {"type": "formula", "criteria": unchanged, "format": looks["wrong"]}
        worksheet.conditional_format(*cell, *cell, {**rule, "stop_if_true": True})
    for cell, sentences in told.items():
        size = {"font_size": 11, "width": 280, "height": 60 + 50 * len(sentences)}
        worksheet.write_comment(*cell, "\n".join(sentences), {**size, "author": "CareTandem"})


def _address(cell: tuple[int, int]) -> str:
    return f"{letters(cell[1])}{cell[0] + 1}"
