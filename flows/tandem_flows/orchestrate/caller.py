"""Who runs a flow: this process with an open workspace, or the environment of a deployment.

The workspace is no parameter of a flow, for Prefect keeps parameters.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from pathlib import Path

from tandem_flows.steps.definition import Result
from tandem_flows.workspace.folder import Workspace
from tandem_validators.errors import InputRefused, Problem

WORKSPACE_VARIABLE = "TANDEM_WORKSPACE"


@dataclass
class Caller:
    """The open workspace that a flow works in, and where it puts its result for the caller."""

    workspace: Workspace
    result: Result | None = None


_caller: ContextVar[Caller | None] = ContextVar("caller", default=None)


@contextmanager
def called_by(caller: Caller) -> Iterator[None]:
    """Let the flows inside work for `caller`."""
    token = _caller.set(caller)
    try:
        yield
    finally:
        _caller.reset(token)


def caller_now() -> Caller:
    """Return the caller in this process, or one for the workspace that the environment names.

    Raises InputRefused when there is neither.
    """
    return _caller.get() or Caller(Workspace(_folder_of_environment()))


def is_called_here() -> bool:
    """Whether a caller in this process runs the flows, and not a deployment."""
    return _caller.get() is not None


def folder_now() -> Path:
    """Return the folder of the workspace worked in, without opening it."""
    caller = _caller.get()
    return caller.workspace.folder if caller else _folder_of_environment()


def _folder_of_environment() -> Path:
    if WORKSPACE_VARIABLE not in os.environ:
        remedy = f"Set {WORKSPACE_VARIABLE} to the workspace's folder."
        raise InputRefused(Problem("environment", f"lacks {WORKSPACE_VARIABLE}", remedy))
    return Path(os.environ[WORKSPACE_VARIABLE])
