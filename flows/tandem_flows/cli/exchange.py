"""`tandem exchange`: a patient's shared care plan, sent to the practice and taken in again."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from tandem_flows.cli.options import AsOfOption, JsonOption, PracticeOption, WorkspaceOption
from tandem_flows.cli.output import Table, note, print_table

exchange = typer.Typer(no_args_is_help=True, help="Exchange the shared care plan of a patient.")

_COLUMNS = ("section", "what", "row")


@exchange.command("send")
def send(
    case_id: Annotated[
        str, typer.Argument(metavar="CASE_ID", help="The case, from `tandem show combined_list`.")
    ],
    practice: PracticeOption,
    workspace: WorkspaceOption,
    as_of: AsOfOption,
) -> None:
    """Write the care plan of a case into the outbox, as JSON and FHIR, with a notice.

    \b
    Example:
      tandem exchange send C-1 --workspace W --practice lakeside --as-of 2026-01-20
    """
    from tandem_flows.cli.running import operator
    from tandem_flows.desk import Job
    from tandem_flows.steps.exchange import send_care_plan
    from tandem_flows.workspace.folder import Workspace

    job = Job(practice, as_of, operator=operator())
    name = send_care_plan(Workspace(workspace), job, case_id)
    typer.echo(f"outbox/{practice}/{name}")


@exchange.command("receive")
def receive(
    file: Annotated[Path, typer.Argument(metavar="FILE", help="The care plan that came back.")],
    practice: PracticeOption,
    workspace: WorkspaceOption,
    as_of: AsOfOption,
    as_json: JsonOption = False,
) -> None:
    """Check a care plan that came back, take over its answers, and list what else differs.

    \b
    Example:
      tandem exchange receive care-plan.json -w W --practice lakeside --as-of 2026-01-27
    """
    from tandem_flows.cli.running import operator
    from tandem_flows.desk import Job
    from tandem_flows.steps.exchange import receive_care_plan
    from tandem_flows.workspace.folder import Workspace

    job = Job(practice, as_of, operator=operator())
    found = receive_care_plan(Workspace(workspace), job, file)
    rows = tuple(found.differences.select(_COLUMNS).iter_rows())
    print_table(Table(_COLUMNS, rows), as_json=as_json, empty="Nothing differs from our record.")
    note(
        f"{found.tasks_closed} next steps closed and {found.goals_changed} goals answered "
        f"were taken over for case {found.case_id}."
    )
