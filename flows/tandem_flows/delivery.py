"""A file made by a run: written whole, and recorded as disclosed when it goes to the practice."""

from __future__ import annotations

import dataclasses
import hashlib
import os
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from tandem_flows.documents.file import About, Writer
from tandem_flows.store.entries import Entry

if TYPE_CHECKING:
    from tandem_flows.desk import Desk

_ANY_DAY = date(2000, 1, 1)


@dataclass(frozen=True)
class Delivery:
    """A planned file: its name below the outbox, how it is written, and its ledger entry.

    Without an entry nothing of a patient is disclosed. `name_tells_contents` says that another
    content would have another name, so that a file which lies there is the right one.
    """

    file_name: str
    write: Writer
    note: Entry | None
    name_tells_contents: bool = False


def deliver(desk: Desk, delivery: Delivery) -> None:
    """Write the file into the outbox and record its disclosure.

    A file of the same contents that lies there already and is on record is left alone: repeating a
    run changes nothing, and a run that was killed in between is completed by the next.
    """
    path = desk.workspace.outbox(desk.practice.practice_id) / delivery.file_name
    path.parent.mkdir(mode=0o700, exist_ok=True)
    content = _content_hash(path, delivery)
    if path.is_file() and _is_known(desk, delivery, path, content):
        return
    unfinished = path.with_name(f".{path.name}")
    delivery.write(unfinished, _about(desk, path))
    unfinished.chmod(0o600)
    os.replace(unfinished, path)
    if delivery.note is not None:
        _record(desk, delivery.note, path, content)


def _content_hash(path: Path, delivery: Delivery) -> str:
    """Return the hash of what the file says, without the lines that change with every run."""
    bare = path.with_name(f".bare-{path.name}")
    delivery.write(bare, About(("",), _ANY_DAY))
    try:
        return file_hash(bare)
    finally:
        bare.unlink()


def file_hash(path: Path) -> str:
    """Return the SHA-256 of a file's bytes."""
    return hashlib.sha256(path.read_bytes()).hexdigest()


def _is_known(desk: Desk, delivery: Delivery, path: Path, content: str) -> bool:
    if delivery.note is not None:
        return desk.store.is_disclosed(path.name, content)
    return delivery.name_tells_contents or file_hash(path) == content


def _record(desk: Desk, note: Entry, path: Path, content: str) -> None:
    details = {
        "channel": desk.practice.channel,
        "file": path.name,
        "content": content,
    }
    entry = dataclasses.replace(
        note,
        call_date=desk.job.call_date,
        done_on=desk.as_of,
        details=details,
        source_hash=file_hash(path),
    )
    desk.store.record([entry], desk.circumstances)


def _about(desk: Desk, path: Path) -> About:
    return About(
        (
            f"{desk.practice.name}: {path.stem.replace('-', ' ')}",
            f"From {desk.workspace.profile.plan_name}, made on {desk.as_of}.",
            "Patients' data: keep this file as your organisation's privacy rules ask.",
            f"Guideline {desk.workspace.guideline.version}.",
            f"Record head {desk.store.ledger_head()}",
            "Keep this file: the record head proves later what the record held on this day.",
        ),
        desk.as_of,
    )
