"""A guideline that cannot be read says which file, which key, and what to do about it."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from tandem_validators.errors import GuidelineRefused, Problem
from tandem_validators.guideline.folder import guideline_folder
from tandem_validators.guideline.load import load_guideline
from tandem_validators.guideline.model import STEPS
from tests.broken_guidelines import BROKEN, Break, removing, replacing


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return shutil.copytree(guideline_folder(), tmp_path / "guidelines")


@pytest.mark.parametrize(("break_it", "words"), BROKEN)
def test_a_broken_file_is_refused_with_its_place_and_remedy(
    folder: Path, break_it: Break, words: list[str]
) -> None:
    break_it(folder)

    with pytest.raises(GuidelineRefused) as refused:
        load_guideline(folder)

    assert [word for word in words if word not in str(refused.value)] == []


def test_mistakes_of_several_files_are_told_at_once(folder: Path) -> None:
    replacing("share.md", "    value: 10\n", "    value: 31\n")(folder)
    replacing("call.md", "step: call\n", "step: talk\n")(folder)
    removing("tracking.md")(folder)

    with pytest.raises(GuidelineRefused) as refused:
        load_guideline(folder)

    files = {problem.where.split(",")[0] for problem in refused.value.problems}
    assert {"share.md", "call.md", "tracking.md"} <= files


def test_a_refused_parameter_is_not_blamed_again_in_the_texts_that_use_it(folder: Path) -> None:
    replacing("share.md", "    unit: patients\n", "    units: patients\n")(folder)

    with pytest.raises(GuidelineRefused) as refused:
        load_guideline(folder)

    assert refused.value.problems == (
        Problem(
            "share.md, parameter max_patients_per_call, key 'unit'",
            "is missing",
            "Add `unit:` to this block.",
        ),
        Problem(
            "share.md, parameter max_patients_per_call, key 'units'",
            "is unknown",
            "Use one of: clauses, max, meaning, min, options, origin, source, unit, value.",
        ),
    )


def test_the_guideline_itself_loads() -> None:
    guideline = load_guideline()

    assert [page.name for page in guideline.pages.values() if page.is_step] == list(STEPS)


def test_a_changed_page_changes_the_digest(folder: Path) -> None:
    before = load_guideline(folder).digest

    replacing("share.md", "    value: 10\n", "    value: 11\n")(folder)

    assert load_guideline(folder).digest != before
