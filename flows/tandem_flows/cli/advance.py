"""`tandem advance`: run what has become due, for every practice."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import TYPE_CHECKING

import typer

from tandem_flows.cli.options import AsOfOption, OptionalPractice, WorkspaceOption

if TYPE_CHECKING:
    from tandem_flows.cli.running import Run
    from tandem_flows.steps.advance import DueRun
    from tandem_flows.workspace.folder import Workspace
    from tandem_validators.errors import Problem


def advance(
    workspace: WorkspaceOption, as_of: AsOfOption, practice: OptionalPractice = None
) -> None:
    """Run what has become due, everywhere.

    It does what the software owes: lists, sheets, summaries, reports. What people owe is shown by
    `tandem status`. A practice whose step is refused does not hold up the others; running again
    on the same day changes nothing.

    \b
    Example:
      tandem advance --workspace W --as-of 2026-01-09
    """
    from tandem_flows.cli.running import server_of
    from tandem_flows.orchestrate.advancing import prepare_practices
    from tandem_flows.workspace.folder import Workspace
    from tandem_validators.errors import InputRefused

    opened = Workspace(workspace)
    chosen = [opened.practice(practice).practice_id] if practice else list(opened.profile.practices)
    asked, problems = _split(opened, chosen, as_of)
    if asked:
        prepare_practices(opened, asked, as_of)
        with server_of(opened) as run:
            problems += [found for name in asked for found in _advance(opened, name, as_of, run)]
    if problems:
        raise InputRefused(problems)


def _split(
    workspace: Workspace, practices: Sequence[str], as_of: date
) -> tuple[list[str], list[Problem]]:
    """Return the practices for which something is due; no server is started for none."""
    from tandem_flows.orchestrate.advancing import waiting_runs
    from tandem_validators.errors import TandemError

    asked: list[str] = []
    problems: list[Problem] = []
    for name in practices:
        try:
            if waiting_runs(workspace, name, as_of):
                asked.append(name)
            else:
                rests = workspace.practice(name).rests_on(as_of)
                typer.echo(f"{name}: {rests or 'nothing is due'}.")
        except TandemError as refused:
            problems += refused.problems
    return asked, problems


def _advance(workspace: Workspace, practice_id: str, as_of: date, run: Run) -> list[Problem]:
    """Run what is due for one practice, and what becomes due by it; return why it stopped."""
    from tandem_flows.orchestrate.advancing import advance_practice

    def perform(due: DueRun) -> None:
        _run_due(due, practice_id, as_of, run)

    return list(advance_practice(workspace, practice_id, as_of, perform).problems)


def _run_due(due: DueRun, practice_id: str, as_of: date, run: Run) -> None:
    from tandem_flows.cli.running import operator, told
    from tandem_flows.desk import Job
    from tandem_flows.steps.catalogue import step_named

    step = step_named(due.step)
    job = Job(practice_id, as_of, due.call_date, operator(), "os_user")
    typer.echo(f"{told(step, job, run(step, job))} ({due.why})")
