"""Text of people as every document can hold it: words only, nothing that a program obeys.

Here: what is taken out of a text, and the words for what stands in a cell. Not here: how a format
quotes its own marks, which its writer does.
"""

from __future__ import annotations

import re
from datetime import date

# Control characters, marks that turn the direction of writing, halves of characters: none is said.
_UNSAID = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u200e\u200f\u2028\u2029\u202a-\u202e\u2066-\u2069"
    "\ud800-\udfff\ufeff\ufffe\uffff]"
)
# A spreadsheet program takes a text that begins so for a formula.
_OBEYED = ("=", "+", "-", "@", "\t", "\r")


def plain(text: str) -> str:
    """Return `text` without characters that are no words; lines stay lines."""
    return _UNSAID.sub("", text.replace("\r\n", "\n").replace("\r", "\n"))


def is_obeyed(text: str) -> bool:
    """Whether a spreadsheet program could take `text` for a formula."""
    return text.lstrip().startswith(_OBEYED)


def words(value: object) -> str:
    """Return what a cell says in words: nothing for an empty one, days as year-month-day."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, date):
        return value.isoformat()[:10]
    if isinstance(value, float):
        return f"{value:,.2f}".rstrip("0").rstrip(".")
    return plain(str(value))


def coded(code: object) -> str:
    """Return the words of a code of a closed list."""
    return words(code).replace("_", " ")


def counted(count: int, one: str, many: str) -> str:
    """Return a count with its noun: "no stay", "1 stay", "2 stays"."""
    return f"{count or 'no'} {one if count < 2 else many}"
