"""What became of one input: harmless, refused in plain words, or a defect. And which lines it ran.

A defect is any other exception, a refusal without a remedy, one that tells a patient's name, or an
input that takes too much processor time or memory.
"""

from __future__ import annotations

import resource
import signal
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass
from types import CodeType, FrameType
from typing import Any

from tandem_validators.errors import TandemError
from tests.fuzz.hostile import CANARY

# of the processor's time, so that a busy machine does no harm
SECONDS_A_CASE = 10.0
MEGABYTES_A_CASE = 700
HARMLESS, REFUSED = "harmless", "refused"
Line = tuple[CodeType, int]


@dataclass(frozen=True)
class Look:
    """How an input ended, what is wrong with that, and the lines of our code that it ran."""

    ended: str
    defect: str | None
    lines: frozenset[Line]


def looked_at(read: Callable[[], Any], *, with_lines: bool) -> Look:
    """Return what becomes of one input when `read` reads it."""
    lines: set[Line] = set()
    before, started = _megabytes(), time.process_time()
    signal.signal(signal.SIGVTALRM, _too_slow)
    signal.setitimer(signal.ITIMER_VIRTUAL, SECONDS_A_CASE)
    if with_lines:
        sys.settrace(_tracer(lines))
    try:
        ended, defect = _ended(read)
    finally:
        sys.settrace(None)
        signal.setitimer(signal.ITIMER_VIRTUAL, 0)
    took, grew = time.process_time() - started, _megabytes() - before
    if took > SECONDS_A_CASE:
        defect = defect or f"took {took:.1f} s of the processor"
    if grew > MEGABYTES_A_CASE:
        defect = defect or f"took {grew} MB more"
    return Look(ended, defect, frozenset(lines))


class _TooSlow(Exception):
    """The input is still being read after all the time it had."""


def _too_slow(number: int, frame: FrameType | None) -> None:
    raise _TooSlow


def _ended(read: Callable[[], Any]) -> tuple[str, str | None]:
    try:
        read()
    except TandemError as refused:
        return REFUSED, _fault_of(refused)
    except Exception as error:  # noqa: BLE001 - whatever comes is what is looked for
        return "failed", f"{type(error).__name__} at {_where(error)}"
    return HARMLESS, None


def _where(error: BaseException) -> str:
    """Return the last line of our own code that it came through."""
    place, trace = "?", error.__traceback__
    while trace is not None:
        code = trace.tb_frame.f_code
        if "tandem_" in code.co_filename:
            place = f"{code.co_filename.split('tandem_', 1)[1]}:{trace.tb_lineno}"
        trace = trace.tb_next
    return place


def _fault_of(refused: TandemError) -> str | None:
    """Return what is wrong with a refusal, None if it is plain."""
    if not refused.problems:
        return "a refusal without a problem"
    if CANARY.lower() in str(refused).lower():
        return "a refusal that tells a patient's name"
    vague = [p for p in refused.problems if not (p.where and p.what and p.remedy)]
    if vague:
        return f"a problem without place, words or remedy: {vague[0]}"
    if refused.__cause__ is not None or not (
        refused.__context__ is None or refused.__suppress_context__
    ):
        return "a refusal that carries another exception with it"
    return None


def _megabytes() -> int:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024


def _tracer(lines: set[Line]) -> Callable[[FrameType, str, Any], Any]:
    def in_frame(frame: FrameType, event: str, _: Any) -> Any:
        if event == "line":
            lines.add((frame.f_code, frame.f_lineno))
        return in_frame

    def called(frame: FrameType, event: str, _: Any) -> Any:
        return in_frame if "/tandem_" in frame.f_code.co_filename else None

    return called
