"""`tandem upgrade`: go to a released version of the guideline."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from tandem_flows.cli.options import AsOfOption, WorkspaceOption
from tandem_flows.cli.output import Table, note, print_table

if TYPE_CHECKING:
    from tandem_flows.upkeep.upgrade import Upgrade


def upgrade(
    version: Annotated[
        str, typer.Argument(metavar="VERSION", help="The released version to go to.")
    ],
    workspace: WorkspaceOption,
    as_of: AsOfOption,
    dry_run: Annotated[
        bool, typer.Option("--dry-run", help="Only show what would change.")
    ] = False,
) -> None:
    """Go to a released version of the guideline.

    It lists every value that changes, beside your own, and refuses with every own value and waiver
    that no longer fits. Else the profile names the new version and every record notes it. Make a
    backup before, and start `tandem serve` anew after.

    \b
    Example:
      tandem upgrade 0.2.0 --workspace W --dry-run
    """
    from tandem_flows.cli.running import operator
    from tandem_flows.upkeep.upgrade import planned_upgrade
    from tandem_flows.upkeep.upgrade import upgrade as put_in_force
    from tandem_flows.workspace.folder import Workspace

    opened = Workspace(workspace)
    planned = planned_upgrade(opened, version)
    _tell(planned)
    if dry_run:
        for misfit in planned.misfits:
            note(str(misfit))
        raise typer.Exit(1 if planned.misfits else 0)
    put_in_force(opened, planned, as_of, operator())
    typer.echo(f"Guideline {version} is in force from {as_of} on. Start `tandem serve` anew.")


def _tell(planned: Upgrade) -> None:
    rows = tuple((c.parameter, c.before, c.after, c.own) for c in planned.changes)
    table = Table(("parameter", "before", "after", "your_own"), rows)
    print_table(table, empty="No value of the guideline changes.")
