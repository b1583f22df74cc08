"""A file goes out whole, for its owner only, and never in clear where it is to go out sealed."""

from __future__ import annotations

import os
import stat
from pathlib import Path

import pytest

from tandem_flows.transit.carrier import Carrier
from tests.steps.workspaces import FIRST_CALL, copied
from tests.transit.sealing import travelling_sealed

CLEAR = b"Quillfeather"


def turned_around(content: bytes) -> bytes:
    return content[::-1]


def write(path: Path) -> None:
    path.write_bytes(CLEAR)


@pytest.fixture
def open_to_all():
    """A machine on which new files are open to everybody unless a program says otherwise."""
    before = os.umask(0)
    yield
    os.umask(before)


@pytest.mark.parametrize("carrier", [Carrier(), Carrier(turned_around, "receiver")])
def test_a_file_that_cannot_be_put_in_place_leaves_the_one_before(
    carrier: Carrier, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    place = carrier.place(tmp_path / "packet.html")
    place.write_bytes(b"before")

    def gone(*_: object) -> None:
        raise OSError("the share is gone")

    monkeypatch.setattr(os, "replace", gone)
    with pytest.raises(OSError, match="the share is gone"):
        carrier.put(tmp_path / "packet.html", write)

    assert place.read_bytes() == b"before"


def test_a_file_to_be_sealed_never_lies_in_the_outbox_in_clear(tmp_path: Path) -> None:
    lain: list[Path] = []

    def watched(path: Path) -> None:
        lain.append(path)
        write(path)

    Carrier(turned_around, "receiver").put(tmp_path / "packet.html", watched)

    assert not lain[0].is_relative_to(tmp_path)
    assert not lain[0].exists()
    assert [path.name for path in tmp_path.iterdir()] == ["packet.html.pgp"]


def test_a_draft_is_gone_once_it_was_read(tmp_path: Path) -> None:
    with Carrier().draft(tmp_path / "packet.html", ".bare-packet.html") as bare:
        write(bare)

    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("name", ["packet.html", "packet.html.pgp"])
def test_a_file_that_goes_out_is_for_its_owner_from_its_first_byte(
    name: str, tmp_path: Path, open_to_all: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    carrier = Carrier(turned_around, "receiver") if name.endswith(".pgp") else Carrier()
    modes: list[int] = []
    replace = os.replace

    def seen(old: Path, new: Path) -> None:
        modes.append(stat.S_IMODE(old.stat().st_mode))
        replace(old, new)

    monkeypatch.setattr(os, "replace", seen)
    carrier.put(tmp_path / "packet.html", write)

    assert modes == [0o600]


@pytest.mark.parametrize("sealing", [False, True])
def test_nothing_of_a_run_is_open_to_others_whatever_the_machine_allows(
    sealing: bool, fresh_template: Path, tmp_path: Path, open_to_all: None
) -> None:
    practice = copied(fresh_template, tmp_path / "copy")
    given = set(practice.workspace.folder.rglob("*"))
    if sealing:
        practice = travelling_sealed(practice)
        for name in ("team.csv", "programs.csv", "practice_list.csv"):
            practice.arrive(name, (practice.inbox / name).read_bytes())
            (practice.inbox / name).unlink()
        given |= set(practice.inbox.rglob("*"))

    practice.until_share(FIRST_CALL)

    made = set(practice.workspace.folder.rglob("*")) - given
    names = {path.suffix for path in made}
    assert {".duckdb", ".pgp" if sealing else ".html"} <= names
    assert [path.name for path in made if path.stat().st_mode & 0o077] == []
