"""In what form a file goes out: as it is written, or sealed to its receiver and signed by us.

Here: where its bytes go meanwhile. A file to be sealed is written into a private folder, in memory
where the system has one, so that it never lies in the outbox in clear.
"""

from __future__ import annotations

import hashlib
import os
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from tandem_flows.workspace.profile import OPENPGP, Practice

if TYPE_CHECKING:
    from tandem_flows.workspace.folder import Workspace

ENDING = ".pgp"
_IN_MEMORY = Path("/dev/shm")
Seal = Callable[[bytes], bytes]
Write = Callable[[Path], None]


@dataclass(frozen=True)
class Sent:
    """The SHA-256 of a file as it went out, and of what its receiver reads in it."""

    file_hash: str
    clear_hash: str


@dataclass(frozen=True)
class Carrier:
    """How files go out: through `seal` to the key of a receiver, or as they are without one."""

    seal: Seal | None = None
    receiver: str | None = None

    @property
    def is_sealing(self) -> bool:
        """Whether files go out encrypted and signed."""
        return self.seal is not None

    def place(self, path: Path) -> Path:
        """Return where the file lies in the outbox."""
        return path.with_name(path.name + ENDING) if self.is_sealing else path

    def put(self, path: Path, write: Write) -> Sent:
        """Put the file that `write` writes into the outbox, whole."""
        with self.draft(path, f".{path.name}") as draft:
            write(draft)
            clear = draft.read_bytes()
        sent = self.seal(clear) if self.seal else clear
        place = self.place(path)
        unfinished = place.with_name(f".{place.name}")
        unfinished.unlink(missing_ok=True)
        handle = os.open(unfinished, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with os.fdopen(handle, "wb") as file:
            file.write(sent)
        os.replace(unfinished, place)
        return Sent(hash_of(sent), hash_of(clear))

    @contextmanager
    def draft(self, path: Path, name: str) -> Iterator[Path]:
        """Yield where a file may be written that is read at once and then gone."""
        if self.is_sealing:
            folder = _IN_MEMORY if os.access(_IN_MEMORY, os.W_OK) else None
            with tempfile.TemporaryDirectory(prefix="tandem-", dir=folder) as private:
                yield Path(private, path.name)
            return
        draft = path.with_name(name)
        try:
            yield draft
        finally:
            draft.unlink(missing_ok=True)


def carrier_to(workspace: Workspace, practice: Practice) -> Carrier:
    """Return how files go to the practice, as its profile says.

    Raises InputRefused when our key or the practice's certificate is missing or cannot be used.
    """
    if practice.channel != OPENPGP:
        return Carrier()
    from tandem_flows.transit.keyring import keyring_of
    from tandem_flows.transit.openpgp import sealed

    keys = keyring_of(workspace)
    own, receiver = keys.own(), keys.certificate_of(practice.practice_id)
    return Carrier(
        lambda content: sealed(content, own, receiver, practice.practice_id),
        str(receiver.fingerprint),
    )


def hash_of(content: bytes) -> str:
    """Return the SHA-256 by which the record knows a file that travels."""
    return hashlib.sha256(content).hexdigest()
