"""`tandem audit`: what an auditor asks of the record. It changes nothing."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from tandem_flows.cli.options import (
    JsonOption,
    OptionalPractice,
    WorkspaceOption,
    read_date,
    today,
    workspace_here,
)
from tandem_flows.cli.output import Table, note, print_table

if TYPE_CHECKING:
    from tandem_flows.workspace.folder import Workspace

audit = typer.Typer(no_args_is_help=True, help="What an auditor asks of the record.")


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


@audit.command("export")
def export(
    file: Annotated[Path, typer.Argument(metavar="FILE", help="The ZIP file to write.")],
    workspace: WorkspaceOption,
    practice: Annotated[
        list[str] | None,
        typer.Option("--practice", "-p", help="Only this practice; may be given again."),
    ] = None,
    since: Annotated[
        date | None,
        typer.Option("--from", parser=read_date, metavar="DATE", help="First day of the findings."),
    ] = None,
    until: Annotated[
        date | None,
        typer.Option("--to", parser=read_date, metavar="DATE", help="Last day of the findings."),
    ] = None,
    runs: Annotated[
        bool, typer.Option("--runs/--no-runs", help="Ask Prefect's server for its run history.")
    ] = True,
) -> None:
    """Write one ZIP with the record, the guideline and the findings.

    It holds no patient's data: opaque case ids, dates, counts, codes and hashes. The record is
    enclosed whole; --from and --to bound the findings.

    \b
    Example:
      tandem audit export audit-2026.zip --workspace W --from 2026-01-01 --to 2026-12-31
    """
    from tandem_flows.cli.audit_export import write_export

    write_export(workspace, practice or [], _period(since, until), file, with_runs=runs)


@audit.command("report")
def report(
    workspace: WorkspaceOption,
    practice: Annotated[
        list[str] | None,
        typer.Option("--practice", "-p", help="Only this practice; may be given again."),
    ] = None,
    since: Annotated[
        date | None, typer.Option("--from", parser=read_date, metavar="DATE", help="First day.")
    ] = None,
    until: Annotated[
        date | None, typer.Option("--to", parser=read_date, metavar="DATE", help="Last day.")
    ] = None,
    out: Annotated[
        Path, typer.Option("--out", "-o", help="The folder to write the page and table into.")
    ] = Path("audit-report"),
    site: Annotated[
        str | None,
        typer.Option("--site", help="Where the guideline is published, for links to its clauses."),
    ] = None,
) -> None:
    """Write what was done, late, waived and departed from, clause by clause.

    One page that opens from disk, and a table. It names no patient.

    \b
    Example:
      tandem audit report --workspace W --from 2026-01-01 --to 2026-06-30
    """
    from tandem_flows.cli.audit_report import write_report

    write_report(workspace, practice or [], _period(since, until), out, site)


def _period(since: date | None, until: date | None) -> tuple[date, date]:
    """Return the days asked for; raise typer.BadParameter when they end before they begin."""
    period = (since or date.min, until or today())
    if period[0] > period[1]:
        raise typer.BadParameter("--to lies before --from. Give them the other way round.")
    return period


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
    store = workspace.store(practice_id)
    if not store.path.is_file():
        return practice_id, 0, "nothing recorded", ""
    problems = store.verify(heads)
    for problem in problems:
        note(f"{practice_id}: {problem}")
    chain = "broken" if problems else "holds"
    return practice_id, store.ledger().height, chain, store.ledger_head()
