"""Files of a workspace that name a patient: listed for a person to delete, never deleted here.

A file is searched for the case id, the plan's ids, and the name. What cannot be read is listed
too when the record says that it went out with the patient, or that nobody but a person can tell.
"""

from __future__ import annotations

import re
import zipfile
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

import polars as pl

from tandem_flows.privacy.belongs import Known
from tandem_flows.rules.combine import practice_identity
from tandem_flows.workspace.folder import Workspace

NAMES, SENT, SEALED = "names the patient", "went out with the patient", "cannot be searched"
_LARGEST_BYTES = 64 * 1024**2
_PACKED = (".xlsx", ".docx", ".zip")
_UNREADABLE = (".pdf", ".pgp", ".gpg", ".asc", ".xls")
_TAG = re.compile(r"<[^>]*>")


@dataclass(frozen=True)
class Marks:
    """By what a patient is recognised in a file: ids, and pairs of first and last name."""

    ids: frozenset[str]
    names: frozenset[tuple[str, str]]


@dataclass(frozen=True)
class Holding:
    """A file, as a path within the workspace, and why it is listed."""

    file: str
    why: str


def marks_of(known: Known, versions: Mapping[str, pl.DataFrame]) -> Marks:
    """Return by what the patient is recognised, from all versions of the lists."""
    ids, names = {known.case_id, *known.person_ids}, set[tuple[str, str]]()
    for rows in _lists(known, versions):
        for row in rows.iter_rows(named=True):
            ids |= {str(row[name]) for name in ("member_id",) if row.get(name)}
            if row["first_name"] and row["last_name"]:
                names.add((row["first_name"].lower(), row["last_name"].lower()))
    return Marks(frozenset(ids), frozenset(names))


def _lists(known: Known, versions: Mapping[str, pl.DataFrame]) -> Iterator[pl.DataFrame]:
    of_case = pl.col("case_id") == known.case_id
    of_person = pl.col("person_id").is_in(list(known.person_ids))
    of_row = practice_identity().is_in(list(known.practice_identities))
    for name, is_meant in (
        ("combined_list", of_case),
        ("plan_list", of_person),
        ("practice_list", of_row),
    ):
        if name in versions:
            yield versions[name].filter(is_meant)


def files_about(
    workspace: Workspace, practice_id: str, marks: Marks, sent: Iterable[str]
) -> list[Holding]:
    """Return the practice's files in inbox and outbox, and problem reports, that name the patient.

    `sent` are names of files that the record says went out with the patient.
    """
    stems = {Path(name).stem for name in sent}
    below = (workspace.inbox(practice_id), workspace.outbox(practice_id))
    folders = (*below, workspace.folder / "store" / "problems")
    found = []
    for path in sorted(path for folder in folders for path in folder.rglob("*")):
        why = _why(path, marks, stems) if path.is_file() else None
        if why:
            found.append(Holding(path.relative_to(workspace.folder).as_posix(), why))
    return found


def _why(path: Path, marks: Marks, stems: set[str]) -> str | None:
    text = text_of(path)
    if text is not None and _is_named(text, marks):
        return NAMES
    if path.stem in stems or path.name.split(".")[0] in stems:
        return SENT
    return SEALED if text is None else None


def _is_named(text: str, marks: Marks) -> bool:
    lowered = text.lower()
    has_id = any(_stands(mark.lower(), lowered) for mark in marks.ids)
    return has_id or any(
        _stands(first, lowered) and _stands(last, lowered) for first, last in marks.names
    )


def _stands(word: str, text: str) -> bool:
    return re.search(rf"(?<![\w-]){re.escape(word)}(?![\w-])", text) is not None


def text_of(path: Path) -> str | None:
    """Return what a file says, or None when it cannot be searched."""
    if path.suffix.lower() in _UNREADABLE or path.stat().st_size > _LARGEST_BYTES:
        return None
    if path.suffix.lower() not in _PACKED:
        return path.read_bytes().decode("utf-8", errors="replace")
    try:
        with zipfile.ZipFile(path) as packed:
            if sum(entry.file_size for entry in packed.infolist()) > _LARGEST_BYTES:
                return None
            parts = [packed.read(name) for name in packed.namelist() if name.endswith("xml")]
    except (zipfile.BadZipFile, RuntimeError, NotImplementedError, OSError):
        return None
    return _TAG.sub(" ", b"\n".join(parts).decode("utf-8", errors="replace"))
