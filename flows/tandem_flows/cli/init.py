"""`tandem init`: a new workspace, ready to edit."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

if TYPE_CHECKING:
    from tandem_flows.workspace.keys import KeyPlace

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
    key: Annotated[
        str | None,
        typer.Option(
            "--key",
            metavar="PLACE",
            help="Instead of a file: env:NAME for a variable, keyring:NAME for the system's own.",
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
    from tandem_flows.workspace.keys import FILE, KeyPlace, is_kept, key_place

    if key is not None and key_file is not None:
        raise typer.BadParameter("give either --key or --key-file", param_hint="--key")
    file = (key_file or _KEYS / f"{folder.resolve().name}.key").expanduser()
    place = KeyPlace(FILE, str(file.resolve())) if key is None else key_place(key, "--key")
    was_there = is_kept(place)
    init_workspace(folder, place)
    typer.echo(_what_next(folder, place, is_new_key=not was_there))


def _what_next(folder: Path, key: KeyPlace, *, is_new_key: bool) -> str:
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
   tandem run ready --workspace {folder} --practice {practice}

To restyle the documents that go out, see {folder / "templates" / "README.txt"}."""
