"""What differs between two versions, and how high the number must rise for it."""

from __future__ import annotations

import dataclasses
from typing import Any

import pytest

from tandem_site.column_words import DescribedColumn
from tandem_site.described import DescribedHandoff
from tandem_site.evidence import Evidence, Proof
from tandem_site.marks import Mark
from tandem_site.releases.changes import Change
from tandem_site.releases.differences import Differences, LostLink, differences
from tandem_site.releases.level import MAJOR, MINOR, PATCH, level_of, lowest_version
from tandem_site.releases.manifest import NOTHING, Manifest
from tandem_site.releases.step_graph import KeptStep
from tandem_site.releases.word_diff import word_difference
from tandem_validators.guideline.model import Clause, Parameter

CLAUSE = Clause("SHR-01", "should", "advice", "both", "A.4", "Send it.", "share", "Send it.")
PARAMETER = Parameter("days", 5, "days", "ours", "A.4", "Days.", ("SHR-01",), "share", 1, 10)
COLUMN = DescribedColumn(
    "place", "whole number", ("must be filled in", "1 or more"), "", "", "", False
)
HANDOFF = DescribedHandoff("agenda", "", "share", "call", "plan", "practice", (COLUMN,))
STEP = KeptStep("share", "share", "Share", ("lists",), ("agenda",))


def version(**things: Any) -> Manifest:
    named = {
        sort: {thing.id if sort == "clauses" else thing.name: thing for thing in found}
        for sort, found in things.items()
    }
    return dataclasses.replace(NOTHING, **named)


def between(sort: str, was: Any, now: Any) -> Differences:
    olds, news = ([thing] if thing else [] for thing in (was, now))
    return differences(version(**{sort: olds}), version(**{sort: news}))


def level(sort: str, was: Any, now: Any, kind: str = "reworded") -> int:
    found = between(sort, was, now).named
    assert len(found) == 1
    return level_of(found[0], {(sort, found[0].name): Change(kind, "why")})


def column(**other: Any) -> DescribedHandoff:
    return dataclasses.replace(HANDOFF, columns=(dataclasses.replace(COLUMN, **other),))


MUST = dataclasses.replace(CLAUSE, strength="must")
OTHER_WORDS = {"template": "Send both.", "text": "Send both."}


@pytest.mark.parametrize(
    ("was", "now", "kind", "expected"),
    [
        (None, MUST, "new", MAJOR),
        (None, CLAUSE, "new", MINOR),
        (MUST, None, "withdrawn", MINOR),
        (CLAUSE, MUST, "changed in meaning", MAJOR),
        (MUST, CLAUSE, "changed in meaning", MINOR),
        (MUST, dataclasses.replace(MUST, **OTHER_WORDS), "changed in meaning", MAJOR),
        (MUST, dataclasses.replace(MUST, **OTHER_WORDS), "reworded", PATCH),
        (CLAUSE, dataclasses.replace(CLAUSE, **OTHER_WORDS), "changed in meaning", MINOR),
    ],
)
def test_a_requirement_that_is_new_or_means_more_is_major(
    was: Clause | None, now: Clause | None, kind: str, expected: int
) -> None:
    assert level("clauses", was, now, kind) == expected


@pytest.mark.parametrize(
    ("changed", "expected"),
    [
        ({"value": 6}, MINOR),
        ({"maximum": 11}, MINOR),
        ({"maximum": 9}, MAJOR),
        ({"minimum": 2}, MAJOR),
        ({"unit": "months"}, MAJOR),
        ({"meaning": "How many days."}, PATCH),
    ],
)
def test_a_value_that_was_allowed_and_is_not_is_major(
    changed: dict[str, Any], expected: int
) -> None:
    assert level("parameters", PARAMETER, dataclasses.replace(PARAMETER, **changed)) == expected


@pytest.mark.parametrize(
    ("now", "expected"),
    [
        (None, MAJOR),
        (dataclasses.replace(HANDOFF, columns=()), MAJOR),
        (column(rules=("must be filled in", "2 or more")), MAJOR),
        (column(rules=("must be filled in", "0 or more")), PATCH),
        (column(rules=("can be empty", "1 or more")), PATCH),
        (column(type="text"), MAJOR),
        (column(meaning="Its place."), PATCH),
    ],
)
def test_a_removed_column_or_a_tighter_rule_is_major(
    now: DescribedHandoff | None, expected: int
) -> None:
    assert level("handoffs", HANDOFF, now) == expected


@pytest.mark.parametrize(
    ("rule", "expected"), [("must be filled in", MAJOR), ("can be empty", MINOR)]
)
def test_a_new_column_is_major_only_if_it_must_be_filled_in(rule: str, expected: int) -> None:
    more = dataclasses.replace(COLUMN, name="note", rules=(rule,))

    now = dataclasses.replace(HANDOFF, columns=(COLUMN, more))

    assert level("handoffs", HANDOFF, now) == expected


@pytest.mark.parametrize(
    ("allowed", "expected"), [("one of: a, b, c", PATCH), ("one of: a", MAJOR)]
)
def test_a_list_of_choices_may_grow(allowed: str, expected: int) -> None:
    was = column(rules=("one of: a, b",))

    assert level("handoffs", was, column(rules=(allowed,))) == expected


@pytest.mark.parametrize(
    ("now", "expected"),
    [
        (None, MAJOR),
        (dataclasses.replace(STEP, reads=()), MAJOR),
        (dataclasses.replace(STEP, writes=("agenda", "note")), MINOR),
        (dataclasses.replace(STEP, title="Share them"), PATCH),
    ],
)
def test_a_step_that_no_longer_does_what_it_did_is_major(
    now: KeptStep | None, expected: int
) -> None:
    assert level("steps", STEP, now) == expected


@pytest.mark.parametrize(
    ("last", "asked", "lowest"),
    [
        ("0.1.4", PATCH, "0.1.5"),
        ("0.1.4", MINOR, "0.2.0"),
        ("0.1.4", MAJOR, "0.2.0"),
        ("1.1.4", MAJOR, "2.0.0"),
        ("1.1.4", MINOR, "1.2.0"),
    ],
)
def test_before_the_first_whole_version_major_counts_as_minor(
    last: str, asked: int, lowest: str
) -> None:
    assert lowest_version(last, asked) == lowest


def test_a_sentence_that_only_shows_another_value_is_no_difference() -> None:
    shown = dataclasses.replace(CLAUSE, text="Send it in 6 days.")

    assert between("clauses", CLAUSE, shown).clauses == ()


def test_a_link_is_lost_only_if_no_function_of_its_name_carries_the_clause() -> None:
    code, test = Mark("SHR-01", "flows/a.py", 1, "send"), Mark("SHR-01", "tests/a.py", 1, "test_a")
    moved = dataclasses.replace(code, file="flows/b.py", line=9)
    was = Evidence((code,), (), (Proof(test, "passed"),))

    found = differences(
        dataclasses.replace(version(clauses=[CLAUSE]), evidence={"SHR-01": was}),
        dataclasses.replace(
            version(clauses=[CLAUSE]), evidence={"SHR-01": Evidence((moved,), (), ())}
        ),
    )

    assert found.lost == (LostLink("SHR-01", "test_a"),)


@pytest.mark.parametrize(
    ("was", "now", "marked"),
    [
        ("Send it.", "Send it.", "Send it."),
        ("Send the list.", "Send the whole list.", "Send the <ins>whole</ins> list."),
        ("Send the whole list.", "Send the list.", "Send the <del>whole</del> list."),
        ("Send it by mail.", "Send it by hand.", "Send it by <del>mail</del> <ins>hand</ins>."),
        ("It is < 5.", "It is < 6.", "It is &lt; <del>5</del> <ins>6</ins>."),
        ("Wholly other words here.", "Nothing alike!", None),
    ],
)
def test_words_taken_out_and_put_in_are_marked(was: str, now: str, marked: str | None) -> None:
    whole = f"<del>{was}</del> <ins>{now}</ins>"

    assert word_difference(was, now) == (marked or whole)
