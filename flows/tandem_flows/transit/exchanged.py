"""Keys made, given away and taken in; which of them are due for a new one.

A certificate counts only once a person has compared its fingerprint with its owner, and the record
of the partnership says so. Here: these acts. Where keys lie is the business of `keyring`.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from pysequoia import Cert

from tandem_flows.store.entries import Circumstances, Entry
from tandem_flows.transit.keyring import OWN, Keyring, keyring_of
from tandem_flows.transit.making import new_key
from tandem_flows.transit.openpgp import certificate, holds_secret, shown_fingerprint
from tandem_flows.workspace.folder import Workspace
from tandem_flows.workspace.profile import OPENPGP
from tandem_validators.errors import InputRefused, Problem

WARN_DAYS = 60
VALID, SOON, EXPIRED, REVOKED, MISSING = "valid", "expires soon", "expired", "revoked", "missing"
_TELEPHONE = "Compare it with its owner on the telephone, by a number that you know."
_OURS = "ours"


@dataclass(frozen=True)
class KeyLine:
    """One key of a workspace: whose, its fingerprint, until when it is valid, and how it stands."""

    organisation: str
    fingerprint: str
    expires_on: date | None
    state: str

    @property
    def problem(self) -> Problem | None:
        """What is wrong with it, or will be soon."""
        if self.state == VALID:
            return None
        is_ours = self.organisation == _OURS
        where = "own key" if is_ours else f"certificate of {self.organisation}"
        what = f"expires on {self.expires_on}" if self.state == SOON else f"is {self.state}"
        make = "Make one: `tandem keys make`" + ("." if self.state == MISSING else " `--renew`.")
        ask = "Ask for a new one and take it in: `tandem keys import`."
        return Problem(where, what.replace("is expired", "has expired"), make if is_ours else ask)


def make_own(workspace: Workspace, email: str | None, valid_days: int, *, renew: bool) -> Cert:
    """Make our key pair and return its public part; the one before goes on opening files.

    Raises InputRefused when there is one already and no new one was asked for.
    """
    keys = keyring_of(workspace)
    if keys.own_path.is_file() and not renew:
        remedy = "Keep it, or make a new one beside it with `--renew`. Nothing was changed."
        raise InputRefused(Problem("own key", "is there already", remedy))
    name = workspace.profile.plan_name
    key = new_key(f"{name} <{email}>" if email else name, valid_days)
    keys.keep_own(key)
    return key.extract_certificate()


def take_in(
    workspace: Workspace,
    practice_id: str,
    content: bytes,
    compared: str | None,
    run: Circumstances,
) -> Cert:
    """Take in a practice's certificate whose fingerprint was compared, and put it on record.

    Raises InputRefused for what is no certificate, for a secret key, and for a fingerprint that
    was not compared or is another.
    """
    whose = workspace.practice(practice_id).practice_id
    found = certificate(content, whose)
    where, shown = f"certificate of {whose}", shown_fingerprint(found)
    if holds_secret(content):
        remedy = "Tell its owner that it must be replaced, and ask for the public part only."
        raise InputRefused(Problem(where, "holds a secret key", remedy))
    if compared is None:
        remedy = f'{_TELEPHONE} Then type this again with --fingerprint "{shown}".'
        raise InputRefused(Problem(where, f"has the fingerprint {shown}", remedy))
    if compared.replace(" ", "").upper() != shown.replace(" ", ""):
        remedy = f"Do not use it. {_TELEPHONE}"
        raise InputRefused(Problem(where, f"has another fingerprint: {shown}", remedy))
    keyring_of(workspace).keep_certificate(whose, found)
    _record(workspace, whose, found, run)
    return found


def _record(workspace: Workspace, practice_id: str, found: Cert, run: Circumstances) -> None:
    store = workspace.store(practice_id)
    if not store.path.is_file():
        store.create()
    details = {"fingerprint": str(found.fingerprint)}
    said = Entry(
        "key", "ready", (), code="certificate_taken_in", done_on=run.as_of, details=details
    )
    store.record([said], run)


def key_lines(workspace: Workspace, as_of: date) -> list[KeyLine]:
    """Return our own key and the certificate of each practice that needs or has one."""
    keys = keyring_of(workspace)
    return [_own_line(keys, as_of), *_practice_lines(workspace, keys, as_of)]


def _own_line(keys: Keyring, as_of: date) -> KeyLine:
    if not (keys.folder / OWN).is_file():
        return KeyLine(_OURS, "", None, MISSING)
    return _line(_OURS, keys.stored_own().extract_certificate(), as_of)


def _practice_lines(workspace: Workspace, keys: Keyring, as_of: date) -> Iterator[KeyLine]:
    for name, practice in workspace.profile.practices.items():
        path = keys.place_of(name)
        if path.is_file():
            yield _line(name, Cert.from_bytes(path.read_bytes()), as_of)
        elif practice.channel == OPENPGP:
            yield KeyLine(name, "", None, MISSING)


def _line(organisation: str, found: Cert, as_of: date) -> KeyLine:
    expires_on = found.expiration.date() if found.expiration is not None else None
    left = None if expires_on is None else (expires_on - as_of).days
    state = VALID
    if found.is_revoked:
        state = REVOKED
    elif left is not None and left <= WARN_DAYS:
        state = EXPIRED if left <= 0 else SOON
    return KeyLine(organisation, shown_fingerprint(found), expires_on, state)
