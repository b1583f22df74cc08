"""Messages made to deceive, or to take all memory, are refused; so are keys that count no more."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from pysequoia import Cert, SignatureMode, encrypt, sign

from tandem_flows.transit.openpgp import OwnKey, certificate, checked_statement, sealed, unsealed
from tandem_validators.errors import InputRefused
from tests.transit.keys import Gpg, gpg_of, new_key, public_of, zeros_without_end
from tests.transit.messages import CONTENT, cert, needs_gpg, refused, wait_past_seconds
from tests.trials import Tally


@pytest.mark.parametrize("with_password_alone", [True, False])
def test_a_file_that_a_password_opens_too_is_refused(
    plan: OwnKey, practice: OwnKey, with_password_alone: bool
) -> None:
    receivers = [] if with_password_alone else [cert(plan)]
    signer = practice.key.signer(None)
    sent = bytes(encrypt(CONTENT, receivers, signer, passwords=["guessed"], armor=False))

    assert "is not an OpenPGP file that our key opens" in refused(sent, plan, cert(practice))


@pytest.mark.parametrize("around", [None, "stranger"])
def test_a_good_signature_further_inside_counts_for_nothing(
    plan: OwnKey, practice: OwnKey, around: str | None
) -> None:
    signer = practice.key.signer(None)
    inner = bytes(sign(signer, CONTENT, mode=SignatureMode.INLINE, armor=False))
    by = new_key("stranger@example.org").key.signer(None) if around else None

    sent = bytes(encrypt(inner, [cert(plan)], by, armor=False))

    assert "carries no good signature" in refused(sent, plan, cert(practice))


def test_what_stands_behind_a_message_is_refused(plan: OwnKey, practice: OwnKey) -> None:
    sent = sealed(CONTENT, practice, cert(plan), "the plan")

    for more in (sent, b"PK\x03\x04"):
        assert "is not an OpenPGP file" in refused(sent + more, plan, cert(practice))


def test_a_small_file_that_unpacks_without_end_is_refused(
    plan: OwnKey, practice: OwnKey, tally: Tally
) -> None:
    words = refused(zeros_without_end(1_500), plan, cert(practice))

    assert "prework.xlsx.pgp: unpacks to far more than a list or sheet holds" in words
    tally.add("inputs", "OpenPGP that grows", 1, 1)


@needs_gpg
def test_what_grows_inside_the_encryption_is_refused_too(
    plan: OwnKey, gpg: Gpg, tally: Tally
) -> None:
    how = ("--encrypt", "--compress-algo", "zip", "--recipient", "plan@example.org")
    sent = gpg.run(*how, content=bytes(30 * 1024 * 1024)).stdout

    assert len(sent) < 100_000
    assert "cannot be checked" in refused(sent, plan, Cert.from_bytes(gpg.public))
    tally.add("inputs", "OpenPGP that grows", 1, 1)


def test_a_file_as_large_as_any_may_be_is_opened(plan: OwnKey, practice: OwnKey) -> None:
    content = os.urandom(20 * 1024 * 1024 - 10_000)

    sent = sealed(content, practice, cert(plan), "the plan")

    assert unsealed(sent, plan, cert(practice), "prework.xlsx.pgp") == content


@needs_gpg
def test_a_signature_that_is_weak_or_of_no_day_on_which_the_key_was_valid_is_refused(
    plan: OwnKey, gpg: Gpg
) -> None:
    at = ("--ignore-time-conflict", "--ignore-valid-from", "--faked-system-time")
    for words in (
        ("--digest-algo", "SHA1", "--allow-weak-digest-algos"),
        (*at, "20450101T000000!"),
        (*at, "20200101T000000!"),
    ):
        how = ("--sign", "--encrypt", "--compress-algo", "none", "--local-user", gpg.address)
        done = gpg.run(*words, *how, "--recipient", "plan@example.org", content=CONTENT)
        assert done.returncode == 0, done.stderr

        assert "carries no good signature" in refused(
            done.stdout, plan, Cert.from_bytes(gpg.public)
        )


@needs_gpg
def test_only_a_subkey_that_may_sign_and_is_still_valid_signs(plan: OwnKey, tmp_path: Path) -> None:
    gpg = gpg_of(tmp_path / "home", "many@example.org")
    gpg.knows(public_of(plan))
    short = subkey(gpg, "seconds=2")
    by_short = signed_by(gpg, short)
    lasting = subkey(gpg, "0")
    by_lasting = signed_by(gpg, lasting)

    assert unsealed(by_lasting, plan, Cert.from_bytes(gpg.public), "list.csv") == CONTENT

    wait_past_seconds(2)
    assert "with a key that has expired" in refused(by_short, plan, Cert.from_bytes(gpg.public))
    edit = ("--command-fd", "0", "--edit-key", gpg.address, "key 3", "change-usage", "save")
    gpg.run(*edit, content=b"S\nA\nQ\ny\n")  # to show who one is, and no longer to sign
    assert "carries no good signature" in refused(by_lasting, plan, Cert.from_bytes(gpg.public))


def subkey(gpg: Gpg, expires: str) -> str:
    """Add a subkey for signing; return its fingerprint."""
    whole = fingerprints(gpg)
    assert gpg.run("--quick-add-key", whole[0], "ed25519", "sign", expires).returncode == 0
    return fingerprints(gpg)[-1]


def fingerprints(gpg: Gpg) -> list[str]:
    words = ("--list-keys", "--with-colons", "--with-subkey-fingerprint", gpg.address)
    lines = gpg.run(*words).stdout.decode().splitlines()
    return [line.split(":")[9] for line in lines if line.startswith("fpr")]


def signed_by(gpg: Gpg, key: str) -> bytes:
    how = ("--sign", "--encrypt", "--compress-algo", "none", "--local-user", f"{key}!")
    return gpg.run(*how, "--recipient", "plan@example.org", content=CONTENT).stdout


def test_a_certificate_that_was_revoked_is_refused(practice: OwnKey) -> None:
    whole = cert(practice)
    revoked = Cert.from_bytes(bytes(whole) + bytes(whole.revoke(practice.key.certifier())))

    with pytest.raises(InputRefused, match=r"certificate of lakeside: was revoked\. Ask for a new"):
        certificate(bytes(revoked), "lakeside")


def test_a_statement_that_grows_is_refused(plan: OwnKey) -> None:
    with pytest.raises(InputRefused, match=r"seal\.asc: is not signed by the owner"):
        checked_statement(zeros_without_end(1_500), cert(plan), "seal.asc")
