"""`tandem audit report` and `tandem audit export`: what an auditor takes away for a period."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Annotated

import typer

from tandem_flows.cli.options import WorkspaceOption, read_date, today

PracticesOption = Annotated[
    list[str] | None,
    typer.Option("--practice", "-p", help="Only this practice; may be given again."),
]
FirstDayOption = Annotated[
    date | None,
    typer.Option("--from", parser=read_date, metavar="DATE", help="First day of the findings."),
]
LastDayOption = Annotated[
    date | None,
    typer.Option(
        "--to",
        parser=read_date,
        metavar="DATE",
        show_default="today",
        help="Last day of the findings.",
    ),
]


def export(
    file: Annotated[Path, typer.Argument(metavar="FILE", help="The ZIP file to write.")],
    workspace: WorkspaceOption,
    practice: PracticesOption = None,
    since: FirstDayOption = None,
    until: LastDayOption = None,
    runs: Annotated[
        bool, typer.Option("--runs/--no-runs", help="Ask Prefect's server for its run history.")
    ] = True,
    seal: Annotated[
        list[Path] | None,
        typer.Option("--seal", help="A seal to enclose; may be given again."),
    ] = None,
) -> None:
    """Write one ZIP with the record, the guideline and the findings.

    It holds no patient's data: opaque case ids, dates, counts, codes and hashes. The record is
    enclosed whole; --from and --to bound the findings.

    \b
    Example:
      tandem audit export audit-2026.zip --workspace W --from 2026-01-01 --to 2026-12-31
    """
    from tandem_flows.cli.audit_export import write_export

    period = _period(since, until)
    write_export(workspace, practice or [], period, file, with_runs=runs, seals=seal or ())


def report(
    workspace: WorkspaceOption,
    practice: PracticesOption = None,
    since: FirstDayOption = None,
    until: LastDayOption = None,
    out: Annotated[
        Path, typer.Option("--out", "-o", help="The folder to write the page and table into.")
    ] = Path("audit-report"),
    site: Annotated[
        str | None,
        typer.Option("--site", help="Where the guideline is published, for links to its clauses."),
    ] = None,
    pages: Annotated[
        Path | None,
        typer.Option(
            "--pages", help="A built version of the pages, to copy with your own record in them."
        ),
    ] = None,
) -> None:
    """Write what was done, late, waived and departed from, clause by clause.

    One page that opens from disk, and a table. It names no patient. With --pages, a copy of the
    guideline's pages is laid beside it: each clause shows your last run and how often it was on
    time.

    \b
    Example:
      tandem audit report --workspace W --from 2026-01-01 --to 2026-06-30
      tandem audit report --workspace W --pages build/site/0.2.0
    """
    from tandem_flows.cli.audit_report import write_report

    write_report(workspace, practice or [], _period(since, until), out, site, pages)


def _period(since: date | None, until: date | None) -> tuple[date, date]:
    """Return the days asked for; raise typer.BadParameter when they end before they begin."""
    period = (since or date.min, until or today())
    if period[0] > period[1]:
        raise typer.BadParameter("--to lies before --from. Give them the other way round.")
    return period
