"""Files from a practice on their way in: where files travel sealed, opened in memory and checked.

Here: whose a file is, and whether it is new. It must be sealed to us and signed by this very
practice, and may not be one that was taken in before and then replaced. What the plan's own people
write lies in the folder `internal` of the inbox, in clear. Not here: what a file says.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from tandem_flows.desk import Desk
from tandem_flows.inbox.lying import refuse_what_lies_elsewhere
from tandem_flows.inbox.opened import HeldFile, InboxFile, read_file, source_hash
from tandem_flows.steps.refusals import record_refusal
from tandem_flows.transit.carrier import hash_of
from tandem_flows.workspace.folder import Workspace
from tandem_flows.workspace.profile import OPENPGP
from tandem_validators.errors import InputRefused, Problem

if TYPE_CHECKING:
    from tandem_flows.transit.openpgp import OwnKey

SEAL_REFUSED, SENT_IN_CLEAR, REPLAYED = "seal_refused", "sent_in_clear", "replayed"
ENDINGS = (".pgp", ".gpg", ".asc")
OWN_FOLDER = "internal"
_TAKE_OUT = "Take it out of the inbox, and ask the sender whether they sent it."


def travels_sealed(desk: Desk) -> bool:
    """Whether files from this practice must be sealed."""
    return desk.practice.channel == OPENPGP


def waiting_files(workspace: Workspace, practice_id: str, name: str) -> list[Path]:
    """Return the files that lie in the inbox under `name`, in any form that may be opened."""
    inbox = workspace.inbox(practice_id)
    if workspace.practice(practice_id).channel != OPENPGP:
        places = [inbox / name]
    else:
        places = [*(inbox / f"{name}{end}" for end in ENDINGS), inbox / OWN_FOLDER / name]
    return [path for path in places if path.is_file()]


def arrived(desk: Desk, name: str) -> InboxFile | None:
    """Return the file `name` that lies in the inbox, opened if it came sealed; None without one.

    Raises InputRefused when it came in clear and must not, does not open, lies there twice, or is
    a link.
    """
    inbox = desk.workspace.inbox(desk.practice.practice_id)
    if travels_sealed(desk) and (inbox / name).is_file():
        raise InputRefused(in_clear(desk, inbox / name))
    found = waiting_files(desk.workspace, desk.practice.practice_id, name)
    if len(found) > 1:
        what = f"lies there {len(found)} times"
        remedy = "Keep the one that is to be used."
        raise InputRefused(Problem(f"inbox/{inbox.name}, {name}", what, remedy))
    if not found:
        return None
    refuse_what_lies_elsewhere(found[0], inbox)
    return as_opened(desk, found[0], Path(name).stem)


def expected(desk: Desk, name: str) -> InboxFile:
    """Return the file `name`; without one the place where it should lie, for its reader to say."""
    found = arrived(desk, name)
    return desk.workspace.inbox(desk.practice.practice_id) / name if found is None else found


def as_opened(desk: Desk, path: Path, place: str) -> InboxFile:
    """Return a file of the inbox as its reader takes it: opened and checked if it came sealed."""
    if not travels_sealed(desk) or path.parent.name == OWN_FOLDER:
        return path
    opened = unsealed_file(desk, path)
    check_new(desk, opened, path, place)
    return opened


def unsealed_file(desk: Desk, path: Path) -> HeldFile:
    """Return what a sealed file holds, in memory; raise InputRefused, put on record, if it fails.

    Raises InputRefused without a record when our own key is missing: then no file is at fault.
    """
    from tandem_flows.transit.keyring import keyring_of

    own, content = keyring_of(desk.workspace).own(), read_file(path)
    try:
        return _unsealed(desk, path, own, content)
    except InputRefused as refused:
        record_refusal(desk, SEAL_REFUSED, hash_of(content), len(refused.problems))
        raise


def looked_into(desk: Desk, path: Path) -> HeldFile:
    """Return what a sealed file holds, in memory; nothing of the look is put on record.

    Raises InputRefused when it is not sealed to us and signed by the practice.
    """
    from tandem_flows.transit.keyring import keyring_of

    return _unsealed(desk, path, keyring_of(desk.workspace).own(), read_file(path))


def _unsealed(desk: Desk, path: Path, own: OwnKey, content: bytes) -> HeldFile:
    from tandem_flows.transit.keyring import keyring_of
    from tandem_flows.transit.openpgp import unsealed

    sender = keyring_of(desk.workspace).certificate_of(desk.practice.practice_id)
    opened = unsealed(content, own, sender, path.name)
    return HeldFile(path.stem, opened, message=hash_of(content))


def check_new(desk: Desk, opened: HeldFile, path: Path, place: str) -> None:
    """Refuse what was taken in before and is not what stands at its place now.

    `place` is what the file is for: another of the same place replaces it. What stands there may
    be read again, and may be sealed again. What is new is noted; it counts once it was used.
    """
    content, arrivals = source_hash(opened), desk.store.arrivals()
    standing = next((known for at, known in reversed(arrivals) if at == place), None)
    if standing == content:
        return
    if any(known == content for _, known in arrivals):
        record_refusal(desk, REPLAYED, opened.message, 1)
        is_older = (place, content) in arrivals
        what = (
            "was taken in before, and a newer one was taken in since"
            if is_older
            else "holds what was taken in before under another name"
        )
        raise InputRefused(Problem(path.name, what, _TAKE_OUT))
    # not what it is called: a sender may have named it after a patient
    details = {"place": place, "message": opened.message}
    desk.opened[content] = desk.note(
        "transit", code="arrived", organisation="practice", details=details, source_hash=content
    )


def in_clear(desk: Desk, path: Path) -> Problem:
    """Put it on record that a file came in clear, and return what is wrong with that."""
    record_refusal(desk, SENT_IN_CLEAR, source_hash(path), 1)
    what = "came in clear, and files of this practice travel as OpenPGP"
    remedy = (
        "Ask the practice to encrypt it to us and to sign it. What your own people wrote "
        f"belongs into inbox/{desk.practice.practice_id}/{OWN_FOLDER}."
    )
    return Problem(path.name, what, remedy)
