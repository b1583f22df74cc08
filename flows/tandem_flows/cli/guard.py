"""How a command ends when it cannot do what was asked: reasons, exit code, never a value.

Exit codes: 0 done, 1 refused, 2 wrong use (typer's own).
"""

from __future__ import annotations

import sys
import traceback
from pathlib import Path
from types import TracebackType
from typing import Any

import typer
from typer.core import TyperGroup

from tandem_validators.errors import TandemError


class RefusingGroup(TyperGroup):
    """A group of commands that turns a refusal into its reasons, one a line."""

    def invoke(self, ctx: Any) -> Any:
        """Run the command; a refusal ends it with its exit code."""
        try:
            return super().invoke(ctx)
        except TandemError as refused:
            for problem in refused.problems:
                typer.echo(str(problem), err=True)
            raise typer.Exit(refused.exit_code) from None


def unexpected(
    kind: type[BaseException], error: BaseException, trace: TracebackType | None
) -> None:
    """Say where an unforeseen error arose, for `sys.excepthook`; its text may hold a patient."""
    typer.echo(
        f"tandem stopped on an unexpected error ({kind.__name__}) at {_place(trace)}.\n"
        "Its own words are not printed, because they could hold a patient's data. "
        "What was finished before is kept; running the command again is safe.\n"
        "Please report the line above together with the command you typed.",
        err=True,
    )


def hide_unexpected_errors() -> None:
    """Let `unexpected` speak instead of a stack trace."""
    sys.excepthook = unexpected


def _place(trace: TracebackType | None) -> str:
    """Return the innermost line of our own code, without the machine's folders."""
    frames = traceback.extract_tb(trace)
    ours = [frame for frame in frames if "tandem_" in frame.filename]
    if not ours:
        return "an unknown line"
    parts = Path(ours[-1].filename).parts
    start = next(i for i, part in enumerate(parts) if part.startswith("tandem_"))
    return f"{'/'.join(parts[start:])}:{ours[-1].lineno}"
