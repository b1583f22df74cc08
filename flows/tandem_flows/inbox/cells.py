"""One cell of a spreadsheet or CSV file, read as text, number, date, or yes or no.

Here: what spellings are accepted, and the words of the refusal, which never hold the cell's value.
Not here: where the cell stands, and what must be true of several cells together.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date, datetime, time, timedelta

from tandem_flows.inbox.aliases import GENDER_WORDS, folded

Cell = str | float | int | bool | date | datetime | time | timedelta | None

YES_WORDS = ("yes", "y", "true", "1", "x")
NO_WORDS = ("no", "n", "false", "0")
DATE_REMEDY = "Write the date as month/day/year with four digits of the year, or as year-month-day"
# A spreadsheet counts days from here; what lies before is a slip in a cell's format.
FIRST_YEAR = 1900
_ISO = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})(?:[T ]00:00(?::00(?:\.0+)?)?)?")
_US = re.compile(r"(\d{1,2})[/-](\d{1,2})[/-](\d{4})")
_SHORT_YEAR = re.compile(r"\d{1,2}[/-]\d{1,2}[/-]\d{2}")
_WHOLE = re.compile(r"-?\d{1,15}(?:\.0+)?")
_DECIMAL = re.compile(r"-?\d{1,15}(?:\.\d+)?")


class Unreadable(ValueError):
    """A cell that cannot be read as asked: what is wrong and what to do, without the value."""

    def __init__(self, what: str, remedy: str) -> None:
        self.what, self.remedy = what, remedy
        super().__init__(what)


def is_empty(cell: Cell) -> bool:
    """Return whether nothing, or nothing but blanks, stands in the cell."""
    return cell is None or (isinstance(cell, str) and not cell.strip())


def as_text(cell: Cell) -> str | None:
    """Return the text of a cell without blanks around it; a whole number without its `.0`."""
    if cell is None or is_empty(cell):
        return None
    if isinstance(cell, bool):
        return "yes" if cell else "no"
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    if isinstance(cell, datetime) and cell.time() == time():
        return cell.date().isoformat()
    return cell.isoformat() if isinstance(cell, date) else str(cell).strip()


def as_one_line(cell: Cell) -> str | None:
    """Return the text with one blank between its words, as a name or address is written."""
    text = as_text(cell)
    return " ".join(text.split()) if text else None


def as_zip_code(cell: Cell) -> str | None:
    """Return a ZIP code; zeros that a spreadsheet dropped in front are put back."""
    text = as_one_line(cell)
    # a US ZIP code has five digits: three or four can only be one that was kept as a number
    return text.zfill(5) if text and text.isdigit() and len(text) in (3, 4) else text


def as_whole(cell: Cell) -> int | None:
    """Return a whole number; raise Unreadable for anything else."""
    text = as_text(cell)
    if text is None:
        return None
    if isinstance(cell, bool) or not _WHOLE.fullmatch(text):
        raise Unreadable("is not a whole number", "Write a number such as 1, 2 or 3")
    return int(float(text))


def as_decimal(cell: Cell) -> float | None:
    """Return a number; raise Unreadable for anything else."""
    text = as_text(cell)
    if text is None:
        return None
    if isinstance(cell, bool) or not _DECIMAL.fullmatch(text):
        raise Unreadable("is not a number", "Write a number such as 12 or 12.5")
    return float(text)


def as_date(cell: Cell) -> date | None:
    """Return a day from a date cell, ISO or US text (month/day/year); raise Unreadable else."""
    if cell is None or is_empty(cell):
        return None
    if isinstance(cell, date):
        return _in_calendar(cell.year, cell.month, cell.day)
    if not isinstance(cell, str):
        raise Unreadable("is not a date", f"Format the cell as a date. {DATE_REMEDY}")
    return _date_in(cell.strip())


def _date_in(text: str) -> date:
    if found := _ISO.fullmatch(text):
        year, month, day = (int(part) for part in found.groups())
    elif found := _US.fullmatch(text):
        month, day, year = (int(part) for part in found.groups())
    elif _SHORT_YEAR.fullmatch(text):
        raise Unreadable("has a year of two digits, which may mean either century", DATE_REMEDY)
    else:
        raise Unreadable("is not a date that can be read", DATE_REMEDY)
    return _in_calendar(year, month, day)


def _in_calendar(year: int, month: int, day: int) -> date:
    if year < FIRST_YEAR:
        raise Unreadable(f"lies before the year {FIRST_YEAR}", DATE_REMEDY)
    try:
        return date(year, month, day)
    except ValueError:
        what = "is no day of the calendar when read as month/day/year"
    raise Unreadable(what, DATE_REMEDY)


def as_yes_no(cell: Cell) -> bool | None:
    """Return yes or no; raise Unreadable for any other word."""
    word = folded(as_text(cell) or "")
    if word in (*YES_WORDS, ""):
        return True if word else None
    if word in NO_WORDS:
        return False
    raise Unreadable("is neither yes nor no", "Write yes or no")


def as_gender(cell: Cell) -> str | None:
    """Return female, male, other or unknown; raise Unreadable for any other word."""
    return as_word(cell, GENDER_WORDS) if not is_empty(cell) else None


def as_word(cell: Cell, spellings: Mapping[str, tuple[str, ...]]) -> str:
    """Return the key under whose spellings the cell's word stands; raise Unreadable if none."""
    word = folded(as_text(cell) or "")
    for meaning, words in spellings.items():
        if word in {folded(spelling) for spelling in words}:
            return meaning
    remedy = f"Use one of: {', '.join(spellings)}"
    raise Unreadable("is not one of the words that are known here", remedy)
