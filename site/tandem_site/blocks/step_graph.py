"""What each step reads and writes, from the declarations the desk holds a run to."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True)
class DeclaredStep:
    """One step word: what its flows do, read and write, in the order of their declaration."""

    word: str
    does: tuple[str, ...]
    reads: tuple[str, ...]
    writes: tuple[str, ...]
    needs_source: bool


def declared_graph() -> Mapping[str, DeclaredStep]:
    """Return the steps by word, in the order of the process; flows of one word are joined."""
    from tandem_flows.steps.catalogue import all_steps

    by_word: dict[str, DeclaredStep] = {}
    for flow in all_steps().values():
        step = by_word.get(flow.word, DeclaredStep(flow.word, (), (), (), False))
        by_word[flow.word] = DeclaredStep(
            flow.word,
            (*step.does, flow.title),
            _joined(step.reads, flow.reads),
            _joined(step.writes, flow.writes),
            step.needs_source or flow.needs_source,
        )
    return by_word


def _joined(earlier: tuple[str, ...], more: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(dict.fromkeys((*earlier, *more)))
