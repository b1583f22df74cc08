"""Every clause that is carried out is held from three sides: take one away, and it is noticed."""

from __future__ import annotations

from pathlib import Path

import pytest

from tandem_site.agreement import CHECKS
from tandem_site.agreement.evidence import evidence_problems
from tandem_site.agreement.names import name_problems
from tandem_site.agreement.shown import shown_problems
from tandem_site.facts import Facts, read_facts
from tandem_validators.guideline.model import STEPS
from tests.mutation.removals import (
    clauses_read_without,
    without_code,
    without_columns,
    without_place,
    without_statement,
    without_tests,
)
from tests.values import draft

REPOSITORY = Path(__file__).resolve().parents[2]
CLAUSES = [clause.id for clause in draft().clauses.values() if clause.needs_evidence]
AUTOMATED = [clause.id for clause in draft().clauses.values() if clause.kind == "automated"]
# The others look at numbers, pictures, sources and releases: a thousand times over for nothing.
CHECKS_OF_CLAUSES = (evidence_problems, name_problems, shown_problems)
RECORDED = [clause.id for clause in draft().clauses.values() if clause.kind == "recorded"]


@pytest.fixture(scope="module")
def facts() -> Facts:
    return read_facts(REPOSITORY)


@pytest.fixture(scope="module")
def told_anew(facts):
    """What is told of changed facts that is not told of the repository as it stands."""
    before = _told(facts)

    def told(changed: Facts) -> str:
        return "\n".join(line for line in _told(changed) if line not in before)

    return told


def _told(facts: Facts) -> list[str]:
    return [str(problem) for check in CHECKS_OF_CLAUSES for problem in check(facts)]


def test_the_checks_of_clauses_are_among_those_of_the_command():
    assert set(CHECKS_OF_CLAUSES) <= set(CHECKS)


@pytest.mark.parametrize("clause", AUTOMATED)
def test_an_automated_clause_that_no_code_names_is_told(facts, told_anew, clause, tmp_path):
    changed = without_code(facts, clause, tmp_path)

    assert f"clause {clause}: is automated, but no code carries it" in told_anew(changed)


@pytest.mark.parametrize("clause", RECORDED)
def test_a_recorded_clause_in_neither_code_nor_column_is_told(facts, told_anew, clause, tmp_path):
    changed = without_columns(without_code(facts, clause, tmp_path), clause, tmp_path)

    assert f"clause {clause}: is recorded, but no code carries it" in told_anew(changed)


@pytest.mark.parametrize("clause", CLAUSES)
def test_a_clause_that_no_test_names_is_told(facts, told_anew, clause, tmp_path):
    changed = without_tests(facts, clause, tmp_path)

    assert f"clause {clause}: is " in told_anew(changed)
    assert "but no test proves it" in told_anew(changed)


@pytest.mark.parametrize("clause", CLAUSES)
def test_a_clause_that_its_page_does_not_show_is_told(facts, told_anew, clause):
    changed = without_place(facts, clause)

    assert told_anew(changed).startswith(f"clause {clause}: is shown on no page")


@pytest.mark.parametrize("clause", CLAUSES)
def test_a_clause_that_its_page_shows_and_does_not_state_is_told(facts, told_anew, clause):
    changed = without_statement(facts, clause)

    assert f"shows the unknown clause {clause}" in told_anew(changed)


@pytest.mark.parametrize("clause", CLAUSES)
def test_a_clause_gone_from_its_page_without_a_trace_is_told(facts, told_anew, clause):
    changed = without_statement(without_place(facts, clause), clause)

    assert f"names the unknown clause {clause}" in told_anew(changed)


@pytest.mark.parametrize("page", STEPS)
def test_a_clause_whose_block_is_gone_is_not_read(facts, page, tmp_path):
    clause = next(clause for clause in facts.guideline.clauses.values() if clause.page == page)

    assert clauses_read_without(clause, tmp_path) == (
        without_statement(facts, clause.id).guideline.clauses
    )
