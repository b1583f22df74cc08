"""No paragraph of the source is lost: each is carried, repeats another, or asks nothing."""

from __future__ import annotations

import dataclasses
from pathlib import Path

import pytest

from tandem_site.agreement.sources import source_problems
from tandem_site.blocks.concordance import concordance, editorial_notes
from tandem_site.edition import Edition, read_edition
from tandem_site.facts import Facts, read_facts
from tandem_site.source_paragraphs import FILE, Paragraph, read_paragraphs
from tandem_validators.errors import GuidelineRefused
from tests.site.agreeing import REPOSITORY

PARAGRAPHS = read_paragraphs(REPOSITORY / "guidelines")


@pytest.fixture(scope="module")
def facts() -> Facts:
    return read_facts(REPOSITORY)


@pytest.fixture(scope="module")
def edition() -> Edition:
    return read_edition(REPOSITORY)


def test_every_paragraph_of_paper_and_attachment_is_carried(facts: Facts) -> None:
    waiting = [one.id for one in PARAGRAPHS if _is_uncarried(one, facts)]

    assert waiting == [] or facts.to_come
    assert source_problems(facts) == []


def test_the_paragraphs_name_every_numbered_item_of_the_attachment() -> None:
    ids = {one.id for one in PARAGRAPHS}

    assert {f"A.{number}" for number in range(1, 11)} <= ids
    assert {f"A.9{letter}" for letter in "abcdefghijk"} <= ids
    assert {f"A.vig.{number}" for number in range(1, 11)} <= ids
    assert {f"000.{number}" for number in (*range(9), "end")} <= ids


def test_what_a_paragraph_repeats_is_there() -> None:
    ids = {one.id for one in PARAGRAPHS}

    assert [name for one in PARAGRAPHS for name in one.same_as if name not in ids] == []


def test_the_page_leads_from_a_paragraph_to_its_clauses(edition: Edition) -> None:
    (row,) = [row for row in concordance(edition).splitlines() if 'id="source-a-10"' in row]

    assert "[SUM-01](@root/summary.md#sum-01)" in row


def test_every_reading_is_an_editorial_note(edition: Edition) -> None:
    notes = editorial_notes(edition)

    assert notes.count("\n| ") == len(edition.guideline.readings)
    assert "{{" not in notes


@pytest.mark.parametrize(
    ("change", "words"),
    [
        (("A.10", "A.99"), ["cites A.10, which is no paragraph", "add the paragraph"]),
        (("[SCP-06]", "[SCP-99]"), ["paragraph P.bg.1", "names the unknown SCP-99"]),
        (("[SCP-06]", "[SUM-01]"), ["names clause SUM-01, which does not cite it"]),
        (("same_as: [A.9g.i]", "same_as: [A.77]"), ["paragraph A.9g", "names the unknown A.77"]),
        (("[PIL-01, PIL-02, PIL-03]", "[PIL-01]"), ["cites P.pilot, where no paragraph names it"]),
    ],
    ids=["unknown place", "unknown clause", "stranger", "unknown paragraph", "unnamed clause"],
)
def test_a_source_that_does_not_fit_is_named(
    repository: Path, change: tuple[str, str], words: list[str]
) -> None:
    path = repository / "guidelines" / FILE
    path.write_text(path.read_text("utf-8").replace(*change), encoding="utf-8")

    found = "\n".join(str(problem) for problem in source_problems(read_facts(repository)))

    assert [word for word in words if word not in found] == []


def test_a_paragraph_that_no_clause_carries_is_named_once_no_clause_is_to_come(
    repository: Path,
) -> None:
    path = repository / "guidelines" / FILE
    text = path.read_text("utf-8") + '    - {id: P.more, says: "Something new."}\n'
    path.write_text(text, encoding="utf-8")
    facts = read_facts(repository)

    waiting = {**facts.to_come, "EVL-99": "evaluation"}
    early = source_problems(dataclasses.replace(facts, to_come=waiting))
    late = source_problems(dataclasses.replace(facts, to_come={}))

    lost = [str(problem) for problem in late if "P.more" in str(problem)]
    assert [problem for problem in early if "P.more" in str(problem)] == []
    assert ["is carried by no clause" in problem for problem in lost] == [True]


def test_a_paragraph_that_stands_twice_is_refused(tmp_path: Path) -> None:
    block = '  paragraphs:\n    - {id: A.1, says: "x"}\n    - {id: A.1, says: "y"}\n'
    (tmp_path / FILE).write_text(f'- document: "A"\n{block}', encoding="utf-8")

    with pytest.raises(GuidelineRefused, match=r"paragraph A\.1: stands twice"):
        read_paragraphs(tmp_path)


def _is_uncarried(paragraph: Paragraph, facts: Facts) -> bool:
    stands_elsewhere = paragraph.same_as or paragraph.asks_nothing
    return not stands_elsewhere and not paragraph.carried_by(facts.guideline.clauses)
