"""The cycle that the faults are put into, and copies of its workspace at every step of it."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from pathlib import Path
from queue import SimpleQueue
from typing import Any

from tandem_flows.demo.workspace import demo_workspace
from tests.faults.forking import Ended, Forks
from tests.faults.tasks import Move

_AT_ONCE = 2


@dataclass(frozen=True)
class Cycle:
    """Moves of a whole cycle, copies of the workspace before each, and who runs a move."""

    folder: Path
    moves: tuple[Move, ...]
    idle: SimpleQueue[Forks]
    _seen: dict[int, dict[str, Any]] = field(default_factory=dict)

    def copy(self, move: Move, name: str) -> Path:
        """Return a workspace of its own as it stood before `move`."""
        return Path(shutil.copytree(self.kept(move.number), self.folder / f"{move.number}-{name}"))

    def kept(self, number: int) -> Path:
        """Return the workspace as it stood before a move, which is after the one before."""
        return self.folder / "kept" / str(number)

    def of(self, step: str) -> Move:
        """Return the first move of a step."""
        return next(move for move in self.moves if move.step == step)

    @property
    def one_of_each(self) -> list[Move]:
        """The first move of each step."""
        return list({move.step: move for move in reversed(self.moves)}.values())[::-1]

    def run(self, task: str, **given: Any) -> Ended:
        """Run a task in a process of its own."""
        forks = self.idle.get()
        try:
            ended = forks.run(task, **given)
        finally:
            self.idle.put(forks)
        if isinstance(ended.answer, dict) and "error" in ended.answer:
            raise AssertionError(f"{task} {given}: {ended.answer['words']}")
        return ended

    def told(self, folder: Path, move: Move) -> dict[str, Any]:
        """Return what a workspace holds, seen on the day of a move."""
        return dict(self.run("told", folder=folder, as_of=move.as_of).answer)

    def end_of(self, move: Move) -> dict[str, Any]:
        """Return what the undisturbed run left after `move`."""
        if move.number not in self._seen:
            self._seen[move.number] = self.told(self.kept(move.number + 1), move)
        return self._seen[move.number]

    def each(self, look: Callable[[Any], Any], cases: Iterable[Any]) -> list[Any]:
        """Return what `look` finds in each case; as many at once as there are processes."""
        with ThreadPoolExecutor(_AT_ONCE) as threads:
            return list(threads.map(look, cases))


def begun(folder: Path, until: int = 99) -> Cycle:
    """Make a workspace of invented people and go through its cycle once."""
    demo_workspace(folder / "workspace")
    idle: SimpleQueue[Forks] = SimpleQueue()
    for _ in range(_AT_ONCE):
        idle.put(Forks())
    cycle = Cycle(folder, (), idle)
    kept = folder / "kept"
    answer = cycle.run("cycle", folder=folder / "workspace", kept=kept, until=until).answer
    return Cycle(folder, tuple(Move(*move) for move in answer), idle)


def ended(cycle: Cycle) -> None:
    """End the processes that ran the moves."""
    while not cycle.idle.empty():
        cycle.idle.get().close()
