"""Break one thing, and the list says where, what, and what to do; nothing else is on it."""

from __future__ import annotations

from pathlib import Path

import pytest

from tandem_site.agreement import disagreements
from tests.site.agreeing import CODE, TESTS
from tests.site.breaking import READINGS, SHARE, TO_COME, Break, adding, replacing
from tests.site.broken_clauses import BROKEN_CLAUSES
from tests.site.broken_others import BROKEN_OTHERS
from tests.site.broken_written import BROKEN_WRITTEN

NEW_READING = """
- number: 99
  title: "New"
  question: "A gap."
  reading: "Ours."
  clauses: [NEW-01]
"""
BROKEN = [*BROKEN_CLAUSES, *BROKEN_OTHERS, *BROKEN_WRITTEN]


def test_the_repository_from_which_all_departs_agrees(agreeing: Path) -> None:
    assert disagreements(agreeing) == []


@pytest.mark.parametrize(("break_it", "words", "remedy"), BROKEN)
def test_a_difference_is_told_with_its_place_and_remedy(
    repository: Path, break_it: Break, words: list[str], remedy: str
) -> None:
    break_it(repository)

    told = [str(problem) for problem in disagreements(repository)]

    assert any(all(word in line for word in [*words, remedy]) for line in told), "\n".join(told)


def test_one_change_is_one_problem(repository: Path) -> None:
    replacing(TESTS, '@pytest.mark.clause("SHR-02")\n', "")(repository)

    assert len(disagreements(repository)) == 1


def test_all_differences_are_told_at_once(repository: Path) -> None:
    replacing(CODE, '@implements("SHR-02")\n', "")(repository)
    replacing(SHARE, '{{ clause("SHR-01") }}', "")(repository)
    adding(SHARE, "\nA call has room for 10 patients.\n")(repository)

    assert len(disagreements(repository)) == 3


def test_a_column_is_enough_for_a_recorded_clause(repository: Path) -> None:
    replacing(CODE, '@implements("RDY-01")\n', "")(repository)

    assert disagreements(repository) == []


def test_a_reading_waits_while_all_its_clauses_are_to_come(repository: Path) -> None:
    adding(TO_COME, "- {id: NEW-01, page: share}\n")(repository)
    adding(READINGS, NEW_READING)(repository)

    assert disagreements(repository) == []


@pytest.mark.parametrize(
    "text",
    [
        "## Step 3 of the call",
        "1. First this.",
        "See [the list](share.md#top-10).",
        "Checked on 2026-11-21.",
        'Up to {{ parameter("max_patients_per_call") }} fit.',
        "The form `SHR-03` and step 7a.",
    ],
)
def test_digits_that_are_no_numbers_of_the_guideline_can_stand(repository: Path, text: str) -> None:
    adding(SHARE, f"\n{text}\n")(repository)

    assert disagreements(repository) == []
