"""The step pages are written for grade 8 or below, clauses and readings included."""

from __future__ import annotations

import pytest

from tandem_validators.guideline.load import load_guideline
from tandem_validators.guideline.model import STEPS
from tests.site.reading_level import grade, prose_of, syllables_of

HIGHEST_GRADE = 8.0


@pytest.mark.parametrize("step", STEPS)
def test_a_step_page_can_be_read_in_grade_eight(step: str) -> None:
    guideline = load_guideline()

    prose = prose_of(guideline.pages[step], guideline)

    assert grade(prose) <= HIGHEST_GRADE, f"{step} is at grade {grade(prose):.1f}"


def test_the_prose_holds_the_clauses_and_leaves_out_the_markup() -> None:
    guideline = load_guideline()

    prose = prose_of(guideline.pages["share"], guideline)

    assert guideline.clauses["SHR-03"].text in prose
    assert not any(mark in prose for mark in ("{{", "](", "<div", "## "))


@pytest.mark.parametrize(
    ("sentence", "syllables", "expected"),
    [
        ("The cat sat on the mat.", 6, -1.45),
        (
            "The Australian platypus is seemingly a hybrid of a mammal and reptilian creature.",
            26,
            13.08,
        ),
        ("Plan and practice agree who leads. They write it down.", 12, 0.52),
    ],
)
def test_the_grade_of_a_known_sentence(sentence: str, syllables: int, expected: float) -> None:
    counted = sum(syllables_of(word.strip(".,")) for word in sentence.split())

    assert counted == syllables
    assert grade(sentence) == pytest.approx(expected, abs=0.05)


@pytest.mark.parametrize(
    ("word", "count"),
    [
        ("risk", 1),
        ("names", 1),
        ("patient", 2),
        ("planned", 1),
        ("needed", 2),
        ("people", 2),
        ("idea", 3),
        ("changes", 2),
        ("services", 3),
        ("immediately", 5),
        ("coordination", 5),
        ("medication", 4),
        ("clinician", 3),
        ("patient's", 2),
    ],
)
def test_the_syllables_of_a_word(word: str, count: int) -> None:
    assert syllables_of(word) == count
