"""The commands on seals: made in a workspace, checked anywhere, also without one."""

from __future__ import annotations

from pathlib import Path

import pytest

from tandem_flows.audit.archive import unpacked
from tandem_flows.workspace.folder import Workspace
from tests.cli.conftest import worked, worked_once
from tests.cli.places import PRACTICE, new_workspace, store_of, typed, write
from tests.store.places import agenda

__all__ = ["worked", "worked_once"]


@pytest.fixture
def sealed(worked: Path, tmp_path: Path) -> tuple[Path, Path]:
    """A seal of the record as it stands, and the certificate of the plan."""
    seal, plan = tmp_path / "seal.asc", tmp_path / "plan.asc"
    assert typed("keys", "make", "-w", worked).code == 0
    assert typed("keys", "export", plan, "-w", worked).code == 0
    assert typed("audit", "seal", seal, "-w", worked, "-p", PRACTICE).code == 0
    return seal, plan


def verified(worked: Path, seal: Path, plan: Path):
    return typed("audit", "verify", "-w", worked, "--seal", seal, "--certificate", plan)


def test_a_seal_fits_the_store_it_was_made_from(worked: Path, sealed: tuple[Path, Path]) -> None:
    done = verified(worked, *sealed)

    assert (done.code, "holds" in done.out) == (0, True)
    assert "BEGIN PGP SIGNED MESSAGE" in sealed[0].read_text(encoding="ascii")


def test_a_store_written_anew_does_not_fit_the_seal(
    worked: Path, sealed: tuple[Path, Path]
) -> None:
    Workspace(worked).store(PRACTICE).path.unlink()
    store = store_of(worked)
    write(store, "agenda", agenda("C-9", "C-8"))

    done = verified(worked, *sealed)

    assert done.code == 1
    assert f"{PRACTICE}: seal.asc: seals another entry" in done.err


def test_a_store_that_is_gone_does_not_fit_the_seal(
    worked: Path, sealed: tuple[Path, Path]
) -> None:
    Workspace(worked).store(PRACTICE).path.unlink()

    done = verified(worked, *sealed)

    assert done.code == 1
    assert "the record holds 0" in done.err


def test_a_seal_needs_a_certificate_to_be_checked(worked: Path, sealed: tuple[Path, Path]) -> None:
    done = typed("audit", "verify", "-w", worked, "--seal", sealed[0])

    assert done.code == 1
    assert "seal.asc: cannot be checked without a certificate" in done.err


def test_an_export_is_checked_against_a_seal_without_a_workspace(
    worked: Path, sealed: tuple[Path, Path], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    seal, plan = sealed
    zip_file = tmp_path / "audit.zip"
    made = typed("audit", "export", zip_file, "-w", worked, "--no-runs", "--seal", seal)
    assert made.code == 0, made.err
    monkeypatch.chdir(tmp_path)

    done = typed("audit", "verify", zip_file, "--seal", seal, "--certificate", plan)

    assert "seal.asc" not in done.err
    assert unpacked(zip_file)["seals/seal.asc"] == seal.read_bytes()


def test_the_other_side_confirms_a_seal_with_the_same_command(
    sealed: tuple[Path, Path], tmp_path: Path
) -> None:
    seal, plan = sealed
    theirs, both, public = new_workspace(tmp_path / "b"), tmp_path / "both.asc", tmp_path / "b.asc"
    typed("keys", "make", "-w", theirs)
    typed("keys", "export", public, "-w", theirs)

    done = typed("audit", "seal", both, "-w", theirs, "--of", seal, "--certificate", plan)

    assert done.code == 0, done.err
    assert "countersigns: " in both.read_text(encoding="ascii")


def test_what_to_seal_is_said_once(worked: Path, tmp_path: Path) -> None:
    assert typed("audit", "seal", tmp_path / "s.asc", "-w", worked).code == 2
