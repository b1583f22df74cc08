"""Writing a sheet: a tab to read first, the tabs to fill in, and the hidden tab.

The same input gives the same bytes. Text is always written as text, so that nothing a file holds
is ever run as a formula. Not here: what a kind of sheet shows (`kinds`).
"""

from __future__ import annotations

import io
from collections.abc import Mapping, Sequence
from datetime import date, datetime
from pathlib import Path
from typing import Any

import xlsxwriter

from tandem_flows.worksheets import design
from tandem_flows.worksheets.aids import add_highlights, add_validation, note
from tandem_flows.worksheets.cells import write_value
from tandem_flows.worksheets.fresh_copy import FreshCopy
from tandem_flows.worksheets.layout import (
    ADVICE_ROW,
    FIRST_ROW,
    HEADING_ROW,
    MACHINE_TAB,
    READ_ME,
    REQUIRED_MARK,
    TITLE_ROW,
    TO_CORRECT,
    SheetHead,
)
from tandem_flows.worksheets.lists import DropDowns, write_machine_tab
from tandem_flows.worksheets.read_me import write_read_me
from tandem_flows.worksheets.tab import LOCKED, Shown, Tab
from tandem_flows.worksheets.to_correct import write_marks, write_to_correct


def write_sheet(
    path: Path,
    sheet_id: str,
    kind: str,
    call_date: date,
    title: str,
    tabs: Sequence[Tab],
    instructions: Sequence[str],
    practice: str = "",
) -> Path:
    """Write the sheet of one side or call to `path` and return `path`.

    `practice` is the id of the practice it is made for; a blank sheet belongs to none.
    """
    head = SheetHead(sheet_id, kind, call_date, practice)
    return _write(path, head, title, FreshCopy(tuple(tabs), {}, ()), instructions)


def write_copy(
    path: Path, head: SheetHead, title: str, copy: FreshCopy, instructions: Sequence[str]
) -> Path:
    """Write the fresh copy that answers the refused files named in `head`; return `path`."""
    return _write(path, head, title, copy, instructions)


def _write(
    path: Path, head: SheetHead, title: str, copy: FreshCopy, instructions: Sequence[str]
) -> Path:
    content = io.BytesIO()
    workbook = xlsxwriter.Workbook(content, {"in_memory": True, "strings_to_urls": False})
    # a fixed day of making: the same sheet is the same bytes, whenever it is written
    made = datetime.combine(head.call_date, datetime.min.time())
    subject = f"{head.kind} {head.sheet_id}"
    workbook.set_properties({"title": title, "subject": subject, "created": made})
    workbook.set_size(2400, 1400)
    looks, drop_downs = design.formats(workbook), DropDowns(copy.tabs)
    write_read_me(workbook.add_worksheet(READ_ME), head, title, copy.tabs, instructions, looks)
    if copy.marks:
        to_correct = workbook.add_worksheet(TO_CORRECT)
        write_to_correct(to_correct, head, copy, looks)
        to_correct.activate()
    for tab in copy.tabs:
        _write_tab(workbook.add_worksheet(tab.label), tab, copy, head, looks, drop_downs)
    write_machine_tab(workbook.add_worksheet(MACHINE_TAB), head, copy.tabs, drop_downs)
    workbook.close()
    path.write_bytes(content.getvalue())
    return path


def _write_tab(
    worksheet: Any,
    tab: Tab,
    copy: FreshCopy,
    head: SheetHead,
    looks: dict[str, Any],
    drop_downs: DropDowns,
) -> None:
    filled = copy.cells.get(tab.name, {})
    worksheet.write_string(TITLE_ROW, 0, tab.title, looks["title"])
    worksheet.write_string(ADVICE_ROW, 0, tab.instruction, looks["advice"])
    widths = design.widths(tab)
    for index, shown in enumerate(tab.columns):
        worksheet.set_column(index, index, widths[index])
        _write_heading(worksheet, shown, index, looks)
        _write_column(worksheet, tab, index, looks, drop_downs)
    for (row, index), value in filled.items():
        look = looks[design.cell_format(tab.columns[index], is_answer=True)]
        write_value(worksheet, row, index, value, look)
    _set_heights(worksheet, tab, filled, widths)
    write_marks(worksheet, tab, copy, looks)
    add_highlights(worksheet, tab, looks)
    kept = sum(widths[: design.frozen_columns(tab)])
    design.set_up_page(worksheet, head, tab.title, sum(widths), kept)
    design.keep_in_sight(worksheet, tab)
    design.lock(worksheet)


def _write_column(
    worksheet: Any, tab: Tab, index: int, looks: dict[str, Any], drop_downs: DropDowns
) -> None:
    shown = tab.columns[index]
    blank_from = FIRST_ROW + tab.prefilled.height
    last = blank_from + tab.blank_rows - 1
    _write_sent_cells(worksheet, tab, shown, index, looks)
    _write_blank_cells(worksheet, shown, index, range(blank_from, last + 1), looks)
    open_from = FIRST_ROW if shown.is_answered_in(is_sent_row=True) else blank_from
    if shown.role != LOCKED:
        add_validation(worksheet, tab, index, (open_from, last), drop_downs)


def _set_heights(
    worksheet: Any,
    tab: Tab,
    filled: Mapping[tuple[int, int], object],
    widths: Sequence[int],
) -> None:
    rows = tab.prefilled.to_dicts() + [{}] * tab.blank_rows
    for number, row in enumerate(rows, start=FIRST_ROW):
        values = [
            filled.get((number, index), shown.label_of(row.get(shown.name)))
            for index, shown in enumerate(tab.columns)
        ]
        texts = ["" if value is None else str(value) for value in values]
        worksheet.set_row(number, design.height(texts, widths))


def _write_heading(worksheet: Any, shown: Shown, index: int, looks: dict[str, Any]) -> None:
    look = looks["heading_locked" if shown.role == LOCKED else "heading_answer"]
    mark = REQUIRED_MARK if shown.is_required else ""
    worksheet.write_string(HEADING_ROW, index, shown.field.title + mark, look)
    size = {"font_size": 11, "width": 260, "height": 110, "author": "CareTandem"}
    worksheet.write_comment(HEADING_ROW, index, note(shown), size)


def _write_sent_cells(
    worksheet: Any, tab: Tab, shown: Shown, index: int, looks: dict[str, Any]
) -> None:
    look = looks[design.cell_format(shown, shown.is_answered_in(is_sent_row=True))]
    is_there = shown.name in tab.prefilled.columns
    values = tab.prefilled[shown.name] if is_there else [None] * tab.prefilled.height
    for row, value in enumerate(values, start=FIRST_ROW):
        write_value(worksheet, row, index, shown.label_of(value), look)


def _write_blank_cells(
    worksheet: Any, shown: Shown, index: int, rows: range, looks: dict[str, Any]
) -> None:
    look = looks[design.cell_format(shown, shown.is_answered_in(is_sent_row=False))]
    for row in rows:
        worksheet.write_blank(row, index, None, look)
