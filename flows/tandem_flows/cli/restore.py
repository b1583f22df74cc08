"""`tandem restore`: a backup brought back into a new folder, and proved to hold."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from tandem_flows.cli.output import working


def restore(
    backup: Annotated[Path, typer.Argument(metavar="BACKUP", help="The folder of the backup.")],
    folder: Annotated[Path, typer.Argument(metavar="DIR", help="A new or empty folder.")],
    key_file: Annotated[
        Path | None,
        typer.Option(
            "--key-file",
            metavar="PATH",
            show_default="where the profile says",
            help="Where the key lies on this machine.",
        ),
    ] = None,
) -> None:
    """Bring a backup back into a new folder and verify it.

    Refused when a file of the backup was changed, when the key is not there, or when a record does
    not end as it did when the backup was made; then nothing stays in the folder.

    \b
    Example:
      tandem restore /mnt/backups/W-20260112T060000Z W2
    """
    from tandem_flows.upkeep.restore import restore as bring_back

    with working("Copying and verifying"):
        restored = bring_back(backup, folder, key_file)
    typer.echo(f"{restored.stores} records as of {restored.made_at}, verified: {folder}")
    typer.echo(f"Look around: tandem status --workspace {folder}")
