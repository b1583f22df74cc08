"""How a sheet looks: type, colours, widths, print. Tired people read it, so it is large and calm.

Here: formats and page set-up. Not here: what stands in the cells.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from math import ceil
from types import MappingProxyType
from typing import Any

import polars as pl

from tandem_flows.worksheets.fields import DATE, DECIMAL, TEXT, WHOLE, YES_NO
from tandem_flows.worksheets.layout import (
    FIRST_ROW,
    HEADING_ROW,
    TITLE_ROW,
    SheetHead,
    shown_text,
)
from tandem_flows.worksheets.tab import LOCKED, Shown, Tab

DATE_FORMAT = "mm/dd/yyyy"
_FONT = {"font_name": "Calibri", "font_size": 12, "valign": "top", "align": "left"}
_CELL = {**_FONT, "border": 1, "border_color": "#B8C4CE", "text_wrap": True}
_HEADING = {**_CELL, "bold": True, "valign": "vcenter"}
_SHADED, _DARK, _INK, _QUIET = "#ECEFF2", "#1F4E5F", "#1B2A33", "#4A5A66"
_FORMATS: Mapping[str, Mapping[str, Any]] = MappingProxyType(
    {
        "title": {**_FONT, "bold": True, "font_size": 18, "font_color": _DARK},
        "advice": {**_FONT, "font_color": _QUIET},
        "line": {**_FONT, "text_wrap": True, "font_color": _INK},
        "heading_locked": {**_HEADING, "bg_color": "#D3DAE0", "font_color": _INK},
        "heading_answer": {**_HEADING, "bg_color": _DARK, "font_color": "#FFFFFF"},
        "locked": {**_CELL, "bg_color": _SHADED, "font_color": _INK},
        "locked_date": {**_CELL, "bg_color": _SHADED, "num_format": DATE_FORMAT},
        "answer": {**_CELL, "locked": False},
        "answer_date": {**_CELL, "locked": False, "num_format": DATE_FORMAT},
        "link": {**_CELL, "bg_color": _SHADED, "font_color": "#0B5394", "underline": 1},
        "missing": {"bg_color": "#FFE9A8"},
        "not_wanted": {"bg_color": "#F8C9C4"},
        "wrong": {"bg_color": "#E8746A", "font_color": "#000000"},
    }
)
# In characters of the body type; free text gets room to be read without scrolling.
_WIDTHS = {DATE: 12, YES_NO: 8, WHOLE: 6, DECIMAL: 9, TEXT: 38}
_NARROWEST, _NARROWEST_TEXT, _WIDEST, _WIDEST_LOCKED_TEXT = 5, 20, 56, 34
# An id that is only there to tell rows apart takes two lines and little room.
_ROW_IDS, _ROW_ID_WIDTH = ("task_id", "goal_id"), 20
_LINE_POINTS, _FEWEST_LINES, _MOST_LINES = 16, 2, 20
_HEADING_LINES = 4
# A screen holds about this many characters; a landscape letter page fewer, to be read on paper.
_SCREEN_CHARACTERS, _PAGE_CHARACTERS = 215, 165
# How wide a character is on the screen, and how wide the smallest screen that people work on is,
# less the row numbers and the scroll bar.
_CHARACTER_PIXELS, _PADDING_PIXELS, _SCREEN_PIXELS = 7, 5, 1310
_SMALLEST_ZOOM = 70


def formats(workbook: Any) -> dict[str, Any]:
    """Return every format of the sheet by name, made in `workbook`."""
    return {name: workbook.add_format(dict(look)) for name, look in _FORMATS.items()}


def cell_format(shown: Shown, is_answer: bool) -> str:
    """Return the name of the format of a cell in column `shown`."""
    kind = "answer" if is_answer else "locked"
    return f"{kind}_date" if shown.field.kind == DATE else kind


def width(shown: Shown, prefilled: pl.DataFrame) -> int:
    """Return the width of a column: by its kind, its list, or what stands in it when locked."""
    heading = max(len(word) for word in shown.field.title.split()) + 2
    if shown.picks and not shown.is_open and shown.field.kind != YES_NO:
        needed = max(len(pick.label) for pick in shown.picks) + 4
    elif shown.role != LOCKED or shown.field.kind != TEXT or shown.name not in prefilled.columns:
        needed = _WIDTHS[shown.field.kind]
    else:
        most = _ROW_ID_WIDTH if shown.name in _ROW_IDS else _WIDEST_LOCKED_TEXT
        longest = max((len(shown_text(value)) for value in prefilled[shown.name]), default=0)
        needed = min(longest + 2, most)
    return min(max(needed, heading, _NARROWEST), _WIDEST)


def widths(tab: Tab) -> list[int]:
    """Return the widths of all columns; free text gives way so that a tab fits one screen."""
    found = [width(shown, tab.prefilled) for shown in tab.columns]
    texts = [i for i, shown in enumerate(tab.columns) if _gives_way(shown)]
    excess = sum(found) - _SCREEN_CHARACTERS
    if excess > 0 and texts:
        room = (sum(found[i] for i in texts) - excess) // len(texts)
        found = [max(room, _NARROWEST_TEXT) if i in texts else w for i, w in enumerate(found)]
    return found


def _gives_way(shown: Shown) -> bool:
    return (
        shown.role != LOCKED
        and shown.field.kind == TEXT
        and not (shown.people and not shown.is_open)
    )


def height(texts: Sequence[str], widths: Sequence[int]) -> int:
    """Return the height of a row, in points, in which `texts` can be read without a click."""
    lines = [
        sum(max(1, ceil(len(line) / (room - 1))) for line in text.split("\n"))
        for text, room in zip(texts, widths, strict=True)
    ]
    return _LINE_POINTS * min(max(_FEWEST_LINES, *lines), _MOST_LINES)


def frozen_columns(tab: Tab) -> int:
    """Return how many columns stay in sight: as far as the patient's name, if it is shown."""
    names = [shown.name for shown in tab.columns]
    return names.index("last_name") + 1 if "last_name" in names else 0


def zoom(in_characters: Sequence[int]) -> int:
    """Return the zoom, in percent, at which columns of these widths stand on one screen."""
    pixels = sum(_CHARACTER_PIXELS * width + _PADDING_PIXELS for width in in_characters)
    return min(max(100 * _SCREEN_PIXELS // max(pixels, 1), _SMALLEST_ZOOM), 100)


def set_up_page(
    worksheet: Any, head: SheetHead, title: str, characters: int = 1, kept: int = 0
) -> None:
    """Make a tab of so many `characters` across print on landscape letter paper, headings kept.

    The first `kept` characters, the patient's name, stand on every page.
    """
    room = (_PAGE_CHARACTERS if kept else _SCREEN_CHARACTERS) - kept
    across = ceil((characters - kept) / room)
    worksheet.set_landscape()
    worksheet.set_paper(1)
    worksheet.fit_to_pages(across, 0)
    worksheet.set_margins(left=0.4, right=0.4, top=0.7, bottom=0.6)
    worksheet.set_header('&L&"Calibri,Bold"&12' + title.replace("&", "&&") + "&RConfidential")
    about = f"Call {head.call_date.isoformat()}, sheet {head.sheet_id}"
    worksheet.set_footer(f"&L{about}&RPage &P of &N")
    worksheet.set_row(TITLE_ROW, 2 * _LINE_POINTS)
    worksheet.hide_gridlines(2)


def keep_in_sight(worksheet: Any, tab: Tab) -> None:
    """Keep headings and names in sight, on the screen and on every printed page."""
    names = frozen_columns(tab)
    worksheet.set_row(HEADING_ROW, _LINE_POINTS * _HEADING_LINES + 4)
    worksheet.freeze_panes(FIRST_ROW, names)
    worksheet.set_zoom(zoom(widths(tab)))
    worksheet.repeat_rows(HEADING_ROW)
    if names:
        worksheet.repeat_columns(0, names - 1)


def lock(worksheet: Any) -> None:
    """Let people widen and enlarge, but not change, what is locked."""
    allowed = {"format_cells": True, "format_columns": True, "format_rows": True}
    worksheet.protect("", {**allowed, "select_locked_cells": True})
