"""A practice with nothing but gpg: it opens what we send, and we take in what it sends."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from tandem_flows.transit.exchanged import make_own
from tandem_flows.transit.keyring import keyring_of
from tandem_flows.transit.openpgp import certificate
from tandem_flows.workspace.folder import Workspace
from tandem_validators.errors import InputRefused
from tests.steps.workspaces import FIRST_CALL, Practice, copied
from tests.transit.keys import Gpg, gpg_of
from tests.transit.sealing import IN_CLEAR

pytestmark = pytest.mark.skipif(shutil.which("gpg") is None, reason="gpg is not installed")
OURS = "plan@example.org"


@pytest.fixture
def gpg(tmp_path: Path) -> Gpg:
    return gpg_of(tmp_path / "gpg", "lakeside@example.org")


@pytest.fixture
def practice(fresh_template: Path, tmp_path: Path, gpg: Gpg) -> Practice:
    """A practice that seals with gpg as it comes, without any option on compression."""
    plain = copied(fresh_template, tmp_path / "copy")
    profile = plain.workspace.folder / "profile.yaml"
    text = profile.read_text(encoding="utf-8").replace("channel: secure_email", "channel: openpgp")
    profile.write_text(text, encoding="utf-8")
    made = Practice(Workspace(plain.workspace.folder))
    gpg.knows(bytes(make_own(made.workspace, OURS, 30, renew=False)))
    theirs = certificate(gpg.public, "lakeside")
    keyring_of(made.workspace).keep_certificate("lakeside", theirs)
    for name in IN_CLEAR:
        path = made.inbox / name
        (made.inbox / f"{name}.gpg").write_bytes(gpg.sealed(path.read_bytes(), OURS))
        path.unlink()
    return made


def test_gpg_and_the_program_exchange_files_both_ways(practice: Practice, gpg: Gpg) -> None:
    practice.until_share(FIRST_CALL)

    sent = sorted(practice.outbox.glob("*.pgp"))
    opened = [gpg.run("--status-fd", "2", "--decrypt", content=path.read_bytes()) for path in sent]
    assert sent
    assert all(done.returncode == 0 and b"GOODSIG" in done.stderr for done in opened)
    assert any(done.stdout.startswith(b"PK") for done in opened)


def test_a_file_that_gpg_only_encrypted_is_refused(practice: Practice, gpg: Gpg) -> None:
    words = ("--encrypt", "--recipient", OURS)
    content = gpg.run(*words, content=b"person,name\n").stdout
    (practice.inbox / "team.csv.gpg").write_bytes(content)

    with pytest.raises(InputRefused, match=r"team\.csv\.gpg: carries no good signature"):
        practice.run("ready")

    assert practice.store.ledger()["code"].to_list() == ["seal_refused"]
