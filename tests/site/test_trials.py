"""The evidence page says whether its counts were made on the sources as they are."""

import json

import pytest

from tandem_site.releases.sources import MADE_FROM, sources_digest
from tandem_site.trials import TRIALS_FILE, Trial, are_of_these_sources, read_trials


@pytest.fixture
def counted(tmp_path):
    (tmp_path / "flows").mkdir()
    (tmp_path / "flows" / "one.py").write_text("x = 1\n", encoding="utf-8")
    (tmp_path / "build").mkdir()
    tests = {"a": [["inputs", "zip bomb", 2, 2]], "b": [["inputs", "zip bomb", 3, True]]}
    content = {MADE_FROM: sources_digest(tmp_path), "tests": tests}
    (tmp_path / TRIALS_FILE).write_text(json.dumps(content), encoding="utf-8")
    return tmp_path


def test_counts_of_all_tests_are_added_up(counted):
    assert read_trials(counted) == (Trial("inputs", "zip bomb", 5, 3),)


def test_counts_are_told_to_be_older_once_a_source_was_changed(counted):
    assert are_of_these_sources(counted)

    (counted / "flows" / "one.py").write_text("x = 2\n", encoding="utf-8")

    assert not are_of_these_sources(counted)
