"""From a clause's sentence to its code, tests and ledger entries, and from an entry back."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import typer

from tandem_flows.cli.output import Table, print_table
from tandem_site.evidence import Evidence, read_evidence
from tandem_site.facts import Facts, read_facts
from tandem_validators.errors import InputRefused, Problem

_HEADINGS = {
    "sentence": "Sentence",
    "code": "Code that carries it out",
    "column": "Columns that record it",
    "test": "Tests that prove it",
    "ledger": "Ledger entries",
}
_EVIDENCE = ("sentence", "code", "column", "test")


@dataclass(frozen=True)
class Line:
    """One thing that was found: which part, where it stands, and what it is."""

    part: str
    where: str
    what: str


@dataclass(frozen=True)
class Trace:
    """Everything that was found, and which parts were looked for."""

    parts: tuple[str, ...]
    lines: tuple[Line, ...]


@dataclass(frozen=True)
class Ledger:
    """Which ledger to look in, if any."""

    folder: Path | None
    practice_id: str | None

    @property
    def is_named(self) -> bool:
        """Whether both the workspace and the practice are given."""
        return self.folder is not None and self.practice_id is not None

    def entries(self) -> list[Mapping[str, Any]]:
        """Return every entry in order; none when nothing was recorded."""
        from tandem_flows.workspace.folder import Workspace

        if self.folder is None or self.practice_id is None:
            remedy = "Add `--workspace W --practice P`."
            raise InputRefused(Problem("ledger", "of which practice is not said", remedy))
        store = Workspace(self.folder).store(self.practice_id)
        return list(store.ledger().iter_rows(named=True)) if store.path.is_file() else []


def trace_clause(clause_id: str, ledger: Ledger, repository: Path) -> Trace:
    """Return the sentence, code, columns, tests and entries; raise InputRefused if unknown."""
    facts = read_facts(repository)
    lines = [_sentence(clause_id, facts), *_evidence(read_evidence(facts)[clause_id])]
    if not ledger.is_named:
        return Trace(_EVIDENCE, tuple(lines))
    entries = [entry for entry in ledger.entries() if clause_id in entry["clauses"]]
    return Trace((*_EVIDENCE, "ledger"), (*lines, *map(_entry, entries)))


def trace_entry(sequence: int, ledger: Ledger, repository: Path) -> Trace:
    """Return an entry and the sentence of each clause behind it; raise InputRefused if unknown."""
    entries = ledger.entries()
    found = next((entry for entry in entries if entry["sequence"] == sequence), None)
    if found is None:
        remedy = f"Name an entry from 1 to {len(entries)}." if entries else "Run a step first."
        raise InputRefused(Problem(f"ledger, entry {sequence}", "does not exist", remedy))
    facts = read_facts(repository)
    known = [clause for clause in found["clauses"] if clause in facts.guideline.clauses]
    sentences = (_sentence(clause, facts) for clause in known)
    return Trace(("ledger", "sentence"), (_entry(found), *sentences))


def print_trace(trace: Trace, *, as_json: bool) -> None:
    """Print what was found under its headings, or as JSON."""
    if as_json:
        rows = tuple((line.part, line.where, line.what) for line in trace.lines)
        print_table(Table(("part", "where", "what"), rows), as_json=True)
        return
    for part in trace.parts:
        typer.echo(f"{_HEADINGS[part]}:")
        found = [line for line in trace.lines if line.part == part]
        for line in found:
            typer.echo(f"  {line.where}\n      {line.what}")
        if not found:
            typer.echo("  none")


def _sentence(clause_id: str, facts: Facts) -> Line:
    clause = facts.guideline.clauses.get(clause_id)
    if clause is None:
        raise InputRefused(_unknown(clause_id, facts))
    where = f"{clause.id}  guidelines/{facts.guideline.pages[clause.page].file}#{clause.anchor}"
    about = f"({clause.strength}, {clause.kind}; {clause.actor}; source {clause.source})"
    return Line("sentence", where, f"{clause.text} {about}")


def _unknown(clause_id: str, facts: Facts) -> Problem:
    where = f"clause {clause_id}"
    if clause_id in facts.to_come:
        page = facts.to_come[clause_id]
        return Problem(where, f"is still to come, on page {page}", "Ask for it in a later version.")
    remedy = "Clauses are named as on the pages, for example SHR-03."
    return Problem(where, "is not part of this guideline", remedy)


def _evidence(behind: Evidence) -> Iterator[Line]:
    for mark in behind.code:
        yield Line("code", f"{mark.file}:{mark.line}", mark.name)
    for column in behind.columns:
        yield Line("column", f"{column.file}:{column.line}", f"{column.handoff}.{column.column}")
    for proof in behind.proofs:
        name = f"{proof.mark.name or 'the whole file'} ({proof.outcome})"
        yield Line("test", f"{proof.mark.file}:{proof.mark.line}", name)


def _entry(entry: Mapping[str, Any]) -> Line:
    """Return an entry as a line: when, what, which handoff, how many, by whom, under what."""
    facts = [
        f"{entry['recorded_at']:%Y-%m-%d %H:%M:%S} UTC",
        f"as of {entry['as_of']}",
        f"{entry['step']} {entry['action']}",
        *(str(entry[name]) for name in ("code", "handoff_id") if entry[name]),
        *([f"count {entry['count']}"] if entry["count"] is not None else []),
        f"by {entry['operator']} ({entry['operator_basis']})",
        f"guideline {entry['guideline_version']}",
        f"clauses {', '.join(entry['clauses'])}",
    ]
    return Line("ledger", f"entry {entry['sequence']}", "; ".join(facts))
