"""Runs steps for a command: who asks, which call, on which server, and what is said after."""

from __future__ import annotations

import getpass
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import typer

from tandem_flows.cli.output import working
from tandem_flows.desk import Job
from tandem_flows.orchestrate import jobs
from tandem_flows.steps.catalogue import all_steps, step_named
from tandem_flows.steps.definition import Result, Step
from tandem_flows.workspace.folder import Workspace
from tandem_validators.errors import InputRefused, Problem

_CYCLE = "cycle"
Run = Callable[[Step, Job], Result]


@dataclass(frozen=True)
class Asked:
    """What was asked for on the command line."""

    folder: Path
    practice_id: str
    as_of: date
    call_date: date | None = None


def run_word(word: str, asked: Asked) -> None:
    """Run the step that bears the guideline's `word`, or all of them for `cycle`.

    Where two steps bear the word, the one that makes the sheet is meant.
    """
    steps = list(all_steps().values())
    first = [step for step in steps if step.word == word][:1]
    run_steps(steps if word == _CYCLE else first or [step_named(word)], asked)


def run_steps(steps: Sequence[Step], asked: Asked) -> None:
    """Run `steps` in their order on the workspace's server, and say what became of each.

    The first refusal ends it; what was done before is kept, and running again goes on from there.
    """
    workspace = Workspace(asked.folder)
    first_job = job_of(workspace, steps[0], asked)  # refused before a server is started
    with server_of(workspace) as run:
        for step in steps:
            job = first_job if step is steps[0] else job_of(workspace, step, asked)
            typer.echo(told(step, job, run(step, job)))
    for name in dict.fromkeys(name for step in steps for name in step.writes):
        typer.echo(f"  tandem show {name} -w {workspace.folder} -p {asked.practice_id}")
    typer.echo(f"Files of this practice: {workspace.outbox(asked.practice_id)}")


@contextmanager
def server_of(workspace: Workspace) -> Iterator[Run]:
    """Yield how to run a step on the workspace's server, which is started when none runs."""
    from tandem_flows.orchestrate.flows import run_step
    from tandem_flows.server.local import running_server

    with working("Looking for the workspace's server") as say:

        def run(step: Step, job: Job) -> Result:
            say(f"Running {step.name} for {job.practice_id} as of {job.as_of}")
            return run_step(workspace, step.name, job)

        with running_server(workspace, progress=say):
            yield run


def told(step: Step, job: Job, result: Result) -> str:
    """Return what a step said, in one line."""
    call = f", call of {job.call_date}" if job.call_date else ""
    return f"{step.title} ({step.name} for {job.practice_id}{call}): {result.words}"


def operator() -> str:
    """Return who is logged in on this machine; raise InputRefused when the system cannot say."""
    try:
        return getpass.getuser()
    except (KeyError, OSError):
        problem = Problem("operator", "is not known to this machine", "Set USER to your user id.")
    raise InputRefused(problem)


def job_of(workspace: Workspace, step: Step, asked: Asked) -> Job:
    """Return the job of a step; one about a call gets the next planned call unless one is named."""
    wanted = jobs.Asked(asked.practice_id, operator(), "os_user", asked.as_of, asked.call_date)
    return jobs.job_of(workspace, step, wanted)
