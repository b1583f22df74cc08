"""The one guard around every flow and task: whatever fails, Prefect is told a code and a count.

Prefect keeps the text of an exception, and of every exception behind it, in its states, logs and
events. So none passes: the reasons go to a report in the workspace, and to whoever runs the step in
this process through `Refusals`.
"""

from __future__ import annotations

import asyncio
import traceback
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from pathlib import Path
from typing import TypeVar

from prefect.exceptions import ExternalSignal, PrefectSignal

from tandem_flows.orchestrate.reports import write_report
from tandem_validators.counts import counted
from tandem_validators.errors import InputRefused, Problem, StoreRefused, TandemError

Answer = TypeVar("Answer")
UNEXPECTED, BUSY, AWAY = "UNEXPECTED", "BUSY", "AWAY"
# the words by which the store and the plan source tell of what may pass by itself
_KEPT, _NOT_THERE = "kept by another process", "names a file that is not there"
# what stops a run from outside, and is no failure of it
_SIGNALS = (
    KeyboardInterrupt,
    SystemExit,
    GeneratorExit,
    asyncio.CancelledError,
    ExternalSignal,
    PrefectSignal,
)
_PACKAGES = ("tandem_flows", "tandem_validators")


class StepFailed(Exception):
    """What Prefect is told of a failure: a code, how many problems, and the report's id."""

    def __init__(self, code: str, count: int, report_id: str, place: str = "") -> None:
        super().__init__(code, count, report_id, place)
        self.code, self.count, self.report_id, self.place = code, count, report_id, place

    def __str__(self) -> str:
        if self.code == UNEXPECTED:
            return f"{self.code} {self.place}; report {self.report_id}"
        return f"{self.code}: {counted(self.count, 'problem')}, see report {self.report_id}"


class Unexpected(TandemError):
    """A failure that nobody foresaw; it names a place in the code and nothing of the data."""

    code = UNEXPECTED


Refusals = dict[str, TandemError]
_refusals: ContextVar[Refusals | None] = ContextVar("refusals", default=None)


@contextmanager
def refusals_kept() -> Iterator[Refusals]:
    """Keep the refusals of guarded work by report id, for the caller in this process."""
    kept: Refusals = {}
    token = _refusals.set(kept)
    try:
        yield kept
    finally:
        _refusals.reset(token)


def guarded(folder: Path, work: Callable[[], Answer]) -> Answer:
    """Return what `work` returns; raise StepFailed, with nothing behind it, for any failure."""
    try:
        return work()
    except (StepFailed, *_SIGNALS):
        raise
    except TandemError as error:
        refusal, failed = error, _refused(folder, error)
    except BaseException as error:  # noqa: BLE001  (polars' own panics are no `Exception`)
        refusal, failed = _unexpected(folder, error)
    kept = _refusals.get()
    if kept is not None:
        kept[failed.report_id] = refusal
    # raised here, not in a handler: what failed must not stand behind it
    raise failed from None


def _refused(folder: Path, error: TandemError) -> StepFailed:
    report_id = write_report(folder, [error.code, *map(str, error.problems)])
    return StepFailed(_code(error), len(error.problems), report_id)


def _code(error: TandemError) -> str:
    """Return the refusal's code; one that may pass by itself has a code of its own."""
    if isinstance(error, StoreRefused) and _says(error, _KEPT):
        return BUSY
    return AWAY if isinstance(error, InputRefused) and _says(error, _NOT_THERE) else error.code


def _says(error: TandemError, words: str) -> bool:
    return any(words in problem.what for problem in error.problems)


def _unexpected(folder: Path, error: BaseException) -> tuple[TandemError, StepFailed]:
    """Say what kind of failure it was and where; its own words may hold a patient's values."""
    frames = traceback.extract_tb(error.__traceback__)
    kind = type(error).__name__
    lines = [f"{Path(frame.filename).name}:{frame.lineno} {frame.name}" for frame in frames]
    place = f"{kind} at {_ours(frames)}"
    report_id = write_report(folder, [f"{UNEXPECTED} {kind}", *lines])
    what = f"stopped at an unexpected {place}"
    remedy = f"Send store/problems/{report_id}.txt with your report: it holds no patient's data."
    refusal = Unexpected(Problem("the step", what, remedy))
    return refusal, StepFailed(UNEXPECTED, 1, report_id, place)


def _ours(frames: traceback.StackSummary) -> str:
    """Return the innermost place in our own code, from the package's name on."""
    for frame in reversed(frames):
        parts = Path(frame.filename).parts
        for package in _PACKAGES:
            if package in parts:
                return f"{'/'.join(parts[parts.index(package) :])}:{frame.lineno}"
    return "a place outside of our code"
