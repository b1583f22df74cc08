"""`tandem audit`: what an auditor asks of the record. It changes nothing."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from tandem_flows.cli.audit_files import export, report
from tandem_flows.cli.options import (
    JsonOption,
    OptionalPractice,
    workspace_here,
)
from tandem_flows.cli.output import Table, note, print_table

if TYPE_CHECKING:
    from tandem_flows.workspace.folder import Workspace

audit = typer.Typer(no_args_is_help=True, help="What an auditor asks of the record.")
audit.command("report")(report)
audit.command("export")(export)


@audit.command("verify")
def verify(
    file: Annotated[
        Path | None,
        typer.Argument(metavar="[FILE]", help="An export to check on its own, on any machine."),
    ] = None,
    workspace: Annotated[
        Path | None,
        typer.Option(
            "--workspace",
            "-w",
            envvar="TANDEM_WORKSPACE",
            show_default="the current folder, if it is one",
            help="The workspace whose stores to check, when no FILE is given.",
        ),
    ] = None,
    practice: OptionalPractice = None,
    head: Annotated[
        list[str] | None,
        typer.Option("--head", help="A record head from a file sent before; may be given again."),
    ] = None,
    as_json: JsonOption = False,
) -> None:
    """Check that nothing on record was changed or removed.

    Each entry holds the hash of the one before and of the rows it tells of. A record head from a
    file that went out before must stand in the chain: give it with --head (in a workspace, name
    its practice too). With FILE an export is checked, without a workspace or key.
    Exit code 1 when something does not fit.

    \b
    Example:
      tandem audit verify --workspace W
      tandem audit verify export.zip --head 3f2a...
    """
    if file is not None:
        from tandem_flows.cli.audit_export import verify_export

        verify_export(file, head or [], as_json=as_json)
        return
    _verify_stores(workspace or workspace_here(), practice, head or [], as_json=as_json)


def _verify_stores(
    workspace: Path, practice: str | None, head: list[str], *, as_json: bool
) -> None:
    from tandem_flows.workspace.folder import Workspace

    opened = Workspace(workspace)
    chosen = [opened.practice(practice).practice_id] if practice else list(opened.profile.practices)
    checked = [_checked(opened, name, head) for name in chosen]
    table = Table(("practice", "entries", "chain", "head"), tuple(checked))
    print_table(table, as_json=as_json, empty="There is no practice.")
    if any(row[2] == "broken" for row in checked):
        raise typer.Exit(1)


@audit.command("trace")
def trace(
    clause: Annotated[
        str,
        typer.Argument(metavar="CLAUSE|ENTRY", help="A clause's id, or a ledger entry's number."),
    ],
    practice: OptionalPractice = None,
    workspace: Annotated[
        Path | None,
        typer.Option(
            "--workspace", "-w", envvar="TANDEM_WORKSPACE", help="Whose ledger to look in."
        ),
    ] = None,
    as_json: JsonOption = False,
) -> None:
    """Follow a clause to its code, tests and ledger.

    With a workspace and a practice, its ledger entries are listed too. The number of an entry
    leads back: to the clauses it was recorded under.

    \b
    Example:
      tandem audit trace SHR-03
      tandem audit trace SHR-03 --workspace W --practice lakeside
      tandem audit trace 17 --workspace W --practice lakeside
    """
    from tandem_flows.cli.check import repository
    from tandem_flows.cli.trace import Ledger, print_trace, trace_clause, trace_entry

    ledger = Ledger(workspace, practice)
    is_entry = clause.isdecimal()
    found = (
        trace_entry(int(clause), ledger, repository())
        if is_entry
        else trace_clause(clause.upper(), ledger, repository())
    )
    print_trace(found, as_json=as_json)


def _checked(workspace: Workspace, practice_id: str, heads: list[str]) -> tuple[str, int, str, str]:
    """Return a practice, its number of entries, whether the chain holds, and its head."""
    from tandem_flows.privacy.erase import erased_cases

    store = workspace.store(practice_id)
    if not store.path.is_file():
        return practice_id, 0, "nothing recorded", ""
    problems = store.verify(heads)
    for problem in problems:
        note(f"{practice_id}: {problem}")
    ledger = store.ledger()
    for case_id, on, reason in erased_cases(ledger):
        note(f"{practice_id}: case {case_id} was erased on {on} ({reason}); its digests stay.")
    chain = "broken" if problems else "holds"
    return practice_id, ledger.height, chain, store.ledger_head()
