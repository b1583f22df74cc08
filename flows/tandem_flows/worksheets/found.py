"""Finding the tabs and columns of a sheet again, whatever was moved, hidden or renamed on the way.

A tab is known by its name, else by its headings; a column by its heading. Not here: what the cells
of a row say (`rows`), and words of what is wrong (`form`).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from tandem_flows.inbox.cells import Cell, as_text
from tandem_flows.inbox.opened import OpenedTab
from tandem_flows.worksheets.layout import (
    MACHINE_TAB,
    READ_ME,
    REQUIRED_MARK,
    TO_CORRECT,
    ColumnLine,
)

# Rows that somebody may have put above the headings are passed over.
_LOOK_IN_ROWS = 10
_NO_ANSWERS = (MACHINE_TAB, READ_ME, TO_CORRECT)


@dataclass(frozen=True)
class Found:
    """Where things stand on a tab, counted from 0: the headings' row, and each title's columns."""

    heading_row: int | None
    columns: Mapping[str, tuple[int, ...]]

    def column_of(self, title: str) -> int | None:
        """Return the first column under a title, None where it is missing."""
        places = self.columns.get(title)
        return places[0] if places else None


def tabs_by_label(lines: Sequence[ColumnLine], opened: Sequence[OpenedTab]) -> dict[str, OpenedTab]:
    """Return the tab that holds the columns of each label, by its name or else by its headings."""
    named = {str(tab.name).strip(): tab for tab in opened}
    labels = list(dict.fromkeys(line.label for line in lines))
    found = {label: named[label] for label in labels if label in named}
    others = [tab for name, tab in named.items() if name not in found and name not in _NO_ANSWERS]
    for label in (label for label in labels if label not in found):
        titles = {line.title for line in lines if line.label == label}
        fitting = _likeliest([tab for tab in others if _holds(tab, titles)], label)
        if len(fitting) == 1:
            found[label] = fitting[0]
            others.remove(fitting[0])
    return found


def _likeliest(fitting: list[OpenedTab], label: str) -> list[OpenedTab]:
    """Return, of tabs with the same headings, those whose name still holds the label."""
    named = [tab for tab in fitting if label.casefold() in str(tab.name).casefold()]
    return named or fitting


def _holds(tab: OpenedTab, titles: set[str]) -> bool:
    return any(titles <= set(texts(row)) for row in tab.rows[:_LOOK_IN_ROWS])


def find(tab: OpenedTab, titles: Sequence[str]) -> Found:
    """Return where the headings of a tab stand; no row when less than half of them is together."""
    counts = [_count(row, titles) for row in tab.rows[:_LOOK_IN_ROWS]]
    most = max(counts, default=0)
    if not is_heading_row(most, titles):
        return Found(None, {})
    row = counts.index(most)
    there = texts(tab.rows[row])
    places = {
        title: tuple(index for index, text in enumerate(there) if text == title)
        for title in titles
        if title in there
    }
    return Found(row, places)


def heading_rows(tab: OpenedTab, titles: Sequence[str]) -> list[int]:
    """Return every row in which the headings stand, counted from 0."""
    return [
        index for index, row in enumerate(tab.rows) if is_heading_row(_count(row, titles), titles)
    ]


def is_heading_row(count: int, titles: Sequence[str]) -> bool:
    """Whether a row with `count` of the titles is the row of headings."""
    return count > 1 and 2 * count >= len(titles)


def _count(row: Sequence[Cell], titles: Sequence[str]) -> int:
    return len(set(texts(row)).intersection(titles))


def texts(row: Sequence[Cell]) -> list[str]:
    """Return the words of a row of headings, without the mark of what is required."""
    return [" ".join((as_text(cell) or "").removesuffix(REQUIRED_MARK).split()) for cell in row]
