"""Actors and sources as a reader sees them."""

from __future__ import annotations

import pytest

from tandem_site.words import ACTOR_WORDS, actor_words, bare_words, source_words
from tandem_validators.guideline.load import load_guideline
from tests.site.agreeing import REPOSITORY


@pytest.mark.parametrize(
    ("code", "words"),
    [
        ("A.4", "Attachment A, item 4"),
        ("A.8b.iii, P.s3", "Attachment A, item 8b.iii; paper, summary step 3"),
        ("A.evl 2a", "Attachment A, evaluation 2a"),
        ("A.2, P", "Attachment A, item 2; paper"),
        ("inferred: A.8b.ii", "Inferred: Attachment A, item 8b.ii"),
    ],
)
def test_a_source_is_spelled_out(code: str, words: str) -> None:
    assert source_words(code) == words


def test_every_actor_of_the_guideline_has_words() -> None:
    actors = {clause.actor for clause in load_guideline(REPOSITORY / "guidelines").clauses.values()}

    assert actors - set(ACTOR_WORDS) == set()


def test_an_actor_without_words_is_shown_as_stated() -> None:
    assert actor_words("social worker") == "social worker"


@pytest.mark.parametrize(
    ("value", "words"),
    [(999, "999"), (1000, "1,000"), (100_000, "100,000"), (0.5, "0.5"), (True, "yes"),
     ("secure_email", "secure email")],
)  # fmt: skip
def test_a_value_is_written_as_people_write_it(value: object, words: str) -> None:
    assert bare_words(value) == words
