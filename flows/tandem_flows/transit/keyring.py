"""The keys of a workspace: our own, locked under the key of the stores, and a certificate of each
organisation that we exchange files with.

Here: the folder `keys` and what lies in it. What is done with a key is the business of `openpgp`.
"""

from __future__ import annotations

import os
from dataclasses import dataclass, replace
from pathlib import Path

from pysequoia import Cert, Tsk, decrypt, encrypt

from tandem_flows.transit.openpgp import OwnKey, certificate, own_key
from tandem_flows.workspace.folder import Workspace
from tandem_flows.workspace.keys import read_key
from tandem_validators.errors import InputRefused, Problem

FOLDER, OWN = "keys", "own.key"
_EARLIER = "own-*.key"
_WRONG = (RuntimeError, ValueError, TypeError, OSError)
_SHORT = 8


@dataclass(frozen=True)
class Keyring:
    """The keys in a folder; `password` is the key of the stores, which locks our own."""

    folder: Path
    password: str

    @property
    def own_path(self) -> Path:
        """Where our own key lies."""
        return self.folder / OWN

    def own(self) -> OwnKey:
        """Return our own key with those before it; raise InputRefused when there is none."""
        if not self.own_path.is_file():
            remedy = "Make one: `tandem keys make`."
            raise InputRefused(Problem("own key", "was not made yet", remedy))
        key = own_key(self._unlocked(self.own_path))
        earlier = tuple(OwnKey(self._stored(path), None) for path in self._earlier())
        return replace(key, earlier=earlier)

    def stored_own(self) -> Tsk:
        """Return our own key as it is, also when it has expired."""
        return self._stored(self.own_path)

    def certificate_of(self, organisation: str) -> Cert:
        """Return the organisation's certificate; raise InputRefused when it cannot be used."""
        path = self.place_of(organisation)
        if path.is_file():
            return certificate(path.read_bytes(), organisation)
        remedy = f"Ask for it and take it in: `tandem keys import FILE --practice {organisation}`."
        raise InputRefused(Problem(f"certificate of {organisation}", "is not there", remedy))

    def place_of(self, organisation: str) -> Path:
        """Return where the organisation's certificate lies."""
        return self.folder / f"{organisation}.asc"

    def keep_own(self, key: Tsk) -> None:
        """Put a new key of our own in place; the one before is kept to open what comes to it."""
        if self.own_path.is_file():
            before = str(self.stored_own().extract_certificate().fingerprint)
            locked = self.own_path.read_bytes()
            _write(self.folder / f"own-{before[:_SHORT]}.key", locked)
        _write(self.own_path, self._locked(bytes(key)))

    def keep_certificate(self, organisation: str, found: Cert) -> None:
        """Put an organisation's certificate in place of the one before."""
        _write(self.place_of(organisation), str(found).encode("ascii"))

    def lock_anew(self, password: str) -> None:
        """Lock our own keys under another password; those that are locked so already stay."""
        after = Keyring(self.folder, password)
        for path in (self.own_path, *self._earlier()):
            if path.is_file() and not after.opens(path):
                _write(path, after._locked(self._unlocked(path)))

    def opens(self, path: Path) -> bool:
        """Whether the key at `path` is locked under this password."""
        try:
            self._unlocked(path)
        except InputRefused:
            return False
        return True

    def _earlier(self) -> list[Path]:
        return sorted(self.folder.glob(_EARLIER))

    def _stored(self, path: Path) -> Tsk:
        return Tsk.from_bytes(self._unlocked(path))

    def _locked(self, content: bytes) -> bytes:
        return bytes(encrypt(content, passwords=[self.password], armor=False))

    def _unlocked(self, path: Path) -> bytes:
        try:
            return bytes(decrypt(path.read_bytes(), passwords=[self.password]).bytes or b"")
        except _WRONG:
            what = "does not open with the key of the stores"
        remedy = "Bring back the file that lay there under this key, or `tandem keys make --renew`."
        raise InputRefused(Problem(f"own key, {FOLDER}/{path.name}", what, remedy))


def keyring_of(workspace: Workspace) -> Keyring:
    """Return the keys of a workspace; raise StoreRefused when the stores' key is missing."""
    return Keyring(workspace.folder / FOLDER, read_key(workspace.key))


def _write(path: Path, content: bytes) -> None:
    """Write a file for its owner only, so that it holds either what it held or all of `content`."""
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    unfinished = path.with_name(f".{path.name}")
    unfinished.unlink(missing_ok=True)
    handle = os.open(unfinished, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(handle, "wb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())
    os.replace(unfinished, path)
