"""`tandem audit`: what an auditor asks of the record. It changes nothing."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from tandem_flows.cli.audit_files import export, report
from tandem_flows.cli.audit_seal import CertificatesOption, SealsOption, read_seals, seal
from tandem_flows.cli.options import (
    JsonOption,
    OptionalPractice,
    workspace_here,
)
from tandem_flows.cli.output import Table, note, print_table

if TYPE_CHECKING:
    from tandem_flows.audit.seal import Seal
    from tandem_flows.workspace.folder import Workspace

audit = typer.Typer(no_args_is_help=True, help="What an auditor asks of the record.")
audit.command("report")(report)
audit.command("export")(export)
audit.command("seal")(seal)


FileArgument = Annotated[
    Path | None,
    typer.Argument(metavar="[FILE]", help="An export to check on its own, on any machine."),
]
StoresOption = Annotated[
    Path | None,
    typer.Option(
        "--workspace",
        "-w",
        envvar="TANDEM_WORKSPACE",
        show_default="the current folder, if it is one",
        help="The workspace whose stores to check, when no FILE is given.",
    ),
]
HeadsOption = Annotated[
    list[str] | None,
    typer.Option("--head", help="A record head from a file sent before; may be given again."),
]


@audit.command("verify")
def verify(
    file: FileArgument = None,
    workspace: StoresOption = None,
    practice: OptionalPractice = None,
    head: HeadsOption = None,
    seals: SealsOption = None,
    certificate: CertificatesOption = None,
    as_json: JsonOption = False,
) -> None:
    """Check that nothing on record was changed or removed.

    Each entry holds the hash of the one before and of the rows it tells of. A record head from a
    file that went out before must stand in the chain: give it with --head (in a workspace, name
    its practice too). A seal that was handed over must fit too: give it with --seal, and the
    certificate of whoever signed it. With FILE an export is checked, without a workspace or key.
    Exit code 1 when something does not fit.

    \b
    Example:
      tandem audit verify --workspace W
      tandem audit verify export.zip --head 3f2a...
      tandem audit verify export.zip --seal seal.asc --certificate plan.asc
    """
    sealed = read_seals(seals or [], certificate or [])
    if file is not None:
        from tandem_flows.cli.audit_export import verify_export

        verify_export(file, head or [], sealed, as_json=as_json)
        return
    known = Known(tuple(head or ()), sealed)
    _verify_stores(workspace or workspace_here(), practice, known, as_json=as_json)


@dataclass(frozen=True)
class Known:
    """What was handed over before and must fit: record heads, and seals by their files' names."""

    heads: tuple[str, ...]
    seals: Mapping[str, Seal]


def _verify_stores(workspace: Path, practice: str | None, known: Known, *, as_json: bool) -> None:
    from tandem_flows.workspace.folder import Workspace

    opened = Workspace(workspace)
    chosen = [opened.practice(practice).practice_id] if practice else list(opened.profile.practices)
    _refuse_other_seals(known, chosen)
    checked = [_checked(opened, name, known) for name in chosen]
    table = Table(("practice", "entries", "chain", "head"), tuple(checked))
    print_table(table, as_json=as_json, empty="There is no practice.")
    if any(row[2] == "broken" for row in checked):
        raise typer.Exit(1)


def _refuse_other_seals(known: Known, chosen: list[str]) -> None:
    """Raise InputRefused for a seal of a record that is not looked at: it must not pass unseen."""
    from tandem_validators.errors import InputRefused, Problem

    problems = [
        Problem(file, f"seals the record of {one.partnership}", "Name that practice.")
        for file, one in known.seals.items()
        if one.partnership not in chosen
    ]
    if problems:
        raise InputRefused(problems)


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


def _checked(workspace: Workspace, practice_id: str, known: Known) -> tuple[str, int, str, str]:
    """Return a practice, its number of entries, whether the chain holds, and its head."""
    from tandem_flows.audit.seal import broken_seals
    from tandem_flows.privacy.erase import erased_cases

    store = workspace.store(practice_id)
    seals = {file: one for file, one in known.seals.items() if one.partnership == practice_id}
    if not store.path.is_file():
        lost = list(broken_seals(seals, {}))
        for problem in lost:
            note(f"{practice_id}: {problem}")
        return practice_id, 0, "broken" if lost else "nothing recorded", ""
    problems = store.verify(known.heads)
    chained = store.ledger()["entry_hash"].to_list()
    problems += broken_seals(seals, {practice_id: chained})
    for problem in problems:
        note(f"{practice_id}: {problem}")
    ledger = store.ledger()
    for case_id, on, reason in erased_cases(ledger):
        note(f"{practice_id}: case {case_id} was erased on {on} ({reason}); its digests stay.")
    chain = "broken" if problems else "holds"
    return practice_id, ledger.height, chain, store.ledger_head()
