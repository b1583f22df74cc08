"""The one place where a file from outside is opened: its size, its bytes, its tabs.

Here: refusing what is no spreadsheet, or one that would fill the memory when unpacked. A tab is
handed on as plain cells. Not here: what the cells mean.
"""

from __future__ import annotations

import hashlib
import io
import os
import re
import zipfile
import zlib
from dataclasses import dataclass, field
from pathlib import Path

from python_calamine import CalamineError, CalamineSheet, CalamineWorkbook, SheetVisibleEnum

from tandem_flows.inbox.cells import Cell
from tandem_flows.inbox.lying import link_problem
from tandem_flows.inbox.place import column_index, letters
from tandem_validators.errors import InputRefused, Problem

# Limits of the software, not of the guideline: what a list or sheet of people never comes near.
MAX_MEGABYTES = 20
_MEGABYTE = 1024 * 1024
_MAX_BYTES = MAX_MEGABYTES * _MEGABYTE
_MAX_UNPACKED_BYTES = 5 * _MAX_BYTES
_MAX_CELLS = 2_000_000
_MACROS = "vbaProject.bin"
_OLD_EXCEL = b"\xd0\xcf\x11\xe0"
_FILLED_CELL = re.compile(
    rb"<(?:\w+:)?c\b[^>]*?\br=[\"']([A-Z]{1,3})([0-9]{1,7})[\"'](?:[^>]*[^/])?>"
)
# ValueError: a part of the archive has a name or place that cannot be
_NOT_UNPACKED = (
    zipfile.BadZipFile,
    zlib.error,
    EOFError,
    NotImplementedError,
    RuntimeError,
    ValueError,
)
_SAVE_AS = "Open it in the spreadsheet program and save it as 'Excel Workbook (.xlsx)'."
_SEND_AGAIN = "Save the file again in the spreadsheet program, or ask for a new copy."


@dataclass(frozen=True)
class HeldFile:
    """A file whose bytes are held in memory only, under the name that they would have on disk."""

    name: str
    content: bytes = field(repr=False)

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
    """Return the SHA-256 of what a file says."""
    content = file.content if isinstance(file, HeldFile) else _as_it_lies(file)
    return hashlib.sha256(content).hexdigest()


def _as_it_lies(path: Path) -> bytes:
    # of a link nothing is read but where it leads: the file there may be somebody else's
    return os.fsencode(path.readlink()) if path.is_symlink() else path.read_bytes()


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
    if path.stat().st_size > _MAX_BYTES:
        what = f"is larger than {MAX_MEGABYTES} MB"
        raise _refused(path.name, what, "Send only the list or sheet asked for, without pictures.")
    content = _content_of(path)
    if not content:
        raise _refused(path.name, "is an empty file", "Send the file again with its rows.")
    return content


def _content_of(path: Path) -> bytes:
    # a link put there at this very moment is not followed either
    with open(path, "rb", opener=_without_links) as file:
        return file.read()


def _without_links(path: str, flags: int) -> int:
    return os.open(path, flags | getattr(os, "O_NOFOLLOW", 0))


def read_workbook(content: bytes, file: str) -> tuple[OpenedTab, ...]:
    """Return every tab of an XLSX workbook; raise InputRefused when it cannot be opened safely."""
    _refuse_what_is_no_workbook(content, file)
    try:
        workbook = CalamineWorkbook.from_filelike(io.BytesIO(content))
        return tuple(
            _tab(workbook.get_sheet_by_name(about.name), about.visible == SheetVisibleEnum.Visible)
            for about in workbook.sheets_metadata
        )
    except (CalamineError, OSError, ValueError):
        what = "is damaged and cannot be read"
    raise _refused(file, what, _SEND_AGAIN)


def _tab(sheet: CalamineSheet, is_visible: bool) -> OpenedTab:
    rows = tuple(tuple(row) for row in sheet.to_python(skip_empty_area=False))
    merged = tuple((*start, *end) for start, end in sheet.merged_cell_ranges or ())
    return OpenedTab(sheet.name, rows, merged, is_visible)


def _refuse_what_is_no_workbook(content: bytes, file: str) -> None:
    if content.startswith(_OLD_EXCEL):
        what = "is an old .xls workbook or is protected with a password"
        raise _refused(file, what, f"Remove the password. {_SAVE_AS}")
    if not zipfile.is_zipfile(io.BytesIO(content)):
        raise _refused(file, "is not an XLSX workbook, whatever its name ends in", _SAVE_AS)
    try:
        _refuse_what_would_fill_the_memory(content, file)
        return
    except _NOT_UNPACKED:
        what = "is damaged and cannot be unpacked"
    raise _refused(file, what, _SEND_AGAIN)


def _refuse_what_would_fill_the_memory(content: bytes, file: str) -> None:
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        if "xl/workbook.xml" not in archive.namelist():
            raise _refused(file, "is not an XLSX workbook", _SAVE_AS)
        if any(part.endswith(_MACROS) for part in archive.namelist()):
            raise _refused(file, "holds macros, which nobody here runs", _SAVE_AS)
        if sum(part.file_size for part in archive.infolist()) > _MAX_UNPACKED_BYTES:
            what = f"unpacks to more than {_MAX_UNPACKED_BYTES // _MEGABYTE} MB"
            raise _refused(file, what, "Copy the rows into a new workbook and send that.")
        for part in archive.namelist():
            if part.startswith("xl/worksheets/") and part.endswith(".xml"):
                _refuse_far_cells(archive.read(part), file)


def _refuse_far_cells(sheet_xml: bytes, file: str) -> None:
    # the reader lays out a full rectangle up to the last cell: one stray cell far out ends the run
    last_row, last_column = 0, 0
    for column, row in _FILLED_CELL.findall(sheet_xml):
        last_row = max(last_row, int(row))
        last_column = max(last_column, column_index(column.decode()) + 1)
    if last_row * last_column > _MAX_CELLS:
        where = f"row {last_row}, column {letters(last_column - 1)}"
        what = f"is filled out as far as {where}, far beyond any list"
        raise _refused(file, what, "Delete the stray cells, or copy the rows to a new workbook.")


def _refused(file: str, what: str, remedy: str) -> InputRefused:
    return InputRefused(Problem(file, what, remedy))
