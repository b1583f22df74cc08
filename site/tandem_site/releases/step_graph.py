"""The steps that the code declares, as plain values a release can keep."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True)
class KeptStep:
    """A step, the word of its page, and the handoffs that it reads and writes."""

    name: str
    word: str
    title: str
    reads: tuple[str, ...]
    writes: tuple[str, ...]


def declared_graph() -> Mapping[str, KeptStep]:
    """Return the steps of the live code by name, in the order of the process."""
    from tandem_flows.steps.catalogue import all_steps

    return {
        name: KeptStep(name, step.word, step.title, step.reads, step.writes)
        for name, step in all_steps().items()
    }
