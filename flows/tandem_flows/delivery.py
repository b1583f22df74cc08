"""A file made by a run: written whole, and recorded as disclosed when it goes to the practice."""

from __future__ import annotations

import dataclasses
import hashlib
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from tandem_flows.documents.file import About, SaysContent, Writer
from tandem_flows.store.entries import Entry
from tandem_flows.transit.carrier import Carrier, Sent, Write
from tandem_validators.errors import Problem, StoreRefused

if TYPE_CHECKING:
    from tandem_flows.desk import Desk

INTERNAL = "internal/"
_ANY_DAY = date(2000, 1, 1)
_HYPHEN = re.compile(r"(?<!\d)-|-(?!\d)")


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

    @property
    def stays(self) -> bool:
        """Whether the file stays with the plan."""
        return self.file_name.startswith(INTERNAL)

    def writers(self, folder: Path) -> dict[Path, Writer]:
        """Return every file of the delivery with its writer, the one that names it first."""
        path = folder / self.file_name
        return {path: self.write} | {path.with_suffix(end): w for end, w in self.forms.items()}


def deliver(desk: Desk, delivery: Delivery) -> None:
    """Deliver a file; raise StoreRefused in plain words when the outbox cannot be written."""
    try:
        with desk.store.kept():  # or two runs at once would both send, and both tell of it
            _deliver(desk, delivery)
        return
    except OSError:
        where = f"outbox/{desk.practice.practice_id}"
    what = "cannot be written: its folder is away, or the disk is full"
    remedy = "Bring the folder back or make room, and run this again: what is missing is made then."
    raise StoreRefused(Problem(where, what, remedy))


def _deliver(desk: Desk, delivery: Delivery) -> None:
    """Write the file into the outbox, in each of its forms, and record its disclosure.

    A file of the same contents that lies there already and is on record is left alone: repeating a
    run changes nothing, and a run that was killed in between is completed by the next. Where files
    travel sealed, each form goes out sealed; what stays with the plan does not.
    """
    files = delivery.writers(desk.workspace.outbox(desk.practice.practice_id))
    path = next(iter(files))
    path.parent.mkdir(mode=0o700, exist_ok=True)
    carrier = Carrier() if delivery.stays else desk.carrier
    is_there = all(carrier.place(file).is_file() for file in files)
    if delivery.name_tells_contents:
        if not is_there:
            _put(files, _about(desk, path), carrier)
        return
    if delivery.note is None and not carrier.is_sealing:
        _put(files, _about_published(desk, path), carrier)
        return
    content = _content_hash(desk, files, carrier)
    if is_there and _is_on_record(desk, delivery, path, content, carrier):
        return
    about = _about_published(desk, path) if delivery.note is None else _about(desk, path, content)
    sent = _put(files, about, carrier)
    _record(desk, delivery.note or _sealed(desk), sent, content, carrier)


def _is_on_record(
    desk: Desk, delivery: Delivery, path: Path, content: str, carrier: Carrier
) -> bool:
    """Whether the last file of this name had these contents, and was sealed to the same key."""
    action = "transit" if delivery.note is None else "disclosure"
    return desk.store.is_disclosed(path.name, content, carrier.receiver, action)


def _sealed(desk: Desk) -> Entry:
    """Return what is recorded of a sealed file that holds nothing of any patient.

    Its bytes differ each time, so the record says whether it was sealed before.
    """
    return desk.note("transit", code="sealed", organisation="practice")


def _put(files: Mapping[Path, Writer], about: About, carrier: Carrier) -> dict[Path, Sent]:
    """Write each file whole into the outbox: the one place where files go out."""
    return {path: carrier.put(path, _writing(write, about)) for path, write in files.items()}


def _writing(write: Writer, about: About) -> Write:
    return lambda draft: write(draft, about)


def _content_hash(desk: Desk, files: Mapping[Path, Writer], carrier: Carrier) -> str:
    """Return the hash of what the files say, without the lines that change with every run."""
    about = About(("",), _ANY_DAY, templates=_templates(desk))
    hashes = [_said(path, write, about, carrier) for path, write in files.items()]
    joined = "".join(hashes).encode("ascii")
    return hashes[0] if len(hashes) == 1 else hashlib.sha256(joined).hexdigest()


def _said(path: Path, write: Writer, about: About, carrier: Carrier) -> str:
    if isinstance(write, SaysContent):
        return hashlib.sha256(write.content(about)).hexdigest()
    with carrier.draft(path, f".bare-{path.name}") as bare:
        write(bare, about)
        return file_hash(bare)


def file_hash(path: Path) -> str:
    """Return the SHA-256 of a file's bytes."""
    return hashlib.sha256(path.read_bytes()).hexdigest()


def _record(
    desk: Desk, note: Entry, sent: Mapping[Path, Sent], content: str, carrier: Carrier
) -> None:
    """Record one disclosure; the forms beside the first file are told with their hashes.

    Of a sealed file two are told: the hash of what went out, and of what its receiver reads in it.
    """
    path, *others = sent
    details: dict[str, str | int | bool] = {
        "channel": desk.practice.channel,
        "file": path.name,
        "content": content,
    }
    details |= {f"form{other.suffix}": sent[other].file_hash for other in others}
    if carrier.receiver is not None:
        details["sealed_to"] = carrier.receiver
        details |= {f"clear{file.suffix}": said.clear_hash for file, said in sent.items()}
    details |= note.details  # the cases in it: a patient's own account is drawn from them
    entry = dataclasses.replace(
        note,
        call_date=desk.job.call_date,
        done_on=desk.as_of,
        details=details,
        source_hash=sent[path].file_hash,
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
    # a day keeps its hyphens
    return f"{desk.practice.name}: {_HYPHEN.sub(' ', path.stem)}"


def _templates(desk: Desk) -> Path | None:
    folder = desk.workspace.folder / "templates"
    return folder if folder.is_dir() else None
