"""Workspaces that stand at a point of the process; each test gets a copy of its own."""

from tests.steps.conftest import (
    decided,
    decided_template,
    fresh,
    fresh_template,
    researched_template,
    shared,
    shared_template,
)

__all__ = [
    "decided",
    "decided_template",
    "fresh",
    "fresh_template",
    "researched_template",
    "shared",
    "shared_template",
]
