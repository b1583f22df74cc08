"""Running what has become due for one partnership, and what becomes due by that. Knows no Prefect.

Used by the command and by the daily flow alike; how a step is run is the caller's business.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from tandem_flows.steps.advance import DueRun, due_runs
from tandem_flows.steps.look_ahead import look_ahead
from tandem_flows.workspace.folder import Workspace
from tandem_validators.errors import Problem, TandemError

Perform = Callable[[DueRun], None]
Progress = Callable[[int, int], None]


@dataclass(frozen=True)
class Advanced:
    """What came of it: how many steps ran, and why it stopped, if it did."""

    steps: int
    problems: tuple[Problem, ...] = ()


def waiting_runs(workspace: Workspace, practice_id: str, as_of: date) -> list[DueRun]:
    """Return what is due; nothing for a partnership that rests on the day."""
    if workspace.practice(practice_id).rests_on(as_of):
        return []
    return due_runs(workspace, practice_id, as_of)


def prepare_practices(workspace: Workspace, practices: Sequence[str], as_of: date) -> None:
    """Ask the plan source once for what is due in all of these practices.

    What is wrong, in a record or the source, is left to the runs: they say it where it is kept.
    """
    due = {}
    try:
        for name in practices if len(practices) > 1 else ():
            due[name] = waiting_runs(workspace, name, as_of)
        look_ahead(workspace, due, as_of)
    except TandemError:
        return


def _say_nothing(done: int, known: int) -> None:
    """Progress that nobody wants to see."""


def advance_practice(
    workspace: Workspace,
    practice_id: str,
    as_of: date,
    perform: Perform,
    progress: Progress = _say_nothing,
) -> Advanced:
    """Run what is due for one practice until nothing new is; the first refusal ends it.

    `progress` hears how many of the steps known to be due are done.
    """
    done = 0
    try:
        for due, left in _one_after_another(workspace, practice_id, as_of):
            progress(done, done + left)
            perform(due)
            done += 1
    except TandemError as refused:
        return Advanced(done, refused.problems)
    return Advanced(done)


def _one_after_another(
    workspace: Workspace, practice_id: str, as_of: date
) -> Iterator[tuple[DueRun, int]]:
    """Yield the next due run and how many are left; after each one the store is asked again."""
    done: list[DueRun] = []
    while waiting := [d for d in waiting_runs(workspace, practice_id, as_of) if d not in done]:
        done.append(waiting[0])
        yield waiting[0], len(waiting)
