"""OpenPGP files, written and read with Sequoia; what a receiver opens with any OpenPGP program.

Knows no workspace: keys, certificates and contents come in, bytes and refusals go out. A refusal
names the file and what is wrong with it, never what it holds.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from pysequoia import Cert, SignatureMode, Tsk, decrypt, encrypt, sign, verify

from tandem_validators.errors import InputRefused, Problem

# what Sequoia raises, whatever it dislikes; its words may hold what it read
_REFUSED = (RuntimeError, ValueError, TypeError)
_LAYERED = "Unexpected message structure"
_SEND_KEY = "Ask for a new certificate (a public key, `.asc`) and put it where profile.yaml says."
_SEND_AGAIN = "Ask the sender to sign and encrypt it again, and to send it anew."


@dataclass(frozen=True)
class OwnKey:
    """The secret key with which we sign what we send and open what we get."""

    key: Tsk
    password: str | None

    @property
    def fingerprint(self) -> str:
        """Return the fingerprint by which others know the key."""
        return str(self.key.extract_certificate().fingerprint)


def own_key(path: Path, password: str | None) -> OwnKey:
    """Return the secret key at `path`; raise InputRefused when it does not open."""
    try:
        key = Tsk.from_bytes(path.read_bytes())
        key.signer(password)
    except FileNotFoundError:
        problem = Problem("secret key", "is not where profile.yaml says", "Bring it back.")
    except _REFUSED:
        remedy = "Check that it is a secret key and that its password is the right one."
        problem = Problem("secret key", "does not open", remedy)
    else:
        return OwnKey(key, password)
    raise InputRefused(problem)


def certificate(path: Path, whose: str) -> Cert:
    """Return the certificate (public key) at `path`; raise InputRefused when it cannot be used."""
    where = f"certificate of {whose}"
    if not path.is_file():
        raise InputRefused(Problem(where, "is not where profile.yaml says", _SEND_KEY))
    try:
        found = Cert.from_bytes(path.read_bytes())
    except _REFUSED:
        problem = Problem(where, "is no OpenPGP certificate", _SEND_KEY)
    else:
        if not (found.is_revoked or _is_expired(found)):
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

    Raises InputRefused when it is not encrypted to us, not signed, or signed by somebody else.
    """
    if _is_expired(sender):
        raise InputRefused(Problem(file, "is signed with a key that has expired", _SEND_AGAIN))
    decryptor = own.key.decryptor
    try:
        opened = decrypt(content, decryptor(own.password))
    except _REFUSED:
        what = "is not an OpenPGP file that our key opens"
        raise InputRefused(Problem(file, what, _SEND_AGAIN)) from None
    try:
        signed = decrypt(content, decryptor(own.password), lambda _: [sender]).valid_sigs
    except _REFUSED as error:
        raise InputRefused(_unsigned(file, str(error))) from None
    if str(sender.fingerprint) not in {signature.certificate for signature in signed}:
        raise InputRefused(_unsigned(file))
    return bytes(opened.bytes or b"")


def _unsigned(file: str, words: str = "") -> Problem:
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
    try:
        found = verify(content, lambda ids: [signer])
    except _REFUSED:
        what = "is not signed by the owner of this certificate, or was changed"
        raise InputRefused(Problem(file, what, "Ask for the statement again.")) from None
    return bytes(found.bytes or b"").decode()


def _is_expired(found: Cert) -> bool:
    expires: datetime | None = found.expiration
    return expires is not None and expires <= datetime.now(UTC)
