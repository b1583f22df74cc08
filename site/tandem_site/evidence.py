"""What carries each clause and what proves it: code, columns, and tests with their last outcome."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from tandem_site.columns import SchemaColumn
from tandem_site.facts import Facts
from tandem_site.marks import Mark

RESULTS_FILE = "build/clause-results.json"
NOT_RUN = "not run"


@dataclass(frozen=True)
class Proof:
    """A test that names a clause, and how it last ended: passed, failed, skipped or not run."""

    mark: Mark
    outcome: str

    @property
    def id(self) -> str:
        """The test as pytest names it; a mark on a whole file is named by the file."""
        return _test_id(self.mark)


@dataclass(frozen=True)
class Evidence:
    """Everything that stands behind one clause."""

    code: tuple[Mark, ...]
    columns: tuple[SchemaColumn, ...]
    proofs: tuple[Proof, ...]


def read_evidence(facts: Facts) -> Mapping[str, Evidence]:
    """Return the evidence of every published clause, by id."""
    results = _results(facts.repository)
    return {clause: _evidence(clause, facts, results) for clause in facts.guideline.clauses}


def _evidence(clause: str, facts: Facts, results: Mapping[str, Mapping[str, str]]) -> Evidence:
    ran = results.get(clause, {})
    return Evidence(
        code=tuple(mark for mark in facts.marks.code if mark.clause == clause),
        columns=tuple(column for column in facts.columns if column.clause == clause),
        proofs=tuple(
            Proof(mark, _outcome(mark, ran)) for mark in facts.marks.tests if mark.clause == clause
        ),
    )


def _outcome(mark: Mark, ran: Mapping[str, str]) -> str:
    """Return `passed` only if every case of the test that ran passed; `skipped` if none ran."""
    outcomes = {ended for node, ended in ran.items() if _is_case_of(node, _test_id(mark))}
    if not outcomes:
        return NOT_RUN
    if "failed" in outcomes:
        return "failed"
    return "passed" if "passed" in outcomes else "skipped"


def _test_id(mark: Mark) -> str:
    return f"{mark.file}::{mark.name}" if mark.name else mark.file


def _is_case_of(node: str, test: str) -> bool:
    return node == test or node.startswith((f"{test}[", f"{test}::"))


def _results(repository: Path) -> Mapping[str, Mapping[str, str]]:
    """Return what the last test run left behind: clause -> test -> outcome; nothing if none ran."""
    path = repository / RESULTS_FILE
    if not path.is_file():
        return {}
    results: dict[str, dict[str, str]] = json.loads(path.read_text(encoding="utf-8"))
    return results
