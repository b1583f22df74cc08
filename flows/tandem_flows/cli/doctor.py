"""`tandem doctor`: what is wrong with an installation or a workspace, and what to do."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from tandem_flows.cli.options import AsOfOption, JsonOption
from tandem_flows.cli.output import Table, note, print_table

if TYPE_CHECKING:
    from tandem_flows.upkeep.checks import Check


def doctor(
    as_of: AsOfOption,
    workspace: Annotated[
        Path | None,
        typer.Option(
            "--workspace",
            "-w",
            envvar="TANDEM_WORKSPACE",
            help="The workspace to look at; without one only the installation.",
        ),
    ] = None,
    as_json: JsonOption = False,
) -> None:
    """Tell what is wrong with an installation or a workspace.

    It looks at Python, packages, profile, weights of matching, key, folders, mail, plan source and
    every record, says what to do about each problem, and changes nothing. Exit code 1 when
    anything is wrong.

    \b
    Example:
      tandem doctor --workspace W
    """
    from tandem_flows.upkeep.checks import checked_installation, checked_workspace
    from tandem_flows.workspace.folder import Workspace

    if workspace is None:
        checks = checked_installation()
    else:
        opened = Workspace(workspace)
        checks = checked_workspace(opened, list(opened.profile.practices), as_of)
    _tell(checks, as_json=as_json)
    if not all(check.is_sound for check in checks):
        raise typer.Exit(1)


def _tell(checks: list[Check], *, as_json: bool) -> None:
    rows = tuple((check.name, check.is_sound, check.found) for check in checks)
    print_table(Table(("checked", "is_sound", "found"), rows), as_json=as_json)
    for problem in (problem for check in checks for problem in check.problems):
        note(str(problem))
