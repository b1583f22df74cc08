"""The options that several commands share, each described once. The only place with a clock."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Annotated

import typer

_ISO_LENGTH = len("YYYY-MM-DD")


def read_date(text: str | date) -> date:
    """Return the day written as YYYY-MM-DD; raise typer.BadParameter for anything else."""
    if isinstance(text, date):
        return text
    try:
        if len(text) == _ISO_LENGTH:
            return date.fromisoformat(text)
    except ValueError:
        pass
    raise typer.BadParameter(f"'{text}' is not a day. Write it as YYYY-MM-DD.")


def today() -> date:
    """Return the day on this machine's clock."""
    return date.today()


def workspace_here() -> Path:
    """Return the current folder when it is a workspace; raise typer.BadParameter when not."""
    if (Path.cwd() / "profile.yaml").is_file():
        return Path.cwd()
    raise typer.BadParameter(
        "name the workspace, or set TANDEM_WORKSPACE, or run this inside one. "
        "`tandem init DIR` makes a workspace.",
        param_hint="--workspace",
    )


WorkspaceOption = Annotated[
    Path,
    typer.Option(
        "--workspace",
        "-w",
        envvar="TANDEM_WORKSPACE",
        default_factory=workspace_here,
        show_default="the current folder, if it is one",
        help="The workspace, made by `tandem init`.",
    ),
]
OptionalWorkspace = Annotated[
    Path | None,
    typer.Option("--workspace", "-w", help="The workspace whose own values count."),
]
PracticeOption = Annotated[
    str, typer.Option("--practice", "-p", help="The practice's id in profile.yaml.")
]
OptionalPractice = Annotated[
    str | None,
    typer.Option("--practice", "-p", help="One practice only, by its id in profile.yaml."),
]
AsOfOption = Annotated[
    date,
    typer.Option(
        "--as-of",
        parser=read_date,
        metavar="DATE",
        default_factory=today,
        show_default="today",
        help="The day to look from; nothing dated later is seen.",
    ),
]
CallOption = Annotated[
    date, typer.Option("--call", parser=read_date, metavar="DATE", help="The day of the call.")
]
OptionalCall = Annotated[
    date | None,
    typer.Option("--call", parser=read_date, metavar="DATE", help="The day of the call."),
]
JsonOption = Annotated[
    bool, typer.Option("--json", help="Print JSON for other programs instead of a table.")
]
