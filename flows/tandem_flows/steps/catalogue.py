"""All steps in the order of the process."""

from __future__ import annotations

from collections.abc import Mapping
from importlib import import_module

from tandem_flows.steps.definition import Step, declared_steps
from tandem_validators.errors import InputRefused, Problem

_MODULES = (
    "ready",
    "identify",
    "share",
    "prework",
    "prework_record",
    "call",
    "summary",
    "follow_up_record",
    "tracking",
    "evaluation",
    "measures",
)


def all_steps() -> Mapping[str, Step]:
    """Return every declared step by name, in the order of the process."""
    for module in _MODULES:
        import_module(f"tandem_flows.steps.{module}")
    return declared_steps()


def step_named(name: str) -> Step:
    """Return one step; raise InputRefused with the names that exist."""
    steps = all_steps()
    if name not in steps:
        remedy = f"Use one of: {', '.join(steps)}."
        raise InputRefused(Problem(f"step {name}", "is not part of the process", remedy))
    return steps[name]
