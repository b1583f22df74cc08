"""A CSV file as one tab of text cells, refused where its bytes are not UTF-8.

Here: encoding, quotes and line ends. Not here: which column is which.
"""

from __future__ import annotations

import csv
import io

from tandem_flows.inbox.aliases import field_of
from tandem_flows.inbox.laid_out import MAX_ROWS
from tandem_flows.inbox.mistakes import told
from tandem_flows.inbox.opened import OpenedTab
from tandem_flows.inbox.place import at, letters
from tandem_validators.errors import InputRefused, Problem

# Limit of the software: more columns than any list has, on the average of its rows.
_CELLS_A_ROW = 20
_UTF16_MARKS = (b"\xff\xfe", b"\xfe\xff")
_SAVE_AS = "Save the file again as 'CSV UTF-8 (comma delimited)'."
# A byte that is not UTF-8 is kept as one of these code points, so that its row can be named.
_FIRST_STRAY, _LAST_STRAY = "\udc80", "\udcff"


def read_csv(content: bytes, file: str, most_rows: int = MAX_ROWS) -> OpenedTab:
    """Return the rows of a CSV file; raise InputRefused with every row that is not UTF-8.

    More rows than `most_rows` are refused unread.
    """
    if content.startswith(_UTF16_MARKS) or b"\0" in content:
        raise InputRefused(Problem(file, "is not saved as UTF-8 but as UTF-16 or binary", _SAVE_AS))
    # 'CSV UTF-8' of a spreadsheet program begins with a mark that says just that: it is dropped
    text = content.decode("utf-8-sig", errors="surrogateescape")
    rows = _rows(text, file, most_rows)
    if problems := _stray_bytes(rows, file):
        raise InputRefused(told(problems, file))
    return OpenedTab(None, rows)


def _rows(text: str, file: str, most_rows: int) -> tuple[tuple[str, ...], ...]:
    reader = csv.reader(io.StringIO(text, newline=""), strict=True)
    rows: list[tuple[str, ...]] = []
    cells_left = most_rows * _CELLS_A_ROW
    try:
        for row in reader:
            rows.append(tuple(row))
            cells_left -= len(row)
            if len(rows) > most_rows or cells_left < 0:
                raise InputRefused(_too_long(file, most_rows))
        return tuple(rows)
    except csv.Error:
        problem = Problem(
            at(file, row=len(rows) + 1),
            "has a quotation mark that is never closed, or text behind a closed one",
            "Correct the quotation marks of this row, or save the file again as CSV UTF-8.",
        )
    raise InputRefused(problem)


def _too_long(file: str, most_rows: int) -> Problem:
    what = f"has more than {most_rows} rows, or far more cells than any list"
    return Problem(file, what, "Keep only the rows and columns asked for, and send that.")


def _stray_bytes(rows: tuple[tuple[str, ...], ...], file: str) -> list[Problem]:
    headings = rows[0] if rows else ()
    return [
        Problem(
            at(file, row=number, column=_column(headings, index)),
            "holds a letter that is not in UTF-8 (a Latin-1 file?)",
            _SAVE_AS,
        )
        for number, row in enumerate(rows, start=1)
        for index, cell in enumerate(row)
        if any(_FIRST_STRAY <= letter <= _LAST_STRAY for letter in cell)
    ]


def _column(headings: tuple[str, ...], index: int) -> str:
    """Return a column's heading, or its letters: a first row may be a patient's, not headings."""
    if index < len(headings) and field_of(headings[index]):
        return headings[index].strip()
    return letters(index)
