"""`tandem rekey`: a new key for the stores of a workspace."""

from __future__ import annotations

from typing import Annotated

import typer

from tandem_flows.cli.options import AsOfOption, WorkspaceOption
from tandem_flows.cli.output import working


def rekey(
    workspace: WorkspaceOption,
    as_of: AsOfOption,
    to: Annotated[
        str | None,
        typer.Option(
            "--to",
            metavar="PLACE",
            show_default="beside the old key",
            help="Where the new key is kept: file:PATH, env:NAME or keyring:NAME.",
        ),
    ] = None,
) -> None:
    """Write every store under a new key.

    Each store is written into a new file, verified, and put in place of the old one; then the
    profile names the new key. Stop `tandem serve` before. If it is interrupted, run it again: it
    goes on where it ended. The old key is kept, because backups made before need it.

    \b
    Example:
      tandem rekey --workspace W
    """
    from tandem_flows.cli.running import operator
    from tandem_flows.upkeep.rekey import rekey as write_under_new_key
    from tandem_flows.workspace.folder import Workspace
    from tandem_flows.workspace.keys import key_place

    place = None if to is None else key_place(to, "--to")
    with working("Writing the stores anew"):
        done = write_under_new_key(Workspace(workspace), place, as_of, operator())
    typer.echo(f"{done.stores} records written under the new key and verified: {done.new}")
    typer.echo(f"The old key opens the backups made before: {done.old}")
    typer.echo("Keep a copy of the new key in a safe place.")
