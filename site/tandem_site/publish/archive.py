"""The published folder as one zip, for a machine without network; equal folders, equal bytes."""

from __future__ import annotations

from pathlib import Path
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from tandem_flows.documents.untimed import NO_TIME

_READABLE = 0o644 << 16


def zip_folder(folder: Path, archive: Path, name: str) -> Path:
    """Write all files of `folder` into `archive`, inside one folder `name`, and return it."""
    archive.parent.mkdir(parents=True, exist_ok=True)
    with ZipFile(archive, "w", ZIP_DEFLATED, compresslevel=9) as opened:
        for path in sorted(path for path in folder.rglob("*") if path.is_file()):
            entry = ZipInfo(f"{name}/{path.relative_to(folder).as_posix()}", NO_TIME)
            entry.external_attr = _READABLE
            entry.compress_type = ZIP_DEFLATED
            opened.writestr(entry, path.read_bytes())
    return archive
