"""`tandem partnership`: pause, end or take up the work with one practice."""

from __future__ import annotations

from datetime import date
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from tandem_flows.cli.options import PracticeOption, WorkspaceOption, read_date, today

partnership = typer.Typer(
    no_args_is_help=True, help="Pause, end or take up the work with one practice."
)


class Reason(StrEnum):
    """Why; a code, for the ledger holds no free text."""

    STAFFING = "staffing"
    CONTRACT = "contract"
    SYSTEMS = "systems"
    LISTS_DONE = "lists_done"
    OTHER = "other"


OnOption = Annotated[
    date,
    typer.Option(
        "--on",
        parser=read_date,
        metavar="DATE",
        default_factory=today,
        show_default="today",
        help="From which day on.",
    ),
]
ReasonOption = Annotated[Reason, typer.Option("--reason", help="Why, as a code.")]


@partnership.command("pause")
def pause(
    practice: PracticeOption, reason: ReasonOption, workspace: WorkspaceOption, on: OnOption
) -> None:
    """Pause: nothing runs for it by itself until it is resumed.

    Steps can still be run by hand. All records stay; what was owed stays owed.

    \b
    Example:
      tandem partnership pause --workspace W --practice lakeside --reason staffing
    """
    _change(workspace, practice, "paused", on, reason)


@partnership.command("resume")
def resume(
    practice: PracticeOption, reason: ReasonOption, workspace: WorkspaceOption, on: OnOption
) -> None:
    """Resume after a pause or an end.

    \b
    Example:
      tandem partnership resume --workspace W --practice lakeside --reason staffing
    """
    _change(workspace, practice, "resumed", on, reason)


@partnership.command("end")
def end(
    practice: PracticeOption, reason: ReasonOption, workspace: WorkspaceOption, on: OnOption
) -> None:
    """End: every step is refused until it is resumed.

    All records stay readable: `tandem show`, `tandem audit` and `tandem backup` go on.

    \b
    Example:
      tandem partnership end --workspace W --practice lakeside --reason contract --on 2026-06-30
    """
    _change(workspace, practice, "ended", on, reason)


def _change(workspace: Path, practice: str, to: str, on: date, reason: Reason) -> None:
    from tandem_flows.cli.running import operator
    from tandem_flows.upkeep.partnership import change_partnership
    from tandem_flows.workspace.folder import Workspace

    opened = Workspace(workspace)
    typer.echo(change_partnership(opened, practice, to, on, reason.value, operator()))
    typer.echo("Its schedules follow at the next start of `tandem serve`.")
