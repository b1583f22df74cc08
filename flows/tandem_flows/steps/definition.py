"""How a step is declared: its word, what it reads and what it writes.

The declaration is what diagrams are drawn from and what the desk holds a step to, so that the
picture of a step and its run cannot differ.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tandem_flows.desk import Desk


@dataclass(frozen=True)
class Result:
    """What a step says of its work: one sentence, and counts that hold no patient."""

    words: str
    counts: Mapping[str, int] = field(default_factory=dict)


@dataclass(frozen=True)
class Step:
    """A declared step. `word` is one of the eight; `name` tells two flows of one word apart.

    A dated step sees only what was recorded as of its day.
    """

    name: str
    word: str
    title: str
    reads: tuple[str, ...]
    writes: tuple[str, ...]
    needs_source: bool
    needs_call: bool
    run: Callable[[Desk], Result]
    is_dated: bool = True


_STEPS: dict[str, Step] = {}


def step(
    name: str,
    *,
    word: str,
    title: str,
    reads: tuple[str, ...],
    writes: tuple[str, ...],
    needs_source: bool = False,
    needs_call: bool = False,
) -> Callable[[Callable[[Desk], Result]], Callable[[Desk], Result]]:
    """Declare the function below as the step `name`."""

    def declare(run: Callable[[Desk], Result]) -> Callable[[Desk], Result]:
        _STEPS[name] = Step(name, word, title, reads, writes, needs_source, needs_call, run)
        return run

    return declare


def declared_steps() -> Mapping[str, Step]:
    """Return the steps declared so far; `steps.catalogue` imports them all."""
    return _STEPS
