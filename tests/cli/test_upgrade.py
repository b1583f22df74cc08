"""`tandem upgrade`: what changes is shown, what no longer fits is refused, the rest is recorded."""

import re
import shutil

import pytest

from tandem_flows.workspace.folder import Workspace
from tandem_validators.guideline import releases
from tandem_validators.guideline.folder import guideline_folder
from tests.cli.places import PRACTICE, typed

OWN = 'values:\n  - {parameter: list_size, value: 40, since: 2026-01-01, reason: "agreed"}\n'
AS_OF = ("--as-of", "2026-01-14")


@pytest.fixture
def released(tmp_path, monkeypatch):
    """Two releases: 0.1.0 as the draft, and 0.2.0 with a smaller range and another value."""
    folder = tmp_path / "guidelines"
    shutil.copytree(guideline_folder(), folder, ignore=shutil.ignore_patterns("releases*"))
    for version in ("0.1.0", "0.2.0"):
        place = folder / "releases" / version
        shutil.copytree(folder, place, ignore=shutil.ignore_patterns("releases"))
        head = place / "guideline.yaml"
        text = re.sub(r"[0-9.]+-draft", version, head.read_text(encoding="utf-8"))
        head.write_text(text, encoding="utf-8")
    _change_identify(folder / "releases" / "0.2.0" / "identify.md")
    digests = {
        version: releases.release_digest(folder / "releases" / version)
        for version in ("0.1.0", "0.2.0")
    }
    lines = [f"{version} {digest}\n" for version, digest in digests.items()]
    (folder / "releases.lock").write_text("".join(lines), encoding="utf-8")
    monkeypatch.setattr(releases, "guideline_folder", lambda: folder)


def _change_identify(page):
    lines = page.read_text(encoding="utf-8").splitlines()
    start = next(i for i, line in enumerate(lines) if line.strip() == "list_size:")
    for index in range(start, start + 10):
        key = lines[index].strip().split(":")[0]
        if key in ("value", "max"):
            indent = lines[index][: len(lines[index]) - len(lines[index].lstrip())]
            lines[index] = f"{indent}{key}: {25 if key == 'value' else 35}"
    page.write_text("\n".join(lines) + "\n", encoding="utf-8")


def own_value(workspace, text=OWN):
    with (workspace / "profile.yaml").open("a", encoding="utf-8") as profile:
        profile.write(text)


def test_every_value_that_changes_is_shown_beside_ones_own(worked, released):
    own_value(worked, OWN.replace("40", "20"))

    answer = typed("upgrade", "0.2.0", "-w", worked, *AS_OF, "--dry-run")

    assert answer.code == 0, answer.err
    [row] = [line for line in answer.out.splitlines() if line.startswith("list_size")]
    assert row.split() == ["list_size", "30", "25", "20"]
    assert Workspace(worked).profile.guideline == "draft"


def test_an_own_value_that_no_longer_fits_is_refused_and_nothing_is_changed(worked, released):
    own_value(worked)
    before = (worked / "profile.yaml").read_text(encoding="utf-8")

    answer = typed("upgrade", "0.2.0", "-w", worked, *AS_OF)

    assert answer.code == 1
    assert "value of list_size: is 40, outside 1 to 35 in 0.2.0. Choose a value" in answer.err
    assert (worked / "profile.yaml").read_text(encoding="utf-8") == before


def test_a_waiver_of_a_clause_that_is_gone_is_named(worked, released):
    own_value(worked, 'waivers:\n  - {clause: XXX-99, since: 2026-01-01, reason: "none"}\n')

    answer = typed("upgrade", "0.2.0", "-w", worked, *AS_OF, "--dry-run")

    assert answer.code == 1
    assert "waiver of XXX-99: names a clause that 0.2.0 does not have" in answer.err


def test_the_new_version_is_in_force_and_stands_in_the_ledger(worked, released):
    answer = typed("upgrade", "0.2.0", "-w", worked, *AS_OF)

    assert answer.code == 0, answer.err
    assert Workspace(worked).guideline.version == "0.2.0"
    entry = Workspace(worked).store(PRACTICE).ledger().row(-1, named=True)
    assert (entry["action"], entry["code"], entry["guideline_version"]) == (
        "guideline",
        "upgrade",
        "0.2.0",
    )
    assert '"from":"draft"' in entry["details"]


@pytest.mark.parametrize(
    ("version", "words"),
    [
        ("0.1.0", "is not later than 0.2.0, which is in force"),
        ("0.2.0", "is not later than 0.2.0"),
        ("9.9.9", "is no released version. Released are: 0.1.0, 0.2.0"),
    ],
)
def test_there_is_no_way_back_and_none_to_what_was_not_released(worked, released, version, words):
    typed("upgrade", "0.2.0", "-w", worked, *AS_OF)

    answer = typed("upgrade", version, "-w", worked, *AS_OF)

    assert answer.code == 1
    assert words in answer.err
