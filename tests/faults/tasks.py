"""What a forked child does: run a step (and die in it, if told to), or tell what is stored.

Every argument and answer is plain JSON: it goes through a pipe.
"""

from __future__ import annotations

import os
import shutil
import signal
import time
from contextlib import suppress
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

import duckdb

from tandem_flows.desk import Desk, Job
from tandem_flows.steps.catalogue import step_named
from tandem_flows.workspace.folder import Workspace
from tandem_validators.errors import TandemError
from tests.faults import steady, trouble
from tests.faults.points import Points, install
from tests.faults.steady import be_steady
from tests.faults.stored import Stored, stored

PRACTICE = "lakeside"


@dataclass(frozen=True)
class Move:
    """One run of a step in the cycle; `number` is its place, from 1."""

    number: int
    step: str
    as_of: str
    call: str | None

    def __str__(self) -> str:
        return f"{self.number:02} {self.step}"

    @property
    def plain(self) -> list[Any]:
        """The move as JSON that makes it again."""
        return [self.number, self.step, self.as_of, self.call]

    def job(self) -> Job:
        call = date.fromisoformat(self.call) if self.call else None
        return Job(PRACTICE, date.fromisoformat(self.as_of), call, "tester")


def run_move(workspace: Workspace, move: Move) -> None:
    """Run the step as the flows do, without Prefect."""
    be_steady(str(move))
    desk = Desk(step_named(move.step), move.job(), workspace)
    desk.load()
    desk.step.run(desk)
    desk.commit()


def die() -> None:
    os.kill(os.getpid(), signal.SIGKILL)


def run(folder: str, move: list[Any], kill_at: int = 0) -> list[tuple[str, str]]:
    """Run one move, killed at a point if one is named; answer the points passed."""
    points = Points(kill_at, die)
    workspace = Workspace(Path(folder))
    install(points)
    run_move(workspace, Move(*move))
    return points.passed


def told(folder: str, as_of: str) -> dict[str, Any]:
    """Answer what is stored and what lies in the outbox."""
    return vars(stored(Workspace(Path(folder)), PRACTICE, date.fromisoformat(as_of)))


def completed(folder: str, move: list[Any]) -> dict[str, Any]:
    """Look at a disturbed workspace, run the move again, and look again, at the states too."""
    workspace, again = Workspace(Path(folder)), Move(*move)
    before = _seen(workspace, again, with_states=False)
    run_move(workspace, again)
    return {"before": vars(before), "after": vars(_seen(workspace, again))}


def completed_or_refused(folder: str, move: list[Any]) -> dict[str, Any]:
    """As `completed`; where the store cannot be opened, answer the refusal."""
    try:
        return {"code": None, **completed(folder, move)}
    except TandemError as refused:
        return {"code": refused.code, "words": str(refused)}


def _seen(workspace: Workspace, move: Move, *, with_states: bool = True) -> Stored:
    as_of = date.fromisoformat(move.as_of)
    return stored(workspace, PRACTICE, as_of, with_states=with_states)


def tried(folder: str, move: list[Any], fault: str, at: int = 0) -> dict[str, Any]:
    """Run a move under a fault; answer how it was refused, if it was."""
    workspace = Workspace(Path(folder))
    points = Points(at, lambda: getattr(trouble, fault)(workspace, PRACTICE))
    install(points)
    if at == 0:
        points.act()
    return _outcome(workspace, Move(*move))


def _outcome(workspace: Workspace, move: Move) -> dict[str, Any]:
    try:
        run_move(workspace, move)
    except TandemError as refused:
        return {"code": refused.code, "words": str(refused)}
    except (OSError, duckdb.Error) as failed:
        return {"code": type(failed).__name__, "words": str(failed)}
    return {"code": None, "words": ""}


def out_of_turn(folder: str, moves: list[list[Any]]) -> list[dict[str, Any]]:
    """Run moves whose turn has not come, one after the other; answer how each ended."""
    workspace = Workspace(Path(folder))
    return [_outcome(workspace, Move(*move)) for move in moves]


def at_another_time(folder: str, move: list[Any], year: int) -> None:
    """Run a move while the clock of the machine shows another year."""
    steady.CLOCK = steady.CLOCK.replace(year=year)
    run_move(Workspace(Path(folder)), Move(*move))


def kept_open(folder: str, seconds: float) -> None:
    """Keep the store for a while, as a slow run does."""
    with Workspace(Path(folder)).store(PRACTICE).session():
        time.sleep(seconds)


class _Enough(Exception):
    """The cycle went as far as it was asked to."""


def cycle(folder: str, kept: str, until: int) -> list[list[Any]]:
    """Go through the cycle undisturbed, as far as the step `until`; answer the moves.

    A copy of the workspace is kept before each step, and one of the end.
    """
    from tandem_flows.demo.week import Partnership

    workspace, moves = Workspace(Path(folder)), list[Move]()

    def perform(where: Workspace, step: str, job: Job) -> Any:
        if len(moves) == until:
            raise _Enough
        call = job.call_date.isoformat() if job.call_date else None
        moves.append(Move(len(moves) + 1, step, job.as_of.isoformat(), call))
        shutil.copytree(where.folder, Path(kept, str(len(moves))))
        run_move(where, moves[-1])

    with suppress(_Enough):
        _go_through(Partnership(workspace, PRACTICE, perform))
    shutil.copytree(workspace.folder, Path(kept, str(len(moves) + 1)))
    return [move.plain for move in moves]


def _go_through(partnership: Any) -> None:
    from tandem_flows.demo.week import begin, hold, prepare

    for call_on in begin(partnership, date(2026, 1, 5), 2):
        prepare(partnership, call_on)
        hold(partnership, call_on)
    partnership.run("tracking", date(2026, 2, 25))
    partnership.run("evaluation", date(2026, 2, 25))
    partnership.run("tracking", date(2026, 8, 30))
    partnership.run("measures", date(2026, 8, 30))
