"""Automated and recorded clauses need code (or a column) that carries them, and a test."""

from __future__ import annotations

from tandem_site.facts import Facts
from tandem_validators.errors import Problem
from tandem_validators.guideline.model import Clause


def evidence_problems(facts: Facts) -> list[Problem]:
    """Return the clauses that nothing carries out, and those that no test proves."""
    clauses = [clause for clause in facts.guideline.clauses.values() if clause.needs_evidence]
    in_code = {mark.clause for mark in facts.marks.code}
    in_columns = {column.clause for column in facts.columns}
    in_tests = {mark.clause for mark in facts.marks.tests}
    uncarried = [
        _uncarried(clause) for clause in clauses if not _is_carried(clause, in_code, in_columns)
    ]
    unproved = [_unproved(clause) for clause in clauses if clause.id not in in_tests]
    return uncarried + unproved


def _is_carried(clause: Clause, in_code: set[str], in_columns: set[str | None]) -> bool:
    """An automated clause needs code; a recorded one may be carried by a column alone."""
    return clause.id in in_code or (clause.kind == "recorded" and clause.id in in_columns)


def _uncarried(clause: Clause) -> Problem:
    mark = f'`@implements("{clause.id}")`'
    if clause.kind == "automated":
        remedy = f"Put {mark} above the function that does it."
    else:
        remedy = f"Put {mark} above its function, or `clause=` at the column that records it."
    return Problem(_where(clause), f"is {clause.kind}, but no code carries it", remedy, clause.id)


def _unproved(clause: Clause) -> Problem:
    remedy = f'Put `@pytest.mark.clause("{clause.id}")` above the test that proves it.'
    return Problem(_where(clause), f"is {clause.kind}, but no test proves it", remedy, clause.id)


def _where(clause: Clause) -> str:
    return f"guidelines/{clause.page}.md, clause {clause.id}"
