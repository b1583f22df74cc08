"""Was every test that a clause names run on these very sources, and did it pass?"""

from __future__ import annotations

import json
from pathlib import Path

from tandem_site.edition import Edition
from tandem_site.evidence import RESULTS_FILE, Proof
from tandem_site.releases.sources import MADE_FROM, sources_digest
from tandem_validators.errors import Problem

_RUN = "Run the tests of all clauses (`.venv/bin/pytest -m clause`) and try again."


def outcome_problems(repository: Path, edition: Edition) -> list[Problem]:
    """Return why the tests' outcomes do not prove this edition: old, failed, skipped or not run."""
    if not _is_of_these_sources(repository):
        what = "does not tell of a whole run on the sources as they are now"
        return [Problem(RESULTS_FILE, what, _RUN)]
    return [
        _unproved(clause, proof)
        for clause, behind in edition.evidence.items()
        for proof in behind.proofs
        if proof.outcome != "passed"
    ]


def failed_tests(repository: Path, edition: Edition) -> list[Problem]:
    """Return the tests of clauses that failed on these very sources; a draft may not hide them."""
    if not _is_of_these_sources(repository):
        return []
    return [
        _unproved(clause, proof)
        for clause, behind in edition.evidence.items()
        for proof in behind.proofs
        if proof.outcome == "failed"
    ]


def _is_of_these_sources(repository: Path) -> bool:
    path = repository / RESULTS_FILE
    if not path.is_file():
        return False
    made_from = json.loads(path.read_text(encoding="utf-8")).get(MADE_FROM, {})
    return bool(made_from.get("sources") == sources_digest(repository))


def _unproved(clause: str, proof: Proof) -> Problem:
    words = {"not run": "was not run", "skipped": "was skipped"}
    what = f"names a test that {words.get(proof.outcome, proof.outcome)}: {proof.id}"
    return Problem(f"clause {clause}", what, _RUN, clause)
