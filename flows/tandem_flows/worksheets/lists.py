"""The hidden tab: which sheet this is, what each column means, and the entries of its drop-downs.

Here: writing it. The reader of it is `returned`.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from tandem_flows.inbox.place import letters
from tandem_flows.worksheets.layout import (
    FORMAT,
    HEAD_ROWS,
    LISTS_COLUMN,
    MACHINE_TAB,
    ColumnLine,
    SheetHead,
)
from tandem_flows.worksheets.tab import Shown, Tab


class DropDowns:
    """The drop-down lists of a sheet, each kept once; a tab refers to one by its cells."""

    def __init__(self, tabs: Sequence[Tab]) -> None:
        picks = [shown.picks for tab in tabs for shown in tab.columns if shown.picks]
        self.lists = list(dict.fromkeys(picks))

    def column_of(self, shown: Shown) -> int:
        """Return the column of the hidden tab with the entries of `shown`, 0 if it has none."""
        # an entry and what is recorded for it stand side by side, so each list takes two columns
        return LISTS_COLUMN + 2 * self.lists.index(shown.picks) if shown.picks else 0

    def cells_of(self, shown: Shown) -> str:
        """Return the cells that hold the entries of `shown`, as a formula names them."""
        column = letters(self.column_of(shown))
        return f"={MACHINE_TAB}!${column}$1:${column}${len(shown.picks)}"


def write_machine_tab(
    worksheet: Any, head: SheetHead, tabs: Sequence[Tab], drop_downs: DropDowns
) -> None:
    """Write the hidden tab and hide it so that no menu shows it."""
    about = (FORMAT, head.sheet_id, head.kind, head.call_date.isoformat(), head.practice)
    for row, text in enumerate((*about, " ".join(head.replaces))):
        worksheet.write_string(row, 0, text)
    columns = [(tab, shown) for tab in tabs for shown in tab.columns]
    for row, (tab, shown) in enumerate(columns, start=HEAD_ROWS):
        _write_line(worksheet, row, column_line(tab, shown, drop_downs))
    for picks in drop_downs.lists:
        column = LISTS_COLUMN + 2 * drop_downs.lists.index(picks)
        for row, pick in enumerate(picks):
            worksheet.write_string(row, column, pick.label)
            worksheet.write_string(row, column + 1, pick.value)
    worksheet.protect("")
    worksheet.very_hidden()


def column_line(tab: Tab, shown: Shown, drop_downs: DropDowns) -> ColumnLine:
    """Return what the hidden tab says of column `shown` of `tab`."""
    return ColumnLine(
        label=tab.label,
        tab=tab.name,
        column=shown.name,
        title=shown.field.title,
        kind=shown.field.kind,
        role=shown.role,
        sent_rows=tab.prefilled.height,
        list_at=drop_downs.column_of(shown),
    )


def _write_line(worksheet: Any, row: int, line: ColumnLine) -> None:
    texts = (line.label, line.tab, line.column, line.title, line.kind, line.role)
    for column, text in enumerate(texts):
        worksheet.write_string(row, column, text)
    worksheet.write_number(row, len(texts), line.sent_rows)
    worksheet.write_number(row, len(texts) + 1, line.list_at)
