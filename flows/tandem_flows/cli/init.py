"""`tandem init`: a new workspace, ready to edit."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

_KEYS = Path("~/.config/tandem")


def init(
    folder: Annotated[Path, typer.Argument(metavar="DIR", help="The folder to make.")],
    key_file: Annotated[
        Path | None,
        typer.Option(
            "--key-file",
            metavar="PATH",
            show_default="~/.config/tandem/<folder name>.key",
            help="Where the key of the stores goes, outside of the workspace.",
        ),
    ] = None,
) -> None:
    """Make a new workspace, ready to edit.

    It gets folders, a profile, and a key outside of them. The key opens the encrypted stores; a
    key that is there already is kept.

    \b
    Example:
      tandem init our-workspace
    """
    from tandem_flows.workspace.init import init_workspace

    key = (key_file or _KEYS / f"{folder.resolve().name}.key").expanduser()
    was_there = key.exists()
    init_workspace(folder, key)
    typer.echo(_what_next(folder, key, is_new_key=not was_there))


def _what_next(folder: Path, key: Path, *, is_new_key: bool) -> str:
    practice = "example-practice"
    return f"""\
Made the workspace {folder}.
The key of its stores {"is new" if is_new_key else "was there and is kept"}: {key}
Keep a copy of the key in a safe place: without it nobody can read the stores.

Next:
1. Edit {folder / "profile.yaml"}: the plan, the practices, the day of the first call.
2. Edit {folder / "source.sql"}: where the plan's own tables are.
3. Look at the values in force:
   tandem parameters --workspace {folder}
4. Put team.csv and practice_list.csv into {folder / "inbox" / practice}
   (named after the practice in profile.yaml).
5. Plan the calls:
   tandem run ready --workspace {folder} --practice {practice}"""
