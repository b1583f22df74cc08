"""A release keeps its files and what they took from the code, and is read back as it was."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tandem_flows.workspace.folder import Workspace
from tandem_flows.workspace.init import init_workspace
from tandem_site.agreement import disagreements
from tandem_site.edition import read_edition
from tandem_site.releases.editions import edition_of_release
from tandem_site.releases.manifest import manifest_of, read_manifest, write_manifest
from tandem_site.releases.step_graph import declared_graph
from tandem_validators.errors import GuidelineRefused
from tandem_validators.guideline.load import load_guideline
from tandem_validators.guideline.releases import released_folder, released_versions
from tests.site.releases.trial import WAS, replace


def test_a_release_is_the_draft_under_its_number(once: Path) -> None:
    released = load_guideline(once / "guidelines/releases/0.1.0")
    draft = load_guideline(once / "guidelines")

    assert (released.version, released.status) == ("0.1.0", "released")
    assert released.clauses == draft.clauses
    assert released.parameters == draft.parameters


def test_the_draft_goes_on_under_the_next_number(once: Path) -> None:
    draft = load_guideline(once / "guidelines")

    assert (draft.version, draft.status) == ("0.2.0-draft", "draft")


def test_a_release_holds_no_earlier_release(twice: Path) -> None:
    held = {path.name for path in (twice / "guidelines/releases/0.2.0").iterdir()}

    assert held.isdisjoint({"releases", "releases.lock"})
    assert {"share.md", "guideline.yaml", "navigation.yaml", "manifest.json"} <= held


def test_a_release_keeps_its_reasons_and_the_draft_begins_anew(twice: Path) -> None:
    kept = (twice / "guidelines/releases/0.2.0/changes.yaml").read_text("utf-8")
    draft = (twice / "guidelines/changes.yaml").read_text("utf-8")

    assert "Fewer pairs were worth a look." in kept
    assert "Fewer pairs" not in draft


def test_a_manifest_reads_back_as_it_was_written(once: Path, tmp_path: Path) -> None:
    written = manifest_of(
        read_edition(once),
        declared_graph(),
        released_on="2026-11-21",
        sources_digest="d",
        blocks={"a": "b"},
    )

    write_manifest(written, tmp_path)

    assert read_manifest(tmp_path) == written


def test_a_manifest_holds_clauses_steps_links_and_outcomes(once: Path) -> None:
    kept = json.loads((once / "guidelines/releases/0.1.0/manifest.json").read_text("utf-8"))

    assert kept["clauses"]["SHR-01"]["text"] == WAS
    assert kept["steps"]["share"]["writes"]
    assert kept["evidence"]["SHR-02"]["proofs"][0]["outcome"] == "passed"
    assert len(kept["sources_digest"]) == 64
    assert kept["released_on"] == "2026-11-21"


def test_a_release_is_an_edition_with_its_own_tables(once: Path) -> None:
    edition = edition_of_release(once / "guidelines/releases/0.1.0")

    names = [column.name for column in edition.handoffs["agenda"].columns]
    assert "ground" in names
    assert "reason" not in names
    assert edition.sources is None


def test_a_block_of_a_release_says_what_its_code_said(once: Path) -> None:
    kept = read_manifest(once / "guidelines/releases/0.1.0").blocks
    edition = edition_of_release(once / "guidelines/releases/0.1.0")

    assert {name: make(edition) for name, make in edition.blocks.items()} == dict(kept)


def test_a_released_folder_is_found_by_its_version(twice: Path) -> None:
    guidelines = twice / "guidelines"

    assert released_versions(guidelines) == ["0.1.0", "0.2.0"]
    assert load_guideline(released_folder("0.1.0", guidelines)).version == "0.1.0"


def test_an_unknown_version_is_refused_with_those_that_exist(twice: Path) -> None:
    words = "guideline 0.3.0: is no released version. Released are: 0.1.0, 0.2.0."

    with pytest.raises(GuidelineRefused, match=words):
        released_folder("0.3.0", twice / "guidelines")


def test_without_a_release_there_is_none_to_name(fresh: Path) -> None:
    with pytest.raises(GuidelineRefused, match="Nothing is released yet"):
        released_folder("0.1.0", fresh / "guidelines")


def test_a_changed_release_is_not_followed(released_once: Path) -> None:
    replace(released_once / "guidelines/releases/0.1.0/share.md", "value: 10", "value: 9")

    with pytest.raises(GuidelineRefused, match="was changed after it was released"):
        released_folder("0.1.0", released_once / "guidelines")


def test_a_workspace_follows_the_version_that_its_profile_names(tmp_path: Path) -> None:
    init_workspace(tmp_path / "workspace", tmp_path / "key")
    assert Workspace(tmp_path / "workspace").guideline.version == load_guideline().version

    replace(tmp_path / "workspace/profile.yaml", "guideline: draft", "guideline: 9.9.9")

    with pytest.raises(GuidelineRefused, match=r"guideline 9\.9\.9: is no released version"):
        _ = Workspace(tmp_path / "workspace").guideline


def test_the_check_tells_of_unreadable_reasons(released_once: Path) -> None:
    text = "- {kind: odd, reason: x, clauses: [SHR-01]}\n"
    (released_once / "guidelines/changes.yaml").write_text(text, encoding="utf-8")

    assert any("key 'kind': is 'odd'" in str(found) for found in disagreements(released_once))


@pytest.mark.parametrize(
    ("harm", "words"),
    [
        ("change", "guidelines/releases/0.1.0: was changed after it was released"),
        ("rename", "guidelines/releases/0.1.0: is missing, though releases.lock names it"),
        ("add", "guidelines/releases/0.9.0: stands in no line of releases.lock"),
    ],
)
def test_the_check_tells_of_harmed_releases(released_once: Path, harm: str, words: str) -> None:
    releases = released_once / "guidelines/releases"
    if harm == "change":
        (releases / "0.1.0/note.txt").write_text("x", encoding="utf-8")
    elif harm == "rename":
        (releases / "0.1.0").rename(released_once / "elsewhere")
    else:
        (releases / "0.9.0").mkdir()

    assert any(words in str(problem) for problem in disagreements(released_once))
