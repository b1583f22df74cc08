"""The parts of a workbook, unpacked within limits: a reader gets only what was looked at.

An archive may say of a part that it is small, hold two of one name, or have two tables of contents.
So the parts are unpacked here once, looked through (`laid_out`), and put into a new archive, which
is what a reader opens. Not here: what stands in the cells.
"""

from __future__ import annotations

import copy
import io
import zipfile
import zlib
from collections.abc import Iterator

from tandem_flows.inbox.laid_out import room_problem
from tandem_validators.errors import InputRefused, Problem

# Limits of the software, not of the guideline: what a list or sheet of people never comes near.
_MEGABYTE = 1024 * 1024
_MAX_UNPACKED_BYTES = 100 * _MEGABYTE
_AT_ONCE_BYTES = _MEGABYTE
_MACROS = "vbaproject.bin"
_FOLDER, _ABOUT = "xl/", ("[content_types].xml", "_rels/.rels")
_BOOK, _STRINGS = "xl/workbook.xml", "xl/sharedstrings.xml"
# pictures, print settings and what lies beside the book hold no cells, and no reader needs them
_READ = (".xml", ".rels")
# ValueError: a part of the archive has a name or place that cannot be
_NOT_UNPACKED = (
    zipfile.BadZipFile,
    zlib.error,
    EOFError,
    NotImplementedError,
    RuntimeError,
    ValueError,
)
SAVE_AS = "Open it in the spreadsheet program and save it as 'Excel Workbook (.xlsx)'."
SEND_AGAIN = "Save the file again in the spreadsheet program, or ask for a new copy."


def looked_through(content: bytes, file: str) -> bytes:
    """Return the workbook with only those parts that were looked at.

    Raises InputRefused when it is none, holds macros, is damaged, or would fill the memory.
    """
    parts = _parts(content, file)
    if problem := room_problem(parts, _STRINGS, file):
        raise InputRefused(problem)
    return _packed(parts)


def _parts(content: bytes, file: str) -> dict[str, bytes]:
    """Return the parts that a reader may need, by name."""
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            _refuse_what_is_no_workbook(archive, file)
            return dict(_unpacked(archive, file))
    except _NOT_UNPACKED:
        what = "is damaged and cannot be unpacked"
    raise _refused(file, what, SEND_AGAIN)


def _refuse_what_is_no_workbook(archive: zipfile.ZipFile, file: str) -> None:
    # a reader may take capitals and small letters for the same, so two names may be one
    names = [name.casefold() for name in archive.namelist()]
    if _BOOK not in names:
        raise _refused(file, "is not an XLSX workbook", SAVE_AS)
    if any(name.endswith(_MACROS) for name in names):
        raise _refused(file, "holds macros, which nobody here runs", SAVE_AS)
    if len(set(names)) < len(names):
        raise _refused(file, "is damaged: it holds a part of it twice", SEND_AGAIN)


def _unpacked(archive: zipfile.ZipFile, file: str) -> Iterator[tuple[str, bytes]]:
    left = _MAX_UNPACKED_BYTES
    for about in archive.infolist():
        name = about.filename.casefold()
        if name in _ABOUT or (name.startswith(_FOLDER) and name.endswith(_READ)):
            part = _part(archive, about, left, file)
            left -= len(part)
            yield about.filename, part


def _part(archive: zipfile.ZipFile, about: zipfile.ZipInfo, most: int, file: str) -> bytes:
    """Return one part as large as it really is, whatever the archive says of it."""
    real, whole = copy.copy(about), io.BytesIO()
    real.file_size = most + 2 * _AT_ONCE_BYTES  # so that it is read to its end, or past the limit
    with archive.open(real) as packed:
        while chunk := packed.read(_AT_ONCE_BYTES):
            whole.write(chunk)
            if whole.tell() > most:
                what = f"unpacks to more than {_MAX_UNPACKED_BYTES // _MEGABYTE} MB"
                raise _refused(file, what, "Copy the rows into a new workbook and send that.")
    return whole.getvalue()


def _packed(parts: dict[str, bytes]) -> bytes:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        for name, part in parts.items():
            archive.writestr(zipfile.ZipInfo(name), part)
    return packed.getvalue()


def _refused(file: str, what: str, remedy: str) -> InputRefused:
    return InputRefused(Problem(file, what, remedy))
