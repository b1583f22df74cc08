"""Whoever names a clause must name one that exists."""

from __future__ import annotations

from tandem_site.facts import TO_COME_FILE, Facts
from tandem_site.glossary import FILE as GLOSSARY
from tandem_validators.errors import Problem

_REMEDY = "Correct the id, or state the clause on its page first."


def name_problems(facts: Facts) -> list[Problem]:
    """Return the clauses that code, tests, schemas, readings or parameters invent."""
    named = [*_in_python(facts), *_in_columns(facts), *_in_guideline(facts)]
    unknown = [(where, name) for where, name in named if name not in facts.known_clauses]
    problems = [
        Problem(where, f"names the unknown clause {name}", _REMEDY) for where, name in unknown
    ]
    return problems + _published_already(facts)


def _in_python(facts: Facts) -> list[tuple[str, str]]:
    marks = [*facts.marks.code, *facts.marks.tests]
    return [(f"{mark.file}, line {mark.line}", mark.clause) for mark in marks]


def _in_columns(facts: Facts) -> list[tuple[str, str]]:
    return [
        (f"{column.file}, line {column.line}, column {column.column}", column.clause)
        for column in facts.columns
        if column.clause is not None
    ]


def _in_guideline(facts: Facts) -> list[tuple[str, str]]:
    readings = [
        (f"guidelines/interpretations.yaml, reading {reading.number}", name)
        for reading in facts.guideline.readings
        for name in reading.clauses
    ]
    parameters = [
        (f"guidelines/{parameter.page}.md, parameter {parameter.name}", name)
        for parameter in facts.guideline.parameters.values()
        for name in parameter.clauses
    ]
    terms = [
        (f"guidelines/{GLOSSARY}, term {term.term}", name)
        for term in facts.glossary
        for name in term.clauses
    ]
    return readings + parameters + terms


def _published_already(facts: Facts) -> list[Problem]:
    twice = sorted(set(facts.guideline.clauses) & set(facts.to_come))
    what = "is on a page, so it is no longer to come"
    return [Problem(f"{TO_COME_FILE}, {name}", what, "Remove this line.", name) for name in twice]
