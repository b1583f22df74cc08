"""How many clauses of each kind are carried, recorded, proved, and proved by tests that passed."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from tandem_site.edition import Edition
from tandem_site.evidence import NOT_RUN, Evidence
from tandem_validators.guideline.model import KINDS


@dataclass(frozen=True)
class Total:
    """One row of the count: a kind of clause and how many of it have what."""

    kind: str
    clauses: int
    with_code: int
    with_columns: int
    with_tests: int
    passed: int


def totals(edition: Edition) -> list[Total]:
    """Return a row for each kind of which the guideline has clauses."""
    rows = [_total(kind, edition) for kind in KINDS]
    return [row for row in rows if row.clauses]


def has_results(edition: Edition) -> bool:
    """Whether any test of a clause has been run for this copy."""
    proofs = [proof for behind in edition.evidence.values() for proof in behind.proofs]
    return any(proof.outcome != NOT_RUN for proof in proofs)


def _total(kind: str, edition: Edition) -> Total:
    clauses = [clause for clause in edition.guideline.clauses.values() if clause.kind == kind]
    behind = [edition.evidence[clause.id] for clause in clauses]

    def count(has: Callable[[Evidence], bool]) -> int:
        return sum(has(evidence) for evidence in behind)

    return Total(
        kind=kind,
        clauses=len(clauses),
        with_code=count(lambda evidence: bool(evidence.code)),
        with_columns=count(lambda evidence: bool(evidence.columns)),
        with_tests=count(lambda evidence: bool(evidence.proofs)),
        passed=count(_is_passed),
    )


def _is_passed(evidence: Evidence) -> bool:
    outcomes = {proof.outcome for proof in evidence.proofs}
    return outcomes == {"passed"}
