"""The flows that are no step: `advance` runs what is due, `status` shows it, `check` looks whether
all is sound. Each leaves a page of counts, and says its result in words.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from functools import cache
from typing import Any

from prefect import Flow
from prefect.client.schemas.objects import State
from prefect.states import Completed

from tandem_flows.desk import Job
from tandem_flows.orchestrate.advancing import advance_practice, prepare_practices
from tandem_flows.orchestrate.artifacts import Progress, leave_board, leave_checks
from tandem_flows.orchestrate.board import Board, board_of
from tandem_flows.orchestrate.caller import caller_now
from tandem_flows.orchestrate.diary import enter_day, first_name
from tandem_flows.orchestrate.events import tell_late, tell_reports
from tandem_flows.orchestrate.flows import (
    DEPLOYED,
    OperatorId,
    PracticeId,
    basis,
    guarded_run,
    run_step,
)
from tandem_flows.orchestrate.jobs import refuse_ended, today
from tandem_flows.steps.advance import DueRun
from tandem_flows.upkeep.checks import checked_workspace
from tandem_flows.workspace.folder import Workspace
from tandem_validators.errors import InputRefused, Problem, TandemError


def advance(
    operator: OperatorId, practice: PracticeId | None = None, as_of: date | None = None
) -> State[Any]:
    """Run what has become due and leave the status board.

    Args:
        operator: Id of who runs it; no name.
        practice: Id of the practice, as in profile.yaml; all of them unless it is named.
        as_of: The day to look from; today unless it is named.
    """
    return guarded_run(practice, lambda: _advance(operator, practice, as_of))


def status(practice: PracticeId | None = None, as_of: date | None = None) -> State[Any]:
    """Leave the status board.

    Args:
        practice: Id of the practice, as in profile.yaml; all of them unless it is named.
        as_of: The day to look from; today unless it is named.
    """
    return guarded_run(practice, lambda: _status(practice, as_of))


def check(practice: PracticeId | None = None, as_of: date | None = None) -> State[Any]:
    """Look whether installation, workspace and records are sound.

    Args:
        practice: Id of the practice, as in profile.yaml; all of them unless it is named.
        as_of: The day to look from; today unless it is named.
    """
    return guarded_run(practice, lambda: _check(practice, as_of))


@cache
def daily_flows() -> dict[str, Flow[..., Any]]:
    """Return the flows by name."""
    return {run.__name__: _flow(run) for run in (advance, status, check)}


def _flow(run: Callable[..., State[Any]]) -> Flow[..., Any]:
    # a deployment finds its flow again by module and name
    run.__module__ = DEPLOYED
    return Flow(
        run,
        name=run.__name__,
        flow_run_name=first_name,
        persist_result=False,
        log_prints=False,
        retries=0,
    )


def _opened(practice: str | None, as_of: date | None) -> tuple[Workspace, list[str], date]:
    """Return the workspace, the practices asked for and the day; the run gets its name."""
    workspace = caller_now().workspace
    day = as_of or today(workspace)
    chosen = [workspace.practice(practice).practice_id] if practice else None
    enter_day(practice, day)
    return workspace, chosen or list(workspace.profile.practices), day


def _advance(operator: str, practice: str | None, as_of: date | None) -> State[Any]:
    workspace, practices, day = _opened(practice, as_of)
    if practice:
        refuse_ended(workspace, practice, day)
    steps, problems, boards = 0, list[Problem](), list[Board]()
    prepare_practices(workspace, practices, day)
    with Progress(practices) as progress:
        for name in practices:
            told = _performing(workspace, name, day, operator)
            advanced = advance_practice(workspace, name, day, told, progress.of(name))
            steps += advanced.steps
            problems += advanced.problems
            boards += _boards(workspace, [name], day, problems)
    for board in boards:
        tell_late(board)
    leave_board(workspace, boards)
    if problems:
        raise InputRefused(problems)
    ran = "1 step was due and is done" if steps == 1 else f"{steps} steps were due and are done"
    return Completed(message=f"{ran}. {_words(boards)}")


def _performing(
    workspace: Workspace, practice_id: str, day: date, operator: str
) -> Callable[[DueRun], None]:
    how_known = basis(None)

    def perform(due: DueRun) -> None:
        job = Job(practice_id, day, due.call_date, operator, how_known)
        result = run_step(workspace, due.step, job)
        if due.step == "tracking":
            tell_reports(practice_id, day, result.counts["reports"])

    return perform


def _status(practice: str | None, as_of: date | None) -> State[Any]:
    workspace, practices, day = _opened(practice, as_of)
    problems = list[Problem]()
    boards = _boards(workspace, practices, day, problems)
    leave_board(workspace, boards)
    if problems:
        raise InputRefused(problems)
    return Completed(message=_words(boards))


def _boards(
    workspace: Workspace, practices: Sequence[str], day: date, problems: list[Problem]
) -> list[Board]:
    """Return the boards that can be made; why another cannot goes to `problems`."""
    boards = []
    for name in practices:
        try:
            boards.append(board_of(workspace, name, day))
        except TandemError as refused:
            problems += refused.problems
    return boards


def _words(boards: Sequence[Board]) -> str:
    return "; ".join(board.words for board in boards)


def _check(practice: str | None, as_of: date | None) -> State[Any]:
    workspace, practices, day = _opened(practice, as_of)
    checks = checked_workspace(workspace, practices, day)
    leave_checks(checks)
    problems = [problem for check in checks for problem in check.problems]
    if problems:
        raise InputRefused(problems)
    return Completed(message=f"{len(checks)} checks, all sound")
