"""A file made by a run: written whole, and recorded as disclosed when it goes to the practice."""

from __future__ import annotations

import dataclasses
import hashlib
import os
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from tandem_flows.documents.file import About, SaysContent, Writer
from tandem_flows.store.entries import Entry

if TYPE_CHECKING:
    from tandem_flows.desk import Desk

_ANY_DAY = date(2000, 1, 1)


@dataclass(frozen=True)
class Delivery:
    """A planned file: its name below the outbox, how it is written, and its ledger entry.

    Without an entry nothing of a patient is disclosed. `name_tells_contents` says that another
    content would have another name, so that a file which lies there is the right one. `forms` are
    writers of the same contents by the ending of the name: they go out together, as one disclosure.
    """

    file_name: str
    write: Writer
    note: Entry | None
    name_tells_contents: bool = False
    forms: Mapping[str, Writer] = field(default_factory=dict)

    def writers(self, folder: Path) -> dict[Path, Writer]:
        """Return every file of the delivery with its writer, the one that names it first."""
        path = folder / self.file_name
        return {path: self.write} | {path.with_suffix(end): w for end, w in self.forms.items()}


def deliver(desk: Desk, delivery: Delivery) -> None:
    """Write the file into the outbox, in each of its forms, and record its disclosure.

    A file of the same contents that lies there already and is on record is left alone: repeating a
    run changes nothing, and a run that was killed in between is completed by the next.
    """
    files = delivery.writers(desk.workspace.outbox(desk.practice.practice_id))
    path = next(iter(files))
    path.parent.mkdir(mode=0o700, exist_ok=True)
    is_there = all(file.is_file() for file in files)
    if delivery.name_tells_contents:
        if not is_there:
            _put(files, _about(desk, path))
        return
    if delivery.note is None:
        _put(files, _about_published(desk, path))
        return
    content = _content_hash(desk, files)
    if is_there and desk.store.is_disclosed(path.name, content):
        return
    _put(files, _about(desk, path, content))
    _record(desk, delivery.note, list(files), content)


def _put(files: Mapping[Path, Writer], about: About) -> None:
    """Write each file whole into the outbox: the one place where files go out."""
    for path, write in files.items():
        unfinished = path.with_name(f".{path.name}")
        write(unfinished, about)
        unfinished.chmod(0o600)
        os.replace(unfinished, path)


def _content_hash(desk: Desk, files: Mapping[Path, Writer]) -> str:
    """Return the hash of what the files say, without the lines that change with every run."""
    about = About(("",), _ANY_DAY, templates=_templates(desk))
    hashes = [_said(path, write, about) for path, write in files.items()]
    joined = "".join(hashes).encode("ascii")
    return hashes[0] if len(hashes) == 1 else hashlib.sha256(joined).hexdigest()


def _said(path: Path, write: Writer, about: About) -> str:
    if isinstance(write, SaysContent):
        return hashlib.sha256(write.content(about)).hexdigest()
    bare = path.with_name(f".bare-{path.name}")
    write(bare, about)
    try:
        return file_hash(bare)
    finally:
        bare.unlink()


def file_hash(path: Path) -> str:
    """Return the SHA-256 of a file's bytes."""
    return hashlib.sha256(path.read_bytes()).hexdigest()


def _record(desk: Desk, note: Entry, files: Sequence[Path], content: str) -> None:
    """Record one disclosure; the forms beside the first file are told with their hashes."""
    path, *others = files
    details: dict[str, str | int | bool] = {
        "channel": desk.practice.channel,
        "file": path.name,
        "content": content,
    }
    details |= {f"form{other.suffix}": file_hash(other) for other in others}
    details |= note.details  # the cases in it: a patient's own account is drawn from them
    entry = dataclasses.replace(
        note,
        call_date=desk.job.call_date,
        done_on=desk.as_of,
        details=details,
        source_hash=file_hash(path),
    )
    desk.store.record([entry], desk.circumstances)


def _about(desk: Desk, path: Path, content: str | None = None) -> About:
    return About(
        (
            _title(desk, path),
            f"From {desk.workspace.profile.plan_name}, made on {desk.as_of}.",
            "Patients' data: keep this file as your organisation's privacy rules ask.",
            f"Guideline {desk.workspace.guideline.version}.",
            f"Record head {desk.store.ledger_head()}",
            "Keep this file: the record head proves later what the record held on this day.",
        ),
        desk.as_of,
        desk.store.replaced_on(path.name, content) if content else None,
        _templates(desk),
    )


def _about_published(desk: Desk, path: Path) -> About:
    """Return what a file without patients says of itself: the same on every day."""
    by = f"From {desk.workspace.profile.plan_name}."
    lines = (_title(desk, path), by, f"Guideline {desk.workspace.guideline.version}.")
    return About(lines, _ANY_DAY, templates=_templates(desk))


def _title(desk: Desk, path: Path) -> str:
    return f"{desk.practice.name}: {path.stem.replace('-', ' ')}"


def _templates(desk: Desk) -> Path | None:
    folder = desk.workspace.folder / "templates"
    return folder if folder.is_dir() else None
