"""A process that has imported everything and opened nothing: it forks a child for each task.

Started as `python -m tests.faults.forking`: a line of JSON in, a line of JSON out. A child that is
killed leaves no answer but its signal. It never runs a query itself, so that a fork is safe.
"""

from __future__ import annotations

import importlib
import json
import os
import subprocess
import sys
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

# what steps import when they first need it: here once, and not anew in every child
_IMPORTED_LATER = (
    "docxtpl",
    "icalendar",
    "tandem_flows.source.open",
    "tandem_flows.source.care_facts",
    "tandem_flows.documents.word",
    "tandem_flows.documents.paper",
    "tandem_flows.documents.evaluation",
    "tandem_flows.steps.look",
    "tandem_flows.store.store",
)
_REPOSITORY = Path(__file__).parents[2]


@dataclass(frozen=True)
class Ended:
    """How a child ended: its signal (0: none), and what it answered."""

    signal: int
    answer: Any


class Forks:
    """The forking process, from the side of the tests."""

    def __init__(self) -> None:
        command = [sys.executable, "-m", "tests.faults.forking"]
        pipe = subprocess.PIPE
        self._process = subprocess.Popen(
            command, cwd=_REPOSITORY, stdin=pipe, stdout=pipe, text=True, bufsize=1
        )

    def run(self, task: str, **given: Any) -> Ended:
        """Run a task of `tasks` in a new child and wait for its end."""
        pipe_in, pipe_out = self._process.stdin, self._process.stdout
        assert pipe_in is not None and pipe_out is not None
        pipe_in.write(json.dumps([task, given], default=str) + "\n")
        line = pipe_out.readline()
        assert line, "the forking process ended"
        return Ended(**json.loads(line))

    def close(self) -> None:
        """End the process and wait for it."""
        self._process.communicate()


def _serve() -> None:
    from tandem_flows.steps.catalogue import all_steps
    from tandem_flows.workspace import folder
    from tests.faults import tasks

    all_steps()
    for name in _IMPORTED_LATER:
        importlib.import_module(name)
    folder.load_guideline = cache(folder.load_guideline)
    folder.load_guideline(None)
    for line in sys.stdin:
        name, given = json.loads(line)
        print(json.dumps(_forked(getattr(tasks, name), given)), flush=True)


def _forked(task: Any, given: dict[str, Any]) -> dict[str, Any]:
    reading, writing = os.pipe()
    child = os.fork()
    if child == 0:
        os.close(reading)
        _answer(task, given, writing)
    os.close(writing)
    with os.fdopen(reading, "rb") as pipe:
        said = pipe.read()
    status = os.waitpid(child, 0)[1]
    signal = os.WTERMSIG(status) if os.WIFSIGNALED(status) else 0
    return {"signal": signal, "answer": json.loads(said) if said else None}


def _answer(task: Any, given: dict[str, Any], writing: int) -> None:
    """Run the task in the child; it ends here, whatever happens."""
    try:
        said = task(**given)
    except BaseException as error:  # noqa: BLE001 - told to the test, whatever it is
        import traceback

        said = {"error": type(error).__name__, "words": traceback.format_exc()}
    with os.fdopen(writing, "wb") as pipe:
        pipe.write(json.dumps(said, default=str).encode())
    os._exit(0)


if __name__ == "__main__":
    _serve()
