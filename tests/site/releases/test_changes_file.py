"""The editor's list of changes: every mistake in it is told, with its entry."""

from __future__ import annotations

from pathlib import Path

import pytest

from tandem_site.releases.changes import NO_CHANGES, Change, read_changes


def stated(folder: Path, text: str) -> Path:
    (folder / "changes.yaml").write_text(text, encoding="utf-8")
    return folder


def test_one_reason_can_stand_for_several_changes(tmp_path: Path) -> None:
    text = "- {kind: new, reason: Asked for., clauses: [SHR-01, SHR-02], steps: [share]}\n"

    changes = read_changes(stated(tmp_path, text))

    assert changes.problems == ()
    assert changes.named == dict.fromkeys(
        [("clauses", "SHR-01"), ("clauses", "SHR-02"), ("steps", "share")],
        Change("new", "Asked for."),
    )


@pytest.mark.parametrize("text", ["", NO_CHANGES, "[]\n"])
def test_an_empty_list_explains_nothing(tmp_path: Path, text: str) -> None:
    changes = read_changes(stated(tmp_path, text))

    assert (changes.named, changes.problems) == ({}, ())


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("- {kind: new, clauses: [A]}", "entry 1, key 'reason': is missing"),
        (
            "- {kind: odd, reason: x, clauses: [A]}",
            "entry 1, key 'kind': is 'odd'. Use one of: new",
        ),
        ("- {kind: new, reason: ' ', clauses: [A]}", "entry 1, key 'reason': is empty"),
        ("- {kind: new, reason: x}", "entry 1: concerns nothing. Name ids"),
        ("- {kind: new, reason: x, clauses: A}", "entry 1, key 'clauses': is not a list"),
        ("- {kind: new, reason: x, pages: [A]}", "entry 1, key 'pages': is unknown"),
        (
            "- {kind: new, reason: x, clauses: [A]}\n- {kind: new, reason: y, clauses: [A]}",
            "entry 2: names A of clauses a second time",
        ),
        ("- {kind: new", "is not readable YAML"),
        ("kind: new", "is not a list"),
    ],
)
def test_a_mistake_is_told_with_its_entry(tmp_path: Path, text: str, words: str) -> None:
    changes = read_changes(stated(tmp_path, f"{text}\n"))

    assert words in "\n".join(str(problem) for problem in changes.problems)
