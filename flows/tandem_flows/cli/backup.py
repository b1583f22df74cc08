"""`tandem backup`: a copy of a workspace that is proved to hold."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path
from typing import Annotated

import typer

from tandem_flows.cli.options import WorkspaceOption
from tandem_flows.cli.output import working


def backup(
    workspace: WorkspaceOption,
    to: Annotated[
        Path, typer.Option("--to", metavar="DIR", help="The folder that gets the backup.")
    ],
) -> None:
    """Back up a workspace and verify the copy.

    Every store is copied whole, while runs may go on, and opened again: its chain must hold. The
    key is not part of a backup: keep a copy of it elsewhere. Inbox and outbox hold patients' data
    in clear, so keep backups on an encrypted disk.

    \b
    Example:
      tandem backup --workspace W --to /mnt/backups
    """
    from tandem_flows.upkeep.backup import back_up, read_manifest
    from tandem_flows.workspace.folder import Workspace

    with working("Copying and verifying"):
        folder = back_up(Workspace(workspace), to, datetime.now(UTC))
    made = read_manifest(folder)
    typer.echo(f"{len(made.files)} files, {len(made.heads)} records, verified: {folder}")
    for name, head in made.heads.items():
        typer.echo(f"  {name}: record head {head}")
    typer.echo("The key is not in it. Without the key nobody can read the records.")
