"""The sheets that wait in a practice's inbox, in whatever form they came back.

Here: finding them and telling which one of a kind counts. Not here: what they answer (`sheets`).
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import polars as pl

from tandem_flows.desk import Desk
from tandem_flows.inbox.lying import refuse_deceiving_name, refuse_what_lies_elsewhere
from tandem_flows.inbox.opened import InboxFile, source_hash
from tandem_flows.steps.arrivals import (
    ENDINGS,
    OWN_FOLDER,
    check_new,
    in_clear,
    travels_sealed,
    unsealed_file,
)
from tandem_flows.worksheets.answer_file import page_problem, read_answer_file
from tandem_flows.worksheets.kinds import KINDS
from tandem_flows.worksheets.returned import ReturnedSheet, read_sheet
from tandem_flows.worksheets.tab import Tab
from tandem_validators.errors import InputRefused, Problem

Read = Callable[[InboxFile], ReturnedSheet]
_BEGINNINGS = tuple(f"{start}{kind}-" for kind in KINDS for start in ("", "to-correct-"))
_NO_SHEETS = ("practice_list.",)
_MACRO_FORMS, _OTHER_FORMS = (".xlsm", ".xlsb", ".xltm"), (".xls", ".ods", ".numbers")
_SAVE_AS = "Save the sheet as 'Excel Workbook (.xlsx)' and send that."
_READERS: Mapping[str, Read] = {".json": read_answer_file, ".xlsx": read_sheet}


@dataclass(frozen=True)
class Unreadable:
    """A file that holds no answers of ours, and why."""

    path: Path
    problems: tuple[Problem, ...]

    @property
    def source_hash(self) -> str:
        """The SHA-256 of its bytes; of a link, of where it leads."""
        return source_hash(self.path)

    def is_meant_for(self, kinds: Collection[str], call_date: date) -> bool:
        """Whether its name says that it is a sheet of the call: then it must not be passed over."""
        return any(f"{kind}-{call_date.isoformat()}" in self.path.name for kind in kinds)


def inbox_sheets(desk: Desk) -> tuple[list[ReturnedSheet], list[Unreadable]]:
    """Return the sheets in the inbox, and the files that hold no answers of ours.

    A spreadsheet program's lock file is passed over.
    """
    sheets: list[ReturnedSheet] = []
    unreadable = []
    for path in lying_files(desk):
        try:
            refuse_what_is_no_file_here(desk, path)
            sheets += _opened_sheets(desk, path)
        except InputRefused as refused:
            unreadable.append(Unreadable(path, refused.problems))
    return sheets, unreadable


def lying_files(desk: Desk) -> list[Path]:
    """Return the files that may be sheets; what the plan's own people wrote comes last."""
    inbox = desk.workspace.inbox(desk.practice.practice_id)
    folders = [inbox, inbox / OWN_FOLDER] if travels_sealed(desk) else [inbox]
    found = [path for folder in folders for path in sorted(folder.glob("*")) if path.is_file()]
    return [path for path in found if not path.name.startswith((*_NO_SHEETS, "~$", "."))]


def refuse_what_is_no_file_here(desk: Desk, path: Path) -> None:
    """Raise InputRefused for what would be read as a sheet and is a link, or is oddly named."""
    if may_be_sheet(path.stem if path.suffix.lower() in ENDINGS else path.name):
        refuse_deceiving_name(path)
        refuse_what_lies_elsewhere(path, desk.workspace.inbox(desk.practice.practice_id))


def _opened_sheets(desk: Desk, path: Path) -> list[ReturnedSheet]:
    """Return the sheet at `path`, opened first where files travel sealed."""
    if not travels_sealed(desk) or path.parent.name == OWN_FOLDER:
        return sheets_in(path)
    name = path.stem if path.suffix.lower() in ENDINGS else path.name
    if not may_be_sheet(name):
        return []
    if name == path.name:
        raise InputRefused(in_clear(desk, path))
    opened = unsealed_file(desk, path)
    found = sheets_in(opened)
    for sheet in found:
        check_new(desk, opened, path, f"sheet {sheet.sheet_id}")
    return found


def may_be_sheet(name: str) -> bool:
    """Whether a file of this name could hold a sheet of ours, in a form that counts or another."""
    ending = Path(name).suffix.lower()
    known = (*_READERS, *_MACRO_FORMS, *_OTHER_FORMS, ".html")
    return ending in known or name.startswith(_BEGINNINGS)


def sheets_in(path: InboxFile) -> list[ReturnedSheet]:
    """Return the sheet at `path`, none if it is a file of another purpose.

    Raises InputRefused for a sheet that cannot be read, or is saved in a form that does not count.
    """
    ending = path.suffix.lower()
    if ending in _READERS:
        return [_READERS[ending](path)]
    problem = page_problem(path) if ending == ".html" else _other_form(path, ending)
    if problem:
        raise InputRefused(problem)
    return []


def _other_form(path: InboxFile, ending: str) -> Problem | None:
    """Return what is wrong with a file that seems to be a sheet saved in another form."""
    if ending in _MACRO_FORMS:
        return Problem(path.name, "may hold macros, which nobody here runs", _SAVE_AS)
    if ending in _OTHER_FORMS or path.name.startswith(_BEGINNINGS):
        return Problem(path.name, f"is saved as {ending or 'a file of no kind'}", _SAVE_AS)
    return None


def of_each_kind(sheets: Iterable[ReturnedSheet]) -> list[list[ReturnedSheet]]:
    """Return the sheets of each kind together.

    A second copy of the same file is left out, and so is a refused file whose fresh copy came back.
    """
    by_kind: dict[str, dict[str, ReturnedSheet]] = {}
    waiting = list(sheets)
    replaced = {refused for sheet in waiting for refused in sheet.head.replaces}
    for sheet in (sheet for sheet in waiting if sheet.source_hash not in replaced):
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
