"""What is done with a message of others in the process that is kept apart for it (`apart`).

Keys and message come in by the standard input, what was found goes out by the standard output.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Sequence
from datetime import UTC, datetime

from pysequoia import Cert, Decrypted, Tsk, decrypt, verify
from pysequoia.packet import Packet, PacketPile, SignatureType, Tag

from tandem_flows.transit.apart import (
    EXPIRED,
    NOT_OPENED,
    OPENED,
    REFUSED,
    TOO_MUCH,
    Answer,
    limit_this_process,
)

# what Sequoia raises, whatever it dislikes; its words may hold what it read
_REFUSED = (RuntimeError, ValueError, TypeError, OSError)
_FOR_KEYS = (Tag.PKESK, Tag.SEIP)
_SUBKEYS = (Tag.PublicSubkey, Tag.SecretSubkey)


def answer() -> None:
    """Read what is asked, and write what was found."""
    limit_this_process()
    head, _, content = sys.stdin.buffer.read().partition(b"\n")
    asked = json.loads(head)
    keys = [(bytes.fromhex(key), password) for key, password in asked["keys"]]
    found = _answer(content, keys, Cert.from_bytes(bytes.fromhex(asked["signer"])))
    told = {"ended": found.ended, "words": found.words, "signers": sorted(found.signers)}
    sys.stdout.buffer.write(json.dumps(told).encode() + b"\n" + found.content)


def _answer(content: bytes, keys: Sequence[tuple[bytes, str | None]], signer: Cert) -> Answer:
    try:
        return unsealed_by(content, keys, signer) if keys else _checked(content, signer)
    except MemoryError:
        return Answer(TOO_MUCH)


def unsealed_by(content: bytes, keys: Sequence[tuple[bytes, str | None]], sender: Cert) -> Answer:
    """Return what the first of `keys` opens, with those whose signatures on it are good."""
    # a file that is signed and in clear would pass the check of its signature
    if _is_for_keys(content):
        for key, password in keys:
            found = _opened(content, Tsk.from_bytes(key), password, sender)
            if found is not None:
                return found
    return Answer(NOT_OPENED)


def _is_for_keys(content: bytes) -> bool:
    """Whether it is encrypted to keys, and to nothing else, as far as its outside tells."""
    try:
        tags = [packet.tag for packet in PacketPile.from_bytes(content)]
    except _REFUSED:
        return False
    return bool(tags) and tags[-1] == Tag.SEIP and all(tag in _FOR_KEYS for tag in tags)


def _opened(content: bytes, key: Tsk, password: str | None, sender: Cert) -> Answer | None:
    """Return what the file holds, or None when this key does not open it."""
    asked: list[bool] = []

    def senders(_: object) -> list[Cert]:
        asked.append(True)  # signatures are looked at only in what was opened
        return [sender]

    try:
        found = decrypt(content, key.decryptor(password), senders)
    except _REFUSED as error:
        return Answer(REFUSED, str(error)) if asked else None
    over = _keys_that_are_over(sender)
    if found.valid_sigs and all(sig.signing_key in over for sig in found.valid_sigs):
        return Answer(EXPIRED)
    return _of(found)


def _keys_that_are_over(sender: Cert) -> frozenset[str]:
    """Return the fingerprints of the subkeys that have expired.

    Whoever finds an old one can sign with a day on which it was valid.
    """
    latest: dict[str | None, tuple[datetime, Packet, Packet]] = {}
    key: Packet | None = None
    for packet in PacketPile.from_bytes(bytes(sender)):
        if packet.tag in _SUBKEYS:
            key = packet
        elif key is not None and packet.signature_type == SignatureType.SubkeyBinding:
            said_on = packet.signature_created or datetime.min.replace(tzinfo=UTC)
            known = latest.get(key.fingerprint)
            if known is None or known[0] < said_on:
                latest[key.fingerprint] = (said_on, key, packet)
    return frozenset(str(name) for name, (_, of, said) in latest.items() if _is_over(of, said))


def _is_over(key: Packet, said: Packet) -> bool:
    period, made_on = said.key_validity_period, key.key_created
    return bool(period and made_on and made_on + period <= datetime.now(UTC))


def _checked(content: bytes, signer: Cert) -> Answer:
    try:
        return _of(verify(content, lambda ids: [signer]))
    except _REFUSED:
        return Answer(REFUSED)


def _of(found: Decrypted) -> Answer:
    signers = frozenset(sig.certificate for sig in found.valid_sigs)
    return Answer(OPENED, "", signers, bytes(found.bytes or b""))
