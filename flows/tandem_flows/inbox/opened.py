"""The one place where a file from outside is opened: its size, its bytes, its tabs.

Here: refusing what is no spreadsheet, or one that would fill the memory when unpacked. A tab is
handed on as plain cells. Not here: what the cells mean.
"""

from __future__ import annotations

import hashlib
import io
import os
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from python_calamine import CalamineError, CalamineSheet, CalamineWorkbook, SheetVisibleEnum

from tandem_flows.inbox.cells import Cell
from tandem_flows.inbox.laid_out import MAX_CELLS, MAX_LETTERS
from tandem_flows.inbox.lying import link_problem
from tandem_flows.inbox.unpacked import SAVE_AS, SEND_AGAIN, looked_through
from tandem_validators.errors import InputRefused, Problem

# Limits of the software, not of the guideline: what a list or sheet of people never comes near.
MAX_MEGABYTES = 20
_MAX_BYTES = MAX_MEGABYTES * 1024 * 1024
_OLD_EXCEL = b"\xd0\xcf\x11\xe0"


@dataclass(frozen=True)
class HeldFile:
    """A file whose bytes are held in memory only, under the name that they would have on disk."""

    name: str
    content: bytes = field(repr=False)
    # the SHA-256 of the sealed file that it came out of, as it was read
    message: str = ""

    @property
    def suffix(self) -> str:
        """The ending of the name."""
        return Path(self.name).suffix


InboxFile = Path | HeldFile


@dataclass(frozen=True)
class OpenedTab:
    """One tab of a workbook (or a whole CSV file, without a name): all its cells from A1 on."""

    name: str | None
    rows: tuple[tuple[Cell, ...], ...]
    merged: tuple[tuple[int, int, int, int], ...] = ()
    is_visible: bool = True


def source_hash(file: InboxFile) -> str:
    """Return the SHA-256 of what a file says.

    For one that is larger than any list or sheet stand its beginning and its size.
    """
    if isinstance(file, HeldFile):
        return hashlib.sha256(file.content).hexdigest()
    if file.is_symlink():
        # of a link nothing is read but where it leads: the file there may be somebody else's
        return hashlib.sha256(os.fsencode(file.readlink())).hexdigest()
    try:
        sha, size = hashlib.sha256(_content_of(file)), file.stat().st_size
    except PermissionError:  # until it can be read, its name stands for it
        return hashlib.sha256(os.fsencode(file.name)).hexdigest()
    if size > _MAX_BYTES:
        sha.update(str(size).encode())
    return sha.hexdigest()


def read_file(path: InboxFile) -> bytes:
    """Return the bytes of `path`; raise InputRefused: absent, empty, too large, or a link."""
    if isinstance(path, HeldFile):
        if len(path.content) > _MAX_BYTES or not path.content:
            what = "is empty or too large for a list or sheet"
            raise _refused(path.name, what, "Send the file again with its rows only.")
        return path.content
    if path.is_symlink():
        raise InputRefused(link_problem(path))
    if not path.is_file():
        # the folders say where to put it: the workspace, inbox, and the practice
        where = "/".join(path.parts[-3:])
        raise _refused(where, "is not there", "Put the file there, or correct its name.")
    content = _content_or_refused(path)
    if len(content) > _MAX_BYTES:
        what = f"is larger than {MAX_MEGABYTES} MB"
        raise _refused(path.name, what, "Send only the list or sheet asked for, without pictures.")
    if not content:
        raise _refused(path.name, "is an empty file", "Send the file again with its rows.")
    return content


def _content_or_refused(path: Path) -> bytes:
    try:
        return _content_of(path)
    except OSError:  # not ours to read, gone, or a link since it was looked at
        problem = Problem(path.name, "cannot be read", "Put the file there anew, as a copy.")
    raise InputRefused(problem)


def _content_of(path: Path) -> bytes:
    """Return what the file holds, and of one that is too large, or grows meanwhile, the beginning.

    What was put there at this very moment is not followed if it is a link, nor waited for.
    """
    with open(path, "rb", opener=_without_links) as file:
        return file.read(_MAX_BYTES + 1)


def _without_links(path: str, flags: int) -> int:
    return os.open(path, flags | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NONBLOCK", 0))


def read_workbook(content: bytes, file: str) -> tuple[OpenedTab, ...]:
    """Return every tab of an XLSX workbook; raise InputRefused when it cannot be opened safely."""
    _refuse_other_files(content, file)
    parts = looked_through(content, file)
    try:
        return tuple(_tabs(CalamineWorkbook.from_filelike(io.BytesIO(parts)), file))
    except (CalamineError, OSError, ValueError):
        what = "is damaged and cannot be read"
    raise _refused(file, what, SEND_AGAIN)


def _tabs(workbook: CalamineWorkbook, file: str) -> Iterator[OpenedTab]:
    """Read tab after tab; several may show the same cells, so their room is added up."""
    cells, letters = 0, 0
    for about in workbook.sheets_metadata:
        is_visible = about.visible == SheetVisibleEnum.Visible
        tab = _tab(workbook.get_sheet_by_name(about.name), is_visible)
        cells += 1 + sum(map(len, tab.rows))
        letters += sum(len(cell) for row in tab.rows for cell in row if isinstance(cell, str))
        if cells > MAX_CELLS or letters > MAX_LETTERS:
            remedy = "Copy the rows into a new workbook and send that."
            raise _refused(file, "has far more cells on its tabs than any list", remedy)
        yield tab


def _tab(sheet: CalamineSheet, is_visible: bool) -> OpenedTab:
    rows = tuple(tuple(row) for row in sheet.to_python(skip_empty_area=False))
    merged = tuple((*start, *end) for start, end in sheet.merged_cell_ranges or ())
    return OpenedTab(sheet.name, rows, merged, is_visible)


def _refuse_other_files(content: bytes, file: str) -> None:
    if content.startswith(_OLD_EXCEL):
        what = "is an old .xls workbook or is protected with a password"
        raise _refused(file, what, f"Remove the password. {SAVE_AS}")
    if not zipfile.is_zipfile(io.BytesIO(content)):
        raise _refused(file, "is not an XLSX workbook, whatever its name ends in", SAVE_AS)


def _refused(file: str, what: str, remedy: str) -> InputRefused:
    return InputRefused(Problem(file, what, remedy))
