"""A version is refused, with one list, while anything speaks against it."""

from __future__ import annotations

from pathlib import Path

import pytest

from tandem_site.releases.freeze import release
from tandem_validators.errors import GuidelineRefused
from tests.site.releases.trial import FIRST_ON, SECOND_ON, change, pass_tests, replace


def refusal(repository: Path, version: str) -> str:
    with pytest.raises(GuidelineRefused) as refused:
        release(repository, version, SECOND_ON)
    return str(refused.value)


@pytest.mark.parametrize(
    ("version", "words"),
    [
        ("0.2", "version 0.2: is no version. Write three numbers"),
        ("0.2.0-draft", "is no version"),
        ("0.1.0", "version 0.1.0: is released already. Use a number above 0.1.0"),
        ("0.0.9", "version 0.0.9: is not higher than 0.1.0"),
    ],
)
def test_a_version_rises(once: Path, version: str, words: str) -> None:
    assert words in refusal(once, version)


def test_tests_that_were_not_run_on_these_sources_prove_nothing(fresh: Path) -> None:
    pass_tests(fresh)
    replace(fresh / "guidelines/share.md", "by a channel", "by one channel")

    words = refusal(fresh, "0.1.0")

    assert "clause-results.json: does not tell of a whole run on the sources as they are" in words
    assert "Run the tests of all clauses" in words


@pytest.mark.parametrize(
    ("outcome", "words"),
    [("failed", "failed"), ("skipped", "was skipped"), ("not run", "was not run")],
)
def test_every_test_of_a_clause_has_passed(fresh: Path, outcome: str, words: str) -> None:
    pass_tests(fresh, but="SHR-02", outcome=outcome)

    assert f"clause SHR-02: names a test that {words}" in refusal(fresh, "0.1.0")


def test_disagreements_stand_in_the_same_list(fresh: Path) -> None:
    replace(fresh / "guidelines/share.md", '{{ clause("SHR-02") }}', "")

    words = refusal(fresh, "first")

    assert "version first: is no version" in words
    assert "clause SHR-02: is shown on no page" in words


def test_every_change_has_a_kind_and_a_reason(released_once: Path) -> None:
    change(released_once)
    (released_once / "guidelines/changes.yaml").write_text("", encoding="utf-8")
    pass_tests(released_once)

    lines = refusal(released_once, "0.2.0").splitlines()

    assert [line.split(",")[0] for line in lines] == [
        "clause SHR-01: has changed since the last release",
        "parameter review_points_min: has changed since the last release",
        "handoff agenda: has changed since the last release",
    ]
    assert "Add `clauses: [SHR-01]` with both to guidelines/changes.yaml" in lines[0]


def test_only_what_changed_is_explained(released_once: Path) -> None:
    change(released_once)
    replace(released_once / "guidelines/changes.yaml", "[SHR-01]", "[SHR-01, SHR-02]")
    pass_tests(released_once)

    assert "explains SHR-02 of clauses, which did not change" in refusal(released_once, "0.2.0")


def test_a_kind_fits_what_happened(released_once: Path) -> None:
    change(released_once)
    replace(released_once / "guidelines/changes.yaml", "kind: reworded", "kind: withdrawn")
    pass_tests(released_once)

    words = refusal(released_once, "0.2.0")

    assert "clause SHR-01: has changed, but guidelines/changes.yaml calls it withdrawn" in words
    assert "Use one of: changed in meaning, reworded, correction" in words


def test_the_number_rises_as_much_as_the_change_asks(released_once: Path) -> None:
    change(released_once)
    pass_tests(released_once)

    words = refusal(released_once, "0.1.1")

    assert "version 0.1.1: is too low for a major change from 0.1.0 (handoffs agenda)" in words
    assert "Use 0.2.0 or higher" in words


def test_a_link_of_the_last_release_is_not_lost_in_silence(released_once: Path) -> None:
    change(released_once)
    test = released_once / "tests/test_proved.py"
    replace(test, "def test_shr_02_holds", "def test_shr_02_is_kept")
    pass_tests(released_once)

    words = refusal(released_once, "0.2.0")

    assert "clause SHR-02: had the link to test_shr_02_holds in the last release" in words
    assert "Restore the mark, or add `evidence: [SHR-02]`" in words


def test_a_released_folder_that_was_changed_is_refused(released_once: Path) -> None:
    replace(released_once / "guidelines/releases/0.1.0/share.md", "channel", "way")
    pass_tests(released_once)

    words = refusal(released_once, "0.2.0")

    assert "guidelines/releases/0.1.0: was changed after it was released" in words
    assert "Restore its files and release the change as a new version" in words


def test_what_is_refused_leaves_nothing_behind(fresh: Path) -> None:
    before = sorted(path for path in (fresh / "guidelines").rglob("*"))

    with pytest.raises(GuidelineRefused):
        release(fresh, "0.1.0", FIRST_ON)

    assert sorted(path for path in (fresh / "guidelines").rglob("*")) == before
