"""Makes a key pair that any OpenPGP program can send to and be used with.

Here: the key, and what Sequoia cannot state in it by itself: that senders must not compress, since
Sequoia checks no signature below a compression, and that files come in the form that gpg reads.
"""

from __future__ import annotations

import hashlib

from pysequoia import Tsk
from pysequoia.packet import Packet, PacketPile, SignatureType, Tag

_DAY_SECONDS = 86_400
_ED25519, _KEY_VERSION, _SECRET_BYTES = 22, 4, 32
# preferred compression algorithms (subpacket 22): "uncompressed" and nothing else
_UNCOMPRESSED = bytes((2, 22, 0))
# features (subpacket 30): the new form of encryption (8), which gpg does not read, is taken back
_NEW_FORM, _OLD_FORM = bytes((2, 30, 9)), bytes((2, 30, 1))


def new_key(user_id: str, valid_days: int) -> Tsk:
    """Return a new secret key, valid for so many days from now, whose owner is `user_id`."""
    made = Tsk.generate(user_id, validity_seconds=valid_days * _DAY_SECONDS)
    packets = list(PacketPile.from_bytes(bytes(made)))
    name = next(packet for packet in packets if packet.tag == Tag.UserID)
    changed = b"".join(
        _preferring(packet, packets[0], name) if _is_of_the_name(packet) else bytes(packet)
        for packet in packets
        # it says the same as the signature on the name, in the words of Sequoia
        if packet.signature_type != SignatureType.DirectKey
    )
    return Tsk.from_bytes(changed)


def _is_of_the_name(packet: Packet) -> bool:
    return packet.signature_type == SignatureType.PositiveCertification


def _preferring(old: Packet, key: Packet, name: Packet) -> bytes:
    """Return the signature on the owner's name, made anew with the preference added (RFC 9580)."""
    length = int.from_bytes(old.body[4:6], "big")
    said = old.body[6 : 6 + length].replace(_NEW_FORM, _OLD_FORM) + _UNCOMPRESSED
    head = old.body[:4] + len(said).to_bytes(2, "big") + said
    public, secret = _parts(key.body)
    of_key = b"\x99" + len(public).to_bytes(2, "big") + public
    of_name = b"\xb4" + len(name.body).to_bytes(4, "big") + name.body
    end = b"\x04\xff" + len(head).to_bytes(4, "big")
    digest = hashlib.sha512(of_key + of_name + head + end).digest()
    signed = _signed(secret, digest)
    body = head + b"\x00\x00" + digest[:2] + _number(signed[:32]) + _number(signed[32:])
    return b"\xc2\xff" + len(body).to_bytes(4, "big") + body


def _parts(body: bytes) -> tuple[bytes, bytes]:
    """Return the public part of a secret key packet, and the secret of an Ed25519 key."""
    if body[0] != _KEY_VERSION or body[5] != _ED25519:
        raise ValueError("not the kind of key that Sequoia makes by default")
    number_at = 7 + body[6]
    end = number_at + 2 + (int.from_bytes(body[number_at : number_at + 2], "big") + 7) // 8
    bits = int.from_bytes(body[end + 1 : end + 3], "big")
    secret = body[end + 3 : end + 3 + (bits + 7) // 8]
    return body[:end], secret.rjust(_SECRET_BYTES, b"\0")


def _signed(secret: bytes, digest: bytes) -> bytes:
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

    return Ed25519PrivateKey.from_private_bytes(secret).sign(digest)


def _number(content: bytes) -> bytes:
    """Return a number as OpenPGP writes it: its length in bits, then its bytes."""
    number = int.from_bytes(content, "big")
    bits = number.bit_length()
    return bits.to_bytes(2, "big") + number.to_bytes((bits + 7) // 8, "big")
