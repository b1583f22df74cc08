"""Where in a file something stands, in the words a person sees on the screen."""

from __future__ import annotations


def at(file: str, tab: str | None = None, row: int | None = None, column: str | None = None) -> str:
    """Return `file, tab T, row 4, column C`; the row is counted as a spreadsheet shows it."""
    parts = [file]
    if tab:
        parts.append(f"tab {tab}")
    if row is not None:
        parts.append(f"row {row}")
    if column:
        parts.append(f"column {column}")
    return ", ".join(parts)


def letters(index: int) -> str:
    """Return the letters above column `index` (from 0): A, B … Z, AA."""
    name = ""
    index += 1
    while index:
        index, rest = divmod(index - 1, 26)
        name = chr(ord("A") + rest) + name
    return name


def column_index(name: str) -> int:
    """Return the index (from 0) of the column that the letters `name` stand above."""
    number = 0
    for letter in name:
        number = number * 26 + ord(letter) - ord("A") + 1
    return number - 1
