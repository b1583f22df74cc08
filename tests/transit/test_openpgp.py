"""Files travel encrypted and signed; real gpg opens ours, and we open its."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from pysequoia import Cert, SignatureMode, encrypt, sign

from tandem_flows.transit.openpgp import (
    OwnKey,
    certificate,
    checked_statement,
    own_key,
    sealed,
    signed_statement,
    unsealed,
)
from tandem_validators.errors import InputRefused
from tests.transit.keys import Gpg, gpg_of, key_without_compression, new_key, public_of
from tests.transit.messages import CONTENT, cert, needs_gpg, refused, wait_past_seconds


def test_what_is_sealed_opens_again(plan: OwnKey, practice: OwnKey) -> None:
    sent = sealed(CONTENT, practice, cert(plan), "the plan")

    assert CONTENT not in sent
    assert unsealed(sent, plan, cert(practice), "prework.xlsx.pgp") == CONTENT


@needs_gpg
def test_gpg_opens_and_verifies_what_we_send(plan: OwnKey, gpg: Gpg) -> None:
    receiver = certificate(gpg.public, "lakeside")

    done = gpg.run("--status-fd", "2", "--decrypt", content=sealed(CONTENT, plan, receiver, "it"))

    assert done.stdout == CONTENT
    assert b"GOODSIG" in done.stderr


@needs_gpg
def test_we_open_and_verify_what_gpg_sends(gpg: Gpg, tmp_path: Path) -> None:
    ours = key_without_compression(tmp_path / "plan", "office@example.org")
    gpg.knows(public_of(ours))

    sent = gpg.sealed(CONTENT * 100, "office@example.org")

    assert unsealed(sent, ours, Cert.from_bytes(gpg.public), "prework.xlsx.pgp") == CONTENT * 100


@needs_gpg
def test_what_gpg_compressed_is_refused_with_the_way_to_send_it(plan: OwnKey, gpg: Gpg) -> None:
    sent = gpg.sealed(CONTENT, "plan@example.org")

    words = refused(sent, plan, Cert.from_bytes(gpg.public))

    assert "is compressed between its signature and its encryption" in words
    assert "gpg --compress-algo none --sign --encrypt" in words


def test_an_unsigned_file_is_refused(plan: OwnKey, practice: OwnKey) -> None:
    sent = bytes(encrypt(CONTENT, [cert(plan)]))

    words = refused(sent, plan, cert(practice))

    assert "prework.xlsx.pgp: carries no good signature" in words
    assert "Ask the sender to sign and encrypt it again" in words


def test_a_file_signed_by_somebody_else_is_refused(plan: OwnKey, practice: OwnKey) -> None:
    sent = sealed(CONTENT, new_key("stranger@example.org"), cert(plan), "the plan")

    assert "carries no good signature" in refused(sent, plan, cert(practice))


def test_a_file_for_somebody_else_is_refused(plan: OwnKey, practice: OwnKey) -> None:
    sent = sealed(CONTENT, practice, cert(new_key("stranger@example.org")), "a stranger")

    assert "is not an OpenPGP file that our key opens" in refused(sent, plan, cert(practice))


def test_a_signed_file_in_clear_is_refused(plan: OwnKey, practice: OwnKey) -> None:
    signer = practice.key.signer(None)
    sent = bytes(sign(signer, CONTENT, mode=SignatureMode.INLINE, armor=False))

    assert "is not an OpenPGP file that our key opens" in refused(sent, plan, cert(practice))


def test_what_was_sealed_to_our_key_before_opens_beside_the_new_one(practice: OwnKey) -> None:
    before, now = new_key("plan@example.org"), new_key("plan@example.org")
    sent = sealed(CONTENT, practice, cert(before), "the plan")
    both = replace(now, earlier=(before,))

    assert "is not an OpenPGP file that our key opens" in refused(sent, now, cert(practice))
    assert unsealed(sent, both, cert(practice), "prework.xlsx.pgp") == CONTENT


def test_a_changed_file_is_refused(plan: OwnKey, practice: OwnKey) -> None:
    sent = bytearray(sealed(CONTENT, practice, cert(plan), "the plan"))
    sent[-20] ^= 1

    assert "is not an OpenPGP file" in refused(bytes(sent), plan, cert(practice))


@pytest.mark.parametrize("content", [b"", b"PK\x03\x04", CONTENT * 100])
def test_what_is_no_openpgp_is_refused(content: bytes, plan: OwnKey, practice: OwnKey) -> None:
    assert "is not an OpenPGP file" in refused(content, plan, cert(practice))


def test_a_certificate_that_nobody_signed_is_refused() -> None:
    whole = public_of(new_key("practice@example.org"))
    bare = whole[: 2 + whole[1]]  # its first packet alone: the key

    with pytest.raises(InputRefused, match="certificate of practice: is no OpenPGP certificate"):
        certificate(bare, "practice")


@needs_gpg
def test_a_key_that_has_expired_is_refused_for_sending(tmp_path: Path) -> None:
    gpg = gpg_of(tmp_path / "home", "late@example.org", expires="seconds=1")
    public = gpg.public
    wait_past_seconds()

    with pytest.raises(InputRefused, match="certificate of lakeside: has expired"):
        certificate(public, "lakeside")


@needs_gpg
def test_a_file_signed_with_a_key_that_has_expired_is_refused(plan: OwnKey, tmp_path: Path) -> None:
    gpg = gpg_of(tmp_path / "home", "late@example.org", expires="seconds=2")
    gpg.knows(public_of(plan))
    sent = gpg.sealed(CONTENT, "plan@example.org")
    sender = Cert.from_bytes(gpg.public)
    wait_past_seconds(2)

    assert "is signed with a key that has expired" in refused(sent, plan, sender)


def test_a_secret_key_that_is_none_is_refused() -> None:
    with pytest.raises(InputRefused, match="own key: does not open"):
        own_key(b"not a key")


@needs_gpg
def test_an_own_key_that_has_expired_is_refused_with_the_way_to_a_new_one(tmp_path: Path) -> None:
    gpg = gpg_of(tmp_path / "home", "late@example.org", expires="seconds=1")
    secret = gpg.run("--export-secret-keys", "late@example.org").stdout
    wait_past_seconds()

    with pytest.raises(InputRefused, match=r"own key: has expired\. Make a new one: `tandem keys"):
        own_key(secret)


@needs_gpg
def test_a_locked_key_opens_with_its_password_only(tmp_path: Path) -> None:
    gpg = gpg_of(tmp_path / "home", "plan@example.org")
    gpg.run("--passphrase", "right", "--change-passphrase", "plan@example.org")
    words = ("--passphrase", "right", "--export-secret-keys", "plan@example.org")
    secret = gpg.run(*words).stdout

    for wrong in ("wrong", None):
        with pytest.raises(InputRefused, match="does not open"):
            own_key(secret, wrong)
    assert len(own_key(secret, "right").fingerprint) == 40


def test_a_signed_statement_is_read_by_anyone_and_checked(plan: OwnKey) -> None:
    statement = signed_statement("Head of the record: 3f2a\n", plan)

    assert b"Head of the record: 3f2a" in statement
    assert "3f2a" in checked_statement(statement, cert(plan), "seal.asc")


def test_a_changed_statement_is_refused(plan: OwnKey) -> None:
    statement = signed_statement("Head of the record: 3f2a\n", plan).replace(b"3f2a", b"3f2b")

    with pytest.raises(InputRefused, match=r"seal\.asc: is not signed by the owner"):
        checked_statement(statement, cert(plan), "seal.asc")
