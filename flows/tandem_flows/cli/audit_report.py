"""`tandem audit report`: the findings of a period as a page to read and a table to sort."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import typer

from tandem_flows.cli.output import working

if TYPE_CHECKING:
    from tandem_flows.audit.behind import Behind

PAGE, CLAUSES, OWN_PAGES = "index.html", "clauses.csv", "guideline"


def write_report(
    folder: Path,
    chosen: list[str],
    period: tuple[date, date],
    out: Path,
    site: str | None,
    pages: Path | None = None,
) -> None:
    """Write the report of the chosen practices (all, when none is named) into `out`.

    With `pages`, a copy of these built pages is laid beside it, each clause with its own record.
    """
    from tandem_flows.audit.export import table_files
    from tandem_flows.audit.own_pages import own_lines, write_own_pages
    from tandem_flows.audit.page import report_page
    from tandem_flows.audit.report import audit_report
    from tandem_flows.workspace.folder import Workspace

    workspace = Workspace(folder)
    names = [workspace.practice(name).practice_id for name in chosen]
    with working("Reading the record"):
        report = audit_report(workspace, names or list(workspace.profile.practices), period)
    out.mkdir(mode=0o700, parents=True, exist_ok=True)
    if pages is not None:
        boxes = write_own_pages(pages, out / OWN_PAGES, report.guideline, own_lines(report))
        typer.echo(f"{boxes} clause boxes with your own record: {out / OWN_PAGES / PAGE}")
        site = site or OWN_PAGES
    page = report_page(report, _behind(out), site, workspace.profile.plan_name)
    (out / PAGE).write_text(page, encoding="utf-8")
    (out / CLAUSES).write_bytes(table_files("t", report.clauses)["t.csv"])
    typer.echo(f"{report.applied.height} clauses applied, {len(report.calls)} calls: {out / PAGE}")
    typer.echo(f"The same as a table: {out / CLAUSES}")


def _behind(out: Path) -> Mapping[str, Behind]:
    """Return the code and tests behind each clause, and write the pages that show them.

    Where this is no checkout there is nothing to show.
    """
    from tandem_flows.audit.behind import Behind, Place
    from tandem_flows.cli.check import repository
    from tandem_site.evidence import read_evidence
    from tandem_site.facts import read_facts
    from tandem_site.listing_pages import write_listings
    from tandem_site.listings import listing_address
    from tandem_validators.errors import TandemError

    try:
        evidence = read_evidence(read_facts(repository()))
    except TandemError:
        return {}
    write_listings(out, evidence, repository())
    return {
        name: Behind(
            code=[Place(f"{m.file}:{m.line}", listing_address(m)) for m in found.code],
            tests=[Place(f"{p.id} ({p.outcome})", listing_address(p.mark)) for p in found.proofs],
        )
        for name, found in evidence.items()
    }
