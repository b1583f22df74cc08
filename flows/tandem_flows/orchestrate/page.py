"""The page on what a step handed on: handoff ids, counts and clauses, linked to their sentences.

No name, no case, no free text. Knows no Prefect.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence

import polars as pl

from tandem_flows.desk import Job
from tandem_flows.documents.markdown import as_words
from tandem_flows.orchestrate.offers import clause_link, page_address
from tandem_flows.steps.definition import Result, Step
from tandem_flows.store.writing import Staged, Written
from tandem_flows.workspace.folder import Workspace

_HEAD = ("| handoff | rows | outcome | clauses |", "|---|---:|---|---|")
_TIERS = ("| tier | clause | patients |", "|---|---|---:|")


def step_page(
    workspace: Workspace,
    step: Step,
    job: Job,
    result: Result,
    staged: Sequence[Staged],
    written: Sequence[Written],
) -> str:
    """Return the page on what a step handed on."""
    call = f", call of {job.call_date}" if job.call_date else ""
    link = f"[Guideline, {step.word}]({page_address(workspace, step.word)})"
    parts = [
        f"# {as_words(step.title)}",
        f"{as_words(job.practice_id)}, as of {job.as_of}{call}",
        f"**{as_words(result.words)}**",
        _handed_on(workspace, staged, written),
        *_by_tier(workspace, staged),
        *_completeness(staged),
        *_deviations(workspace, staged),
        "\n".join(f"- {_named(name)}: {n}" for name, n in result.counts.items()),
        f"{link}, version {as_words(workspace.guideline.version)}.",
    ]
    return "\n\n".join(part for part in parts if part)


def _handed_on(workspace: Workspace, staged: Sequence[Staged], written: Sequence[Written]) -> str:
    """Return the table of handoffs and the outcome of their validation."""
    if not written:
        return ""
    rows = []
    for item, outcome in zip(staged, written, strict=True):
        clauses = ", ".join(clause_link(workspace, name) for name in item.entry.clauses)
        cells = (as_words(outcome.handoff_id), str(outcome.rows), outcome.outcome, clauses)
        rows.append(f"| {' | '.join(cells)} |")
    total = sum(outcome.rows for outcome in written)
    checked = f"Validation: {total} rows in {len(written)} handoffs checked, none refused."
    return "\n".join([*_HEAD, *rows]) + f"\n\n{checked}"


def _by_tier(workspace: Workspace, staged: Sequence[Staged]) -> Iterator[str]:
    """Yield the patients of the agenda, counted by tier, in the order of the call."""
    for frame in _frames(staged, "agenda"):
        tiers = frame.group_by("tier", "clause", maintain_order=True).len().rows()
        rows = [
            f"| {_named(tier)} | {clause_link(workspace, clause)} | {count} |"
            for tier, clause, count in tiers
        ]
        yield "\n".join([f"Agenda by tier: {frame.height} patients\n", *_TIERS, *rows])


def _completeness(staged: Sequence[Staged]) -> Iterator[str]:
    """Yield how much of the background the plan could give."""
    for frame in _frames(staged, "background"):
        facts = frame["completeness"].drop_nulls().to_list()
        if facts:
            mean = sum(facts) / len(facts)
            yield f"Background: {mean:.1f} facts a patient on average, {min(facts)} at least."


def _deviations(workspace: Workspace, staged: Sequence[Staged]) -> Iterator[str]:
    """Yield the deviations that were recorded, by their code."""
    notes = [note for item in staged for note in item.notes if note.action == "deviation"]
    found = Counter((str(note.code), note.clauses) for note in notes)
    rows = [
        f"- {_named(code)} ({', '.join(clause_link(workspace, name) for name in clauses)}): {count}"
        for (code, clauses), count in found.items()
    ]
    if rows:
        yield "\n".join(["Deviations recorded:\n", *rows])


def _named(code: str) -> str:
    return as_words(code.replace("_", " "))


def _frames(staged: Sequence[Staged], handoff: str) -> list[pl.DataFrame]:
    return [item.frame for item in staged if item.place.spec.name == handoff and item.frame.height]
