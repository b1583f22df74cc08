"""Where everything stands in a sheet, known to the writer, the reader and the filler alike.

Here: rows, the hidden tab and the name of the file. Not here: looks (`design`).
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

# Counted from 0: a title and a line of advice stand above the headings, the rows below them.
TITLE_ROW, ADVICE_ROW, HEADING_ROW, FIRST_ROW = 0, 1, 2, 3
READ_ME, MACHINE_TAB = "Read me", "tandem"
TO_CORRECT = "To correct"
FORMAT = "caretandem-sheet-2"
REQUIRED_MARK = " *"
# In the hidden tab: head in the first rows, then one row a column, drop-down lists to the right.
HEAD_ROWS, LISTS_COLUMN = 7, 9
# What one cell of a spreadsheet can hold, less room for the mark that text was cut.
_LONGEST_TEXT = 32_000
_CUT = " [cut: too long for a cell]"
_MARK_LENGTH = 6


@dataclass(frozen=True)
class SheetHead:
    """Which sheet this is: its id, its kind, its call and practice.

    A fresh copy, made because a file was refused, names by their hashes the files it `replaces`.
    """

    sheet_id: str
    kind: str
    call_date: date
    practice: str = ""
    replaces: tuple[str, ...] = ()


@dataclass(frozen=True)
class ColumnLine:
    """What the hidden tab says of one column, so that a sheet explains itself.

    `list_at` is the column of the hidden tab that holds the entries of its drop-down as people read
    them; what is recorded for each stands beside it. It is 0 when there is no drop-down.
    """

    label: str
    tab: str
    column: str
    title: str
    kind: str
    role: str
    sent_rows: int
    list_at: int


def sheet_file_name(kind: str, call_date: date, sheet_id: str) -> str:
    """Return the file name of a sheet; the id inside decides, so a renamed file is still known."""
    return f"{kind}-{call_date.isoformat()}-{sheet_id}.xlsx"


def copy_file_name(head: SheetHead, refused_hash: str) -> str:
    """Return the file name of the fresh copy that answers a refused file."""
    name = sheet_file_name(head.kind, head.call_date, head.sheet_id).removesuffix(".xlsx")
    return f"to-correct-{name}-{refused_hash[:_MARK_LENGTH]}.xlsx"


def page_file_name(head: SheetHead) -> str:
    """Return the file name of the page of a call, beside the sheet of the same id."""
    name = sheet_file_name(head.kind, head.call_date, head.sheet_id)
    return f"{name.removesuffix('.xlsx')}.html"


def shown_text(value: object) -> str:
    """Return how a locked value is told to be unchanged: its words, whatever type holds them."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, int | float):
        return f"{float(value):.6f}".rstrip("0").rstrip(".")
    if isinstance(value, date):
        return value.isoformat()[:10]
    return " ".join(str(value).split())


def cell_text(text: str) -> str:
    """Return `text` as one cell can hold it, with a mark where it had to be cut."""
    return text if len(text) <= _LONGEST_TEXT else text[:_LONGEST_TEXT] + _CUT


def cell_words(value: object) -> str:
    """Return the words that a cell shows once `value` is written to it."""
    return shown_text(cell_text(value) if isinstance(value, str) else value)
