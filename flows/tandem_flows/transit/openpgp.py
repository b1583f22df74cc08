"""OpenPGP files, written and read with Sequoia; what a receiver opens with any OpenPGP program.

Knows no workspace: keys, certificates and contents come in, bytes and refusals go out. A refusal
names the file and what is wrong with it, never what it holds.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime

from pysequoia import Cert, SignatureMode, Tsk, encrypt, sign
from pysequoia.packet import PacketPile, Tag

from tandem_flows.transit.apart import (
    EXPIRED,
    FAILED,
    NOT_OPENED,
    OPENED,
    TOO_MUCH,
    Answer,
    checked_apart,
    opened_apart,
)
from tandem_validators.errors import InputRefused, Problem

# what Sequoia raises, whatever it dislikes; its words may hold what it read
_REFUSED = (RuntimeError, ValueError, TypeError, OSError)
_LAYERED = "Unexpected message structure"
_SECRETS = (Tag.SecretKey, Tag.SecretSubkey)
_SEND_KEY = "Ask for a new certificate (a public key, `.asc`) and take it in: `tandem keys import`."
_SEND_AGAIN = "Ask the sender to sign and encrypt it again, and to send it anew."


@dataclass(frozen=True)
class OwnKey:
    """The secret key with which we sign what we send and open what we get.

    What was sealed to one of the `earlier` keys is still opened.
    """

    key: Tsk
    password: str | None
    earlier: tuple[OwnKey, ...] = ()

    @property
    def fingerprint(self) -> str:
        """Return the fingerprint by which others know the key."""
        return str(self.key.extract_certificate().fingerprint)


def own_key(content: bytes, password: str | None = None) -> OwnKey:
    """Return the secret key that `content` holds; raise InputRefused when it does not open."""
    try:
        key = Tsk.from_bytes(content)
        if is_expired(key.extract_certificate()):
            what, remedy = "has expired", "Make a new one: `tandem keys make --renew`."
        else:
            key.signer(password)
            return OwnKey(key, password)
    except _REFUSED:
        what = "does not open"
        remedy = "Check that it is a secret key and that its password is the right one."
    raise InputRefused(Problem("own key", what, remedy))


def certificate(content: bytes, whose: str) -> Cert:
    """Return the certificate (public key) in `content`; raise InputRefused if it is of no use."""
    where = f"certificate of {whose}"
    try:
        found = Cert.from_bytes(content)
        # one that nobody signed is read, and fails only when it is asked for its end
        is_over = is_expired(found)
    except _REFUSED:
        problem = Problem(where, "is no OpenPGP certificate", _SEND_KEY)
    else:
        if not (found.is_revoked or is_over):
            return found
        what = "was revoked" if found.is_revoked else "has expired"
        problem = Problem(where, what, _SEND_KEY)
    raise InputRefused(problem)


def sealed(content: bytes, own: OwnKey, receiver: Cert, whose: str) -> bytes:
    """Return `content` signed by us and encrypted to the receiver.

    Raises InputRefused when the receiver's certificate has no key to encrypt to.
    """
    try:
        return bytes(encrypt(content, [receiver], own.key.signer(own.password), armor=False))
    except _REFUSED:
        problem = Problem(f"certificate of {whose}", "has no key to encrypt to", _SEND_KEY)
    raise InputRefused(problem)


def unsealed(content: bytes, own: OwnKey, sender: Cert, file: str) -> bytes:
    """Return what the file holds, once the sender's signature on it was found good.

    Raises InputRefused when it is not encrypted to us, not signed, signed by somebody else, or
    unpacks to more than any list or sheet.
    """
    if is_expired(sender):
        raise InputRefused(_not_unsealed(Answer(EXPIRED), file))
    keys = [(bytes(key.key), key.password) for key in (own, *own.earlier)]
    found = opened_apart(content, keys, bytes(sender))
    if found.ended == OPENED and str(sender.fingerprint) in found.signers:
        return found.content
    raise InputRefused(_not_unsealed(found, file))


def _not_unsealed(found: Answer, file: str) -> Problem:
    if found.ended == NOT_OPENED:
        return Problem(file, "is not an OpenPGP file that our key opens", _SEND_AGAIN)
    if found.ended == EXPIRED:
        return Problem(file, "is signed with a key that has expired", _SEND_AGAIN)
    if found.ended == TOO_MUCH:
        return Problem(file, "unpacks to far more than a list or sheet holds", _SEND_AGAIN)
    if found.ended == FAILED:
        remedy = f"{_SEND_AGAIN} Where no file can be opened, install the dependencies again."
        return Problem(file, "ended the program that was to open it", remedy)
    return _unsigned(file, found.words)


def _unsigned(file: str, words: str) -> Problem:
    if words.startswith(_LAYERED):
        what = "is compressed between its signature and its encryption, so it cannot be checked"
        remedy = "Ask the sender to use `gpg --compress-algo none --sign --encrypt`."
        return Problem(file, what, remedy)
    what = "carries no good signature of the practice it came from"
    return Problem(file, what, _SEND_AGAIN)


def signed_statement(text: str, own: OwnKey) -> bytes:
    """Return `text` in clear with our signature, as one reads and checks with any program."""
    signer = own.key.signer(own.password)
    return bytes(sign(signer, text.encode(), mode=SignatureMode.CLEAR))


def checked_statement(content: bytes, signer: Cert, file: str) -> str:
    """Return the text of a signed statement; raise InputRefused unless `signer` signed it."""
    found = checked_apart(content, bytes(signer))
    if found.ended == OPENED and str(signer.fingerprint) in found.signers:
        return found.content.decode()
    what = "is not signed by the owner of this certificate, or was changed"
    raise InputRefused(Problem(file, what, "Ask for the statement again."))


def holds_secret(content: bytes) -> bool:
    """Whether a file that was given as a certificate holds the secret part of a key."""
    return any(packet.tag in _SECRETS for packet in PacketPile.from_bytes(content))


def shown_fingerprint(found: Cert) -> str:
    """Return the fingerprint in groups of four, as it is read out on the telephone."""
    text = str(found.fingerprint).upper()
    return " ".join(text[start : start + 4] for start in range(0, len(text), 4))


def is_expired(found: Cert) -> bool:
    """Whether the certificate has expired by now."""
    expires: datetime | None = found.expiration
    return expires is not None and expires <= datetime.now(UTC)
