"""The file that the page of a call ends in: tabs, rows and cells as in the XLSX form, as JSON.

Here: telling such a file from others and reading its form. Whether the answers are right is
decided by the one check of all sheets (`check`): what it refuses in one form it refuses in both.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from datetime import date
from typing import Any

from tandem_flows.inbox.opened import HeldFile, InboxFile, read_file
from tandem_flows.inbox.table_parts import Row
from tandem_flows.worksheets.layout import FIRST_ROW, ColumnLine, SheetHead
from tandem_flows.worksheets.returned import ReturnedSheet, ReturnedTab
from tandem_validators.errors import InputRefused, Problem

ANSWER_FORMAT = "caretandem-answers-1"
PAGE_MARK = b'content="caretandem-call-page-1"'
_FROM_THE_PAGE = "Send the file that the page of the call makes under Finish, as it is."
# A page names itself in its head, long before anything of a patient.
_HEAD_BYTES = 4096


def read_answer_file(path: InboxFile) -> ReturnedSheet:
    """Read the answers of a page of a call; raise InputRefused when the file is not one of them."""
    content = read_file(path)
    held = _held(content)
    if held is None or held.get("format") != ANSWER_FORMAT:
        raise InputRefused(Problem(path.name, "is not a sheet of CareTandem", _FROM_THE_PAGE))
    sheet = _sheet(held, path.name, content)
    if sheet is None:
        what = "was changed after the page made it, or is not whole"
        raise InputRefused(Problem(path.name, what, _FROM_THE_PAGE))
    return sheet


def page_problem(path: InboxFile) -> Problem | None:
    """Return what is wrong when the page itself was sent back: it holds questions, no answers."""
    if PAGE_MARK not in _beginning(path):
        return None
    what = "is the page of the call itself, which keeps no answers"
    return Problem(path.name, what, f"Open it and choose Finish. {_FROM_THE_PAGE}")


def _beginning(path: InboxFile) -> bytes:
    if isinstance(path, HeldFile):
        return path.content[:_HEAD_BYTES]
    with path.open("rb") as file:
        return file.read(_HEAD_BYTES)


def _held(content: bytes) -> Mapping[str, Any] | None:
    try:
        held = json.loads(content)
    except (ValueError, RecursionError):
        return None
    return held if isinstance(held, dict) else None


def _sheet(held: Mapping[str, Any], file: str, content: bytes) -> ReturnedSheet | None:
    """Return the sheet, or None when any part of it is not as the page writes it."""
    try:
        sheet_id, kind, call_date = (held[name] for name in ("sheet_id", "kind", "call_date"))
        practice = _text(held["practice"])
        head = SheetHead(_text(sheet_id), _text(kind), date.fromisoformat(call_date), practice)
        tabs = tuple(_tab(tab) for tab in held["tabs"])
    except (KeyError, TypeError, ValueError):
        return None
    if len({tab.name for tab in tabs}) != len(tabs):
        return None
    return ReturnedSheet(file, head, tabs, hashlib.sha256(content).hexdigest())


def _tab(held: Mapping[str, Any]) -> ReturnedTab:
    # what people call the tab follows from its name, so that no text of the file is ever quoted
    name = _text(held["name"])
    label = name.replace("_", " ").capitalize()
    columns = [_text(column) for column in held["columns"]]
    headings = [_text(heading) for heading in held["headings"]]
    rows = tuple(_row(row, len(columns)) for row in held["rows"])
    numbers = [row.number for row in rows]
    if numbers != sorted(set(numbers)) or any(number <= FIRST_ROW for number in numbers):
        raise ValueError("rows out of order")
    lines = tuple(
        ColumnLine(label, name, column, heading, "", "", 0, 0)
        for column, heading in zip(columns, headings, strict=True)
    )
    return ReturnedTab(name, label, lines, rows, ({},) * len(columns))


def _row(held: Mapping[str, Any], length: int) -> Row:
    number, cells = held["number"], held["cells"]
    if type(number) is not int or not isinstance(cells, list) or len(cells) != length:
        raise TypeError("no row")
    return Row(number, tuple(_text(cell) for cell in cells))


def _text(held: object) -> str:
    if not isinstance(held, str):
        raise TypeError("no text")
    # half a character cannot be kept, so it is no text that a page would write
    return held.encode().decode()
