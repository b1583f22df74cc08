"""`tandem measures`: the evaluation of all partnerships together, for the plan."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from tandem_flows.cli.options import AsOfOption, JsonOption, WorkspaceOption
from tandem_flows.cli.output import Table, note, print_table

if TYPE_CHECKING:
    from tandem_flows.rules.measures.figure import Figure
    from tandem_flows.workspace.folder import Workspace

_COLUMNS = (
    "measure", "cohort", "numerator", "denominator", "value", "left_out", "period_start",
    "period_end", "data_through", "version", "note",
)  # fmt: skip


def measures(
    workspace: WorkspaceOption,
    as_of: AsOfOption,
    output: Annotated[
        Path | None,
        typer.Option("--output", "-o", help="Write the report here, as a page and a PDF."),
    ] = None,
    as_json: JsonOption = False,
) -> None:
    """Show the measures of all partnerships together; small counts are hidden.

    It reads every partnership's record and changes none. Each partnership has its own report from
    `tandem run measures`. Numerators and denominators are added up; net savings are worked out
    anew from all patients, and with enough practices the interval draws whole practices.

    \b
    Example:
      tandem measures --workspace W --as-of 2026-12-31
      tandem measures --workspace W --output reports
    """
    from tandem_flows.steps.whole_plan import whole_plan, write_report
    from tandem_flows.workspace.folder import Workspace

    opened = Workspace(workspace)
    found = whole_plan(opened, as_of)
    for practice_id in found.without_record:
        note(f"{practice_id}: no combined list yet; it is not in here.")
    if output is not None:
        for path in write_report(opened, found, as_of, output):
            typer.echo(path)
        return
    version = _version(opened, as_of)
    table = _table(found.figures, version)
    # the version is the same in every line: in a table for people it stands below, once
    shown = table if as_json else table.without("period_start", "period_end", "version")
    print_table(shown, as_json=as_json, empty="Nothing is measured.")
    if not as_json:
        typer.echo(f"\nDefinitions {version}.")


def _table(figures: list[Figure], version: str) -> Table:
    from tandem_flows.rules.measures.figure import excluded, rounded

    rows = tuple(
        (f.measure, f.cohort, rounded(f.numerator), rounded(f.denominator), rounded(f.value),
         excluded(f.exclusions), f.period.start_on, f.period.end_on, f.data_through, version,
         "; ".join(f.notes))
        for f in figures
    )  # fmt: skip
    return Table(_COLUMNS, rows)


def _version(workspace: Workspace, as_of: date) -> str:
    from tandem_flows.rules.measures.catalogue import VERSION
    from tandem_flows.rules.measures.figure import version_words

    digest = workspace.values(as_of).digest()
    return version_words(VERSION, workspace.guideline.version, digest)
