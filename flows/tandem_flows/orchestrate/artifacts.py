"""What a finished step leaves to be seen in Prefect's UI: handoff ids, counts and clauses only."""

from __future__ import annotations

from collections.abc import Sequence

from prefect.artifacts import create_markdown_artifact

from tandem_flows.desk import Job
from tandem_flows.steps.definition import Result, Step
from tandem_flows.store.writing import Staged, Written

_HEAD = ("| handoff | rows | outcome | clauses |", "|---|---:|---|---|")


def leave_artifact(
    step: Step, job: Job, result: Result, staged: Sequence[Staged], written: Sequence[Written]
) -> None:
    """Leave what the step handed on; the same step of a practice keeps one line of versions."""
    create_markdown_artifact(
        key=f"{step.name}-{job.practice_id}".replace("_", "-"),
        description=step.title,
        markdown=markdown(step, job, result, staged, written),
    )


def markdown(
    step: Step, job: Job, result: Result, staged: Sequence[Staged], written: Sequence[Written]
) -> str:
    """Return the page on what the step handed on: no name, no case, no free text."""
    call = f", call of {job.call_date}" if job.call_date else ""
    rows = [_row(*pair) for pair in zip(staged, written, strict=True)]
    counts = [f"- {name.replace('_', ' ')}: {count}" for name, count in result.counts.items()]
    head = [f"# {step.title}", f"{job.practice_id}, as of {job.as_of}{call}", result.words]
    table = ["\n".join([*_HEAD, *rows])] if rows else []
    return "\n\n".join([*head, *table, "\n".join(counts)]).strip()


def _row(staged: Staged, written: Written) -> str:
    clauses = ", ".join(staged.entry.clauses)
    return f"| {written.handoff_id} | {written.rows} | {written.outcome} | {clauses} |"
