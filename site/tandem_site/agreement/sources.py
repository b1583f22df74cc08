"""No paragraph of the source is lost, and no clause cites one that is not there."""

from __future__ import annotations

from collections.abc import Sequence

from tandem_site.facts import Facts
from tandem_site.source_paragraphs import FILE, Paragraph, cited, read_paragraphs
from tandem_validators.errors import Problem
from tandem_validators.guideline.model import Clause


def source_problems(facts: Facts) -> list[Problem]:
    """Return the paragraphs that no clause carries and the clauses that carry none.

    While clauses are still to come, a paragraph may wait for one of them.
    """
    paragraphs = read_paragraphs(facts.repository / "guidelines")
    if not paragraphs:
        return []
    lost = [] if facts.to_come else [_lost(one) for one in paragraphs if _is_lost(one, facts)]
    return [
        *lost,
        *(problem for one in paragraphs for problem in _wrong_names(one, paragraphs, facts)),
        *(problem for one in _clauses(facts) for problem in _wrong_citations(one, paragraphs)),
    ]


def _clauses(facts: Facts) -> Sequence[Clause]:
    return list(facts.guideline.clauses.values())


def _is_lost(paragraph: Paragraph, facts: Facts) -> bool:
    stands_elsewhere = paragraph.same_as or paragraph.asks_nothing
    return not stands_elsewhere and not paragraph.carried_by(facts.guideline.clauses)


def _lost(paragraph: Paragraph) -> Problem:
    remedy = "Name the clause that carries it, the paragraph it repeats, or why it asks nothing."
    return Problem(_where(paragraph), "is carried by no clause", remedy)


def _wrong_names(
    paragraph: Paragraph, paragraphs: Sequence[Paragraph], facts: Facts
) -> list[Problem]:
    """What a paragraph names must exist, and a clause it names must cite it."""
    known = {one.id for one in paragraphs}
    clauses = facts.guideline.clauses
    unknown = [name for name in paragraph.named if name not in facts.known_clauses]
    unknown += [name for name in paragraph.same_as if name not in known]
    strangers = [
        name
        for name in paragraph.named
        if name in clauses and not paragraph.is_cited_by(clauses[name])
    ]
    return [
        *(
            Problem(_where(paragraph), f"names the unknown {name}", "Correct the id.")
            for name in unknown
        ),
        *(
            Problem(
                _where(paragraph),
                f"names clause {name}, which does not cite it",
                f"Write {paragraph.cited_as[0]} as a source of the clause, or remove it here.",
                name,
            )
            for name in strangers
        ),
    ]


def _wrong_citations(clause: Clause, paragraphs: Sequence[Paragraph]) -> list[Problem]:
    """Each place that a clause cites is a paragraph, and one of those cited so takes it."""
    where = f"guidelines/{clause.page}.md, clause {clause.id}"
    problems = []
    for place in cited(clause):
        there = [one for one in paragraphs if place in one.cited_as]
        if not there and place.startswith(("A.", "P.", "00")):
            remedy = f"Correct the source, or add the paragraph to {FILE}."
            problems.append(Problem(where, f"cites {place}, which is no paragraph", remedy))
        elif there and not any(not one.named or clause.id in one.named for one in there):
            remedy = f"Name the clause at the paragraph of {FILE} that it carries."
            problems.append(Problem(where, f"cites {place}, where no paragraph names it", remedy))
    return problems


def _where(paragraph: Paragraph) -> str:
    return f"guidelines/{FILE}, paragraph {paragraph.id}"
