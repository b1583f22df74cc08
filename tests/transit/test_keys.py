"""Keys are made, compared by people, taken in and renewed; none of the secret parts lies open."""

from __future__ import annotations

import errno
import os
import stat
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from pysequoia import Cert, Tsk

from tandem_flows.transit.exchanged import key_lines
from tandem_flows.transit.keyring import Keyring, keyring_of
from tandem_flows.transit.making import new_key
from tandem_flows.transit.openpgp import holds_secret, shown_fingerprint
from tandem_flows.workspace.folder import Workspace
from tandem_validators.errors import InputRefused
from tests.cli.places import PRACTICE, new_workspace, typed

TODAY = datetime.now(UTC).date()


@pytest.fixture
def workspace(tmp_path: Path) -> Path:
    made = new_workspace(tmp_path)
    profile = made / "profile.yaml"
    text = profile.read_text(encoding="utf-8").replace("channel: secure_email", "channel: openpgp")
    profile.write_text(text, encoding="utf-8")
    return made


@pytest.fixture
def theirs(tmp_path: Path) -> Path:
    path = tmp_path / "practice.asc"
    certificate = new_key("practice@example.org", 365).extract_certificate()
    path.write_text(str(certificate), encoding="ascii")
    return path


def shown(path: Path) -> str:
    return shown_fingerprint(Cert.from_bytes(path.read_bytes()))


def take_in(workspace: Path, path: Path, *words: str):
    return typed("keys", "import", path, "-w", workspace, "-p", PRACTICE, *words)


def test_our_key_is_locked_and_for_its_owner_only(workspace: Path) -> None:
    assert typed("keys", "make", "-w", workspace, "--email", "plan@example.org").code == 0

    path = workspace / "keys" / "own.key"
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert stat.S_IMODE(path.parent.stat().st_mode) == 0o700
    with pytest.raises((RuntimeError, ValueError)):
        Tsk.from_bytes(path.read_bytes())
    with pytest.raises(InputRefused, match="does not open with the key of the stores"):
        Keyring(path.parent, "another" * 8).own()


def test_a_second_key_is_made_only_when_asked_for(workspace: Path) -> None:
    typed("keys", "make", "-w", workspace)
    before = keyring_of(Workspace(workspace)).own()

    refused, renewed = (
        typed("keys", "make", "-w", workspace),
        typed("keys", "make", "-w", workspace, "--renew"),
    )

    after = keyring_of(Workspace(workspace)).own()
    assert (refused.code, renewed.code) == (1, 0)
    assert "own key: is there already" in refused.err
    assert [key.fingerprint for key in after.earlier] == [before.fingerprint]


def test_our_certificate_asks_for_a_form_that_every_program_reads_and_for_no_compression() -> None:
    certificate = bytes(new_key("plan@example.org", 30).extract_certificate())

    assert bytes((2, 30, 1)) in certificate  # features: the form that gpg reads too, and no other
    assert bytes((2, 22, 0)) in certificate  # preferred compression: none


def test_a_new_key_that_cannot_be_written_leaves_the_old_one(
    workspace: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    typed("keys", "make", "-w", workspace)
    keys = keyring_of(Workspace(workspace))
    before = keys.own_path.read_bytes()

    def full(_: int) -> None:
        raise OSError(errno.ENOSPC, "no room")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(OSError, match="no room"):
        keys.keep_own(new_key("plan@example.org", 30))

    assert keys.own_path.read_bytes() == before


def test_our_certificate_holds_no_secret(workspace: Path, tmp_path: Path) -> None:
    typed("keys", "make", "-w", workspace)

    typed("keys", "export", tmp_path / "plan.asc", "-w", workspace)

    exported = Cert.from_bytes((tmp_path / "plan.asc").read_bytes())
    assert not holds_secret((tmp_path / "plan.asc").read_bytes())
    assert exported.fingerprint == keyring_of(Workspace(workspace)).own().fingerprint


def test_a_certificate_is_shown_first_and_not_taken_in(workspace: Path, theirs: Path) -> None:
    done = take_in(workspace, theirs)

    assert done.code == 1
    assert f"has the fingerprint {shown(theirs)}" in done.err
    assert "on the telephone" in done.err
    assert not (workspace / "keys" / f"{PRACTICE}.asc").exists()


def test_a_certificate_with_another_fingerprint_is_refused(workspace: Path, theirs: Path) -> None:
    done = take_in(workspace, theirs, "--fingerprint", "0" * 40)

    assert done.code == 1
    assert "has another fingerprint" in done.err
    assert not (workspace / "keys" / f"{PRACTICE}.asc").exists()


def test_a_compared_certificate_is_taken_in_and_on_record(workspace: Path, theirs: Path) -> None:
    done = take_in(workspace, theirs, "--fingerprint", shown(theirs).lower())

    ledger = Workspace(workspace).store(PRACTICE).ledger()
    assert done.code == 0, done.err
    assert ledger.filter(action="key")["code"].to_list() == ["certificate_taken_in"]
    assert Workspace(workspace).store(PRACTICE).verify() == []


def test_a_secret_key_sent_by_mistake_is_refused(workspace: Path, tmp_path: Path) -> None:
    path = tmp_path / "secret.asc"
    path.write_bytes(bytes(new_key("practice@example.org", 365)))

    assert "holds a secret key" in take_in(workspace, path).err


def test_what_is_no_certificate_is_refused(workspace: Path, tmp_path: Path) -> None:
    path = tmp_path / "other.asc"
    path.write_text("not a certificate", encoding="ascii")

    assert "is no OpenPGP certificate" in take_in(workspace, path).err


def states(workspace: Path, days_from_now: int) -> dict[str, str]:
    lines = key_lines(Workspace(workspace), TODAY + timedelta(days=days_from_now))
    return {line.organisation: line.state for line in lines}


@pytest.mark.parametrize(
    ("days", "state"),
    [(0, "valid"), (39, "valid"), (40, "expires soon"), (99, "expires soon"), (100, "expired")],
)
def test_a_key_is_told_before_it_expires(workspace: Path, days: int, state: str) -> None:
    typed("keys", "make", "-w", workspace, "--valid-days", "100")

    assert states(workspace, days)["ours"] == state


def test_the_list_and_the_doctor_tell_of_missing_keys(workspace: Path) -> None:
    listed = typed("keys", "list", "-w", workspace)
    doctor = typed("doctor", "-w", workspace)

    for told in (listed.err, doctor.err):
        assert "own key: is missing. Make one: `tandem keys make`." in told
        assert f"certificate of {PRACTICE}: is missing. Ask for a new one" in told


def test_the_doctor_warns_of_a_key_that_expires_soon(workspace: Path) -> None:
    typed("keys", "make", "-w", workspace, "--valid-days", "30")

    assert "own key: expires on" in typed("doctor", "-w", workspace).err


def test_our_key_opens_after_the_stores_got_a_new_key(workspace: Path) -> None:
    typed("keys", "make", "-w", workspace)
    typed("keys", "make", "-w", workspace, "--renew")
    before = keyring_of(Workspace(workspace))

    done = typed("rekey", "-w", workspace)

    after = keyring_of(Workspace(workspace))
    assert done.code == 0, done.err
    assert after.password != before.password
    assert len(after.own().earlier) == 1
    with pytest.raises(InputRefused, match="does not open"):
        before.own()


def test_a_run_that_was_cut_off_while_locking_goes_on(workspace: Path) -> None:
    typed("keys", "make", "-w", workspace)
    keys = keyring_of(Workspace(workspace))
    keys.lock_anew("another" * 8)

    keys.lock_anew("another" * 8)

    assert Keyring(keys.folder, "another" * 8).own().fingerprint
