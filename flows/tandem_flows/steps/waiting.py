"""The sheets that wait in a practice's inbox, in whatever form they came back.

Here: finding them and telling which one of a kind counts. Not here: what they answer (`sheets`).
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from pathlib import Path

import polars as pl

from tandem_flows.desk import Desk
from tandem_flows.worksheets.answer_file import page_problem, read_answer_file
from tandem_flows.worksheets.returned import ReturnedSheet, read_sheet
from tandem_flows.worksheets.tab import Tab
from tandem_validators.errors import InputRefused, Problem

Read = Callable[[Path], ReturnedSheet]
_READERS: Mapping[str, Read] = {".json": read_answer_file, ".xlsx": read_sheet}


def inbox_sheets(desk: Desk) -> tuple[list[ReturnedSheet], list[Problem]]:
    """Return the sheets in the inbox, and what is wrong with files that are none of ours.

    A spreadsheet program's lock file is passed over.
    """
    inbox = desk.workspace.inbox(desk.practice.practice_id)
    sheets: list[ReturnedSheet] = []
    problems = [p for path in sorted(inbox.glob("*.html")) if (p := page_problem(path))]
    for path in sorted(path for ending in _READERS for path in inbox.glob(f"*{ending}")):
        if path.stem == "practice_list" or path.name.startswith(("~$", ".")):
            continue
        try:
            sheets.append(_READERS[path.suffix](path))
        except InputRefused as refused:
            problems += refused.problems
    return sheets, problems


def of_each_kind(sheets: Iterable[ReturnedSheet]) -> list[list[ReturnedSheet]]:
    """Return the sheets of each kind together; a second copy of the same file is left out."""
    by_kind: dict[str, dict[str, ReturnedSheet]] = {}
    for sheet in sheets:
        by_kind.setdefault(sheet.kind, {}).setdefault(sheet.source_hash, sheet)
    return [list(copies.values()) for copies in by_kind.values()]


def says_the_same(
    first: Mapping[str, pl.DataFrame], second: Mapping[str, pl.DataFrame], tabs: Iterable[Tab]
) -> bool:
    """Whether two sheets hold the same answers; where a new row stands does not matter."""
    return all(
        _said(first[tab.name], tab).equals(_said(second[tab.name], tab), null_equal=True)
        for tab in tabs
    )


def contradiction(first: ReturnedSheet, second: ReturnedSheet) -> Problem:
    """Return what is wrong with two files that answer one sheet differently."""
    what = f"answers the same sheet as {first.file}, in other words"
    return Problem(second.file, what, "Keep the one that counts in the inbox.")


def _said(frame: pl.DataFrame, tab: Tab) -> pl.DataFrame:
    # the id of a new row is made from its place, which differs between the forms
    told = frame.drop(tab.new_id) if tab.new_id and tab.new_id in frame.columns else frame
    return told.sort(told.columns, nulls_last=True)
