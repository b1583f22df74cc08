"""One ZIP with the same bytes for the same contents, read back without trusting any name in it.

It holds its files and nothing else: no time, no remark, and no byte between or around them.
"""

from __future__ import annotations

import io
import struct
import zipfile
import zlib
from collections.abc import Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path, PurePosixPath

from tandem_validators.errors import InputRefused, Problem

_EPOCH = (1980, 1, 1, 0, 0, 0)
_MOST_FILES = 5_000
_LARGEST_BYTES = 4 * 1024**3  # a million entries and what is told of them are half of it
_REMEDY = "Ask for the export again; nothing of it was used."
_DAMAGED = (
    zipfile.BadZipFile,
    zlib.error,
    struct.error,
    UnicodeDecodeError,
    OSError,
    EOFError,
    NotImplementedError,
    RuntimeError,
)
_UNIX, _OWNER_ONLY, _VERSION, _UTF8 = 3, 0o600 << 16, 20, 0x800
_EPOCH_DAY = 33  # the first of January 1980, as a ZIP writes it


def packed(files: Mapping[str, bytes]) -> bytes:
    """Return the ZIP of `files`, sorted by name and without times.

    Raises InputRefused for a name that another system could read otherwise.
    """
    _check_names(sorted(files), "export")
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name in sorted(files):
            entry = zipfile.ZipInfo(name, _EPOCH)
            entry.compress_type = zipfile.ZIP_DEFLATED
            entry.create_system = _UNIX
            entry.external_attr = _OWNER_ONLY
            archive.writestr(entry, files[name])
    return buffer.getvalue()


def unpacked(path: Path) -> dict[str, bytes]:
    """Return the files of the ZIP at `path` by name; nothing is written to disk.

    Raises InputRefused when it is no ZIP, is damaged, was not packed as an export is, or would
    unpack to more than it should.
    """
    try:
        with zipfile.ZipFile(path) as archive:
            _check_size(archive, path.name)
            names = [entry.filename for entry in archive.infolist()]
            _check_names(names, path.name)
            if not _is_ours(archive, path):
                what = "was not packed as an export is, or was changed since"
                raise InputRefused(Problem(path.name, what, _REMEDY))
            with ThreadPoolExecutor() as beside:
                return dict(zip(names, beside.map(archive.read, names), strict=True))
    except _DAMAGED:
        what = "is no ZIP file, or is damaged"
    raise InputRefused(Problem(path.name, what, _REMEDY))


def _check_size(archive: zipfile.ZipFile, name: str) -> None:
    entries = archive.infolist()
    size = sum(entry.file_size for entry in entries)
    if len(entries) > _MOST_FILES or size > _LARGEST_BYTES:
        raise InputRefused(Problem(name, "would unpack to more than an export can hold", _REMEDY))


def _check_names(names: Sequence[str], file: str) -> None:
    """Raise InputRefused for two names that are one on some system, or lead out of a folder."""
    if len({name.casefold() for name in names}) != len(names):
        raise InputRefused(Problem(file, "holds a file name twice", _REMEDY))
    if not all(_is_plain(name) for name in names):
        what = "holds a file whose name leads elsewhere, or is not what it shows"
        raise InputRefused(Problem(file, what, _REMEDY))


def _is_plain(name: str) -> bool:
    """Whether a name is the same place below the folder on every system, and shows as it is."""
    parts = name.split("/")
    is_shown = name.isprintable() and not set(name) & set('\\:*?"<>|')
    is_below = name == str(PurePosixPath(name)) and not {"", ".", ".."} & set(parts)
    return is_shown and is_below and all(part.strip(" .") == part.lstrip(".") for part in parts)


def _is_ours(archive: zipfile.ZipFile, path: Path) -> bool:
    """Whether all but the packed contents is as `packed` writes it: heads, order, and the end."""
    place = 0
    with path.open("rb") as file:
        for entry in archive.infolist():
            head = _head(entry)
            file.seek(place)
            if entry.header_offset != place or file.read(len(head)) != head:
                return False
            place += len(head) + entry.compress_size
        file.seek(place)
        return file.read() == _directory(archive.infolist(), place)


def _head(entry: zipfile.ZipInfo) -> bytes:
    """Return what stands before the contents of a file."""
    name, flags = _name(entry)
    facts = (_VERSION, flags, zipfile.ZIP_DEFLATED, 0, _EPOCH_DAY, *_sizes(entry), len(name), 0)
    return struct.pack("<4s5H3L2H", b"PK\3\4", *facts) + name


def _directory(entries: Sequence[zipfile.ZipInfo], place: int) -> bytes:
    """Return the table of contents with which the ZIP ends; it begins at `place`."""
    lines = []
    for entry in entries:
        name, flags = _name(entry)
        facts = (_VERSION, _UNIX, _VERSION, 0, flags, zipfile.ZIP_DEFLATED, 0, _EPOCH_DAY)
        rest = (*_sizes(entry), len(name), 0, 0, 0, 0, _OWNER_ONLY, entry.header_offset)
        lines.append(struct.pack("<4s4B4H3L5H2L", b"PK\1\2", *facts, *rest) + name)
    table = b"".join(lines)
    count = len(entries)
    return table + struct.pack("<4s4H2LH", b"PK\5\6", 0, 0, count, count, len(table), place, 0)


def _sizes(entry: zipfile.ZipInfo) -> tuple[int, int, int]:
    return entry.CRC, entry.compress_size, entry.file_size


def _name(entry: zipfile.ZipInfo) -> tuple[bytes, int]:
    """Return a name as it is written, and the flag that says how."""
    try:
        return entry.filename.encode("ascii"), 0
    except UnicodeEncodeError:
        return entry.filename.encode(), _UTF8
