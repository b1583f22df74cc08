"""One ZIP with the same bytes for the same contents, read back without trusting any name in it."""

from __future__ import annotations

import io
import zipfile
import zlib
from collections.abc import Mapping
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from tandem_validators.errors import InputRefused, Problem

_EPOCH = (1980, 1, 1, 0, 0, 0)
_MOST_FILES = 5_000
_LARGEST_BYTES = 2 * 1024**3
_REMEDY = "Ask for the export again; nothing of it was used."


def packed(files: Mapping[str, bytes]) -> bytes:
    """Return the ZIP of `files`, sorted by name and without times."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name in sorted(files):
            entry = zipfile.ZipInfo(name, _EPOCH)
            entry.compress_type = zipfile.ZIP_DEFLATED
            entry.external_attr = 0o600 << 16
            archive.writestr(entry, files[name])
    return buffer.getvalue()


def unpacked(path: Path) -> dict[str, bytes]:
    """Return the files of the ZIP at `path` by name; nothing is written to disk.

    Raises InputRefused when it is no ZIP, is damaged, or would unpack to more than it should.
    """
    try:
        with zipfile.ZipFile(path) as archive:
            _check_size(archive, path.name)
            names = [entry.filename for entry in archive.infolist()]
            if len(set(names)) != len(names):
                raise InputRefused(Problem(path.name, "holds a file name twice", _REMEDY))
            with ThreadPoolExecutor() as beside:
                return dict(zip(names, beside.map(archive.read, names), strict=True))
    except (zipfile.BadZipFile, zlib.error, OSError, EOFError, NotImplementedError, RuntimeError):
        what = "is no ZIP file, or is damaged"
    raise InputRefused(Problem(path.name, what, _REMEDY))


def _check_size(archive: zipfile.ZipFile, name: str) -> None:
    entries = archive.infolist()
    size = sum(entry.file_size for entry in entries)
    if len(entries) > _MOST_FILES or size > _LARGEST_BYTES:
        raise InputRefused(Problem(name, "would unpack to more than an export can hold", _REMEDY))
