"""Where the key of the stores is kept, and how it is read: a file, the environment, a keyring.

A place is written as `file:PATH`, `env:NAME` or `keyring:NAME`. A key is never shown, and no
refusal holds any part of it.
"""

from __future__ import annotations

import os
import re
import secrets
from dataclasses import dataclass
from pathlib import Path

from tandem_validators.errors import InputRefused, Problem, StoreRefused

FILE, ENVIRONMENT, KEYRING = "file", "env", "keyring"
_KINDS = (FILE, ENVIRONMENT, KEYRING)
_SERVICE = "caretandem"
_KEY_BYTES = 32
_SHORTEST_KEY = 32
_VARIABLE = re.compile(r"^[A-Z][A-Z0-9_]*$")


@dataclass(frozen=True)
class KeyPlace:
    """Where a key is kept: the kind of place, and its name there."""

    kind: str
    name: str

    def __str__(self) -> str:
        return f"{self.kind}:{self.name}"

    def below(self, folder: Path) -> KeyPlace:
        """Return the place with the path of a file made whole; others are as they are."""
        if self.kind != FILE:
            return self
        return KeyPlace(FILE, str((folder / self.name).expanduser()))


def key_place(text: str, where: str = "key") -> KeyPlace:
    """Return the place that `text` names; raise InputRefused when it names none."""
    kind, _, name = text.partition(":")
    if kind not in _KINDS or not name.strip():
        remedy = "Write it as `file:PATH`, `env:NAME` or `keyring:NAME`."
        raise InputRefused(Problem(where, "names no place of a key", remedy))
    if kind == ENVIRONMENT and not _VARIABLE.match(name):
        remedy = "Use capitals, digits and `_`, as in `env:TANDEM_KEY_OURS`."
        raise InputRefused(Problem(where, "names no environment variable", remedy))
    return KeyPlace(kind, name.strip())


def read_key(place: KeyPlace) -> str:
    """Return the key kept at `place`; raise StoreRefused when it is missing or no usable key."""
    key = _found(place)
    if key is None:
        raise StoreRefused(Problem(f"key {place}", *_missing(place)))
    if len(key) < _SHORTEST_KEY:
        remedy = "Check that it is the key that `tandem init` or `tandem rekey` made."
        what = f"is shorter than {_SHORTEST_KEY} characters: it is no key of a store"
        raise StoreRefused(Problem(f"key {place}", what, remedy))
    return key


def is_kept(place: KeyPlace) -> bool:
    """Whether anything is kept at `place`."""
    return _found(place) is not None


def make_key(place: KeyPlace) -> None:
    """Put a random key at `place` for its owner only; a key that is there already is kept.

    Raises StoreRefused for an environment variable that is not set: nobody else can set it.
    """
    if is_kept(place):
        return
    if place.kind == ENVIRONMENT:
        raise StoreRefused(Problem(f"key {place}", *_missing(place)))
    key = secrets.token_hex(_KEY_BYTES)
    if place.kind == KEYRING:
        _into_keyring(place, key)
    else:
        _into_file(Path(place.name), key)


def _found(place: KeyPlace) -> str | None:
    if place.kind == ENVIRONMENT:
        key = os.environ.get(place.name)
    elif place.kind == KEYRING:
        key = _from_keyring(place)
    else:
        path = Path(place.name)
        key = path.read_bytes().decode("ascii", errors="replace") if path.is_file() else None
    return key.strip() or None if key is not None else None


def _missing(place: KeyPlace) -> tuple[str, str]:
    """Return what is wrong and what to do when nothing is kept at `place`."""
    if place.kind == ENVIRONMENT:
        return "is not set", f"Set {place.name} to the key, for this program only."
    if place.kind == KEYRING:
        remedy = f"Put it there: `keyring set {_SERVICE} {place.name}`, logged in as this user."
        return "is not in this user's keyring", remedy
    remedy = "Bring the file back, or name in profile.yaml where the key is."
    return "is not where profile.yaml says", remedy


def _from_keyring(place: KeyPlace) -> str | None:
    import keyring
    from keyring.errors import KeyringError

    try:
        return keyring.get_password(_SERVICE, place.name)
    except KeyringError:
        problem = _no_keyring(place)
    raise StoreRefused(problem)


def _into_keyring(place: KeyPlace, key: str) -> None:
    import keyring
    from keyring.errors import KeyringError

    try:
        keyring.set_password(_SERVICE, place.name, key)
    except KeyringError:
        problem = _no_keyring(place)
    else:
        return
    raise StoreRefused(problem)


def _no_keyring(place: KeyPlace) -> Problem:
    remedy = "Unlock the system's keyring, or keep the key in a file or the environment."
    return Problem(f"key {place}", "cannot be asked for: no keyring answers", remedy)


def _into_file(path: Path, key: str) -> None:
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(handle, "w", encoding="ascii") as file:
        file.write(key)
        file.flush()
        os.fsync(file.fileno())
