"""`tandem keys`: our own key, and a certificate of each practice, for files that travel sealed."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from tandem_flows.cli.options import AsOfOption, JsonOption, PracticeOption, WorkspaceOption
from tandem_flows.cli.output import Table, note, print_table
from tandem_validators.errors import InputRefused, Problem

keys = typer.Typer(no_args_is_help=True, help="Keys for files that travel encrypted and signed.")

_COLUMNS = ("organisation", "state", "expires_on", "fingerprint")


@keys.command("make")
def make(
    workspace: WorkspaceOption,
    email: Annotated[
        str | None, typer.Option("--email", help="Your address, written into the certificate.")
    ] = None,
    valid_days: Annotated[
        int, typer.Option("--valid-days", min=1, help="For how many days the key is valid.")
    ] = 730,
    renew: Annotated[
        bool,
        typer.Option("--renew", help="Make a new key; the old one still opens what comes to it."),
    ] = False,
) -> None:
    """Make the key with which we sign what goes out and open what comes in.

    The secret part lies in the workspace's folder keys, locked under the key of the stores, for
    its owner only. Practices need the public part: see tandem keys export.

    \b
    Example:
      tandem keys make --workspace W --email care@plan.example
    """
    from tandem_flows.transit.exchanged import make_own
    from tandem_flows.transit.openpgp import shown_fingerprint
    from tandem_flows.workspace.folder import Workspace

    made = make_own(Workspace(workspace), email, valid_days, renew=renew)
    typer.echo(f"Made our key, valid for {valid_days} days: {shown_fingerprint(made)}")
    typer.echo("Give its public part to each practice: tandem keys export FILE")


@keys.command("export")
def export(
    file: Annotated[Path, typer.Argument(metavar="FILE", help="The file to write, as plan.asc.")],
    workspace: WorkspaceOption,
) -> None:
    """Write our certificate, the public part of our key, for the practices.

    It may be sent by any way. The practice compares the fingerprint with you on the telephone.

    \b
    Example:
      tandem keys export plan.asc --workspace W
    """
    from tandem_flows.transit.keyring import keyring_of
    from tandem_flows.transit.openpgp import shown_fingerprint
    from tandem_flows.workspace.folder import Workspace

    own = keyring_of(Workspace(workspace)).own().key.extract_certificate()
    file.write_text(str(own), encoding="ascii")
    typer.echo(f"{file}: {shown_fingerprint(own)}")


@keys.command("import")
def take_in(
    file: Annotated[Path, typer.Argument(metavar="FILE", help="The practice's certificate.")],
    practice: PracticeOption,
    workspace: WorkspaceOption,
    as_of: AsOfOption,
    fingerprint: Annotated[
        str | None,
        typer.Option("--fingerprint", help="The fingerprint that its owner read to you."),
    ] = None,
) -> None:
    """Take in a practice's certificate, once its fingerprint was compared.

    Type it first without --fingerprint: it shows the fingerprint and takes in nothing. Read it
    to the practice on the telephone, by a number that you know. Then give it. The record of the
    partnership notes it. A certificate that was there before is replaced.

    \b
    Example:
      tandem keys import lakeside.asc --workspace W --practice lakeside
    """
    from tandem_flows.cli.running import operator
    from tandem_flows.transit.exchanged import take_in as keep
    from tandem_flows.transit.openpgp import shown_fingerprint
    from tandem_flows.upkeep.partnership import circumstances
    from tandem_flows.workspace.folder import Workspace

    if not file.is_file():
        remedy = "Name the file with the certificate that the practice sent."
        raise InputRefused(Problem(file.name, "does not exist", remedy))
    opened = Workspace(workspace)
    run = circumstances(opened, as_of, operator())
    found = keep(opened, practice, file.read_bytes(), fingerprint, run)
    typer.echo(f"Took in the certificate of {practice}: {shown_fingerprint(found)}")


@keys.command("list")
def list_keys(workspace: WorkspaceOption, as_of: AsOfOption, as_json: JsonOption = False) -> None:
    """List our key and the certificates of the practices, with the days on which they expire.

    What is missing, expired or expires soon is told with what to do.

    \b
    Example:
      tandem keys list --workspace W
    """
    from tandem_flows.transit.exchanged import key_lines
    from tandem_flows.workspace.folder import Workspace

    lines = key_lines(Workspace(workspace), as_of)
    rows = tuple((one.organisation, one.state, one.expires_on, one.fingerprint) for one in lines)
    print_table(Table(_COLUMNS, rows), as_json=as_json)
    for problem in (one.problem for one in lines if one.problem):
        note(str(problem))
