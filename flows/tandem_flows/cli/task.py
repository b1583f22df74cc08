"""`tandem task`: the next steps that were agreed, and closing one."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from tandem_flows.cli.options import (
    AsOfOption,
    JsonOption,
    PracticeOption,
    WorkspaceOption,
    read_date,
)
from tandem_flows.cli.output import Cell, Table, print_table

if TYPE_CHECKING:
    import polars as pl

task = typer.Typer(no_args_is_help=True, help="Follow up on the next steps that were agreed.")

_COLUMNS = ("task_id", "case_id", "kind", "owner_organisation", "owner", "due_on")


@task.command("list")
def list_tasks(
    practice: PracticeOption,
    workspace: WorkspaceOption,
    as_of: AsOfOption,
    text: Annotated[
        bool, typer.Option("--text", help="Show what to do too: a patient's data.")
    ] = False,
    as_json: JsonOption = False,
) -> None:
    """List the open tasks, the earliest due first.

    \b
    Example:
      tandem task list --workspace W --practice lakeside --as-of 2026-01-20
    """
    tasks = _tasks(workspace, practice)
    names = (*_COLUMNS, "action") if text else _COLUMNS
    is_open = [row for row in tasks.iter_rows(named=True) if row["state"] == "open"]
    rows = tuple(
        (*(row[name] for name in names), _is_late(row["due_on"], as_of))
        for row in sorted(is_open, key=lambda row: (row["due_on"], row["task_id"]))
    )
    print_table(Table((*names, "is_late"), rows), as_json=as_json, empty="No task is open.")


@task.command("done")
def done(
    task_id: Annotated[
        str, typer.Argument(metavar="TASK_ID", help="The task's id, from `tandem task list`.")
    ],
    practice: PracticeOption,
    on: Annotated[
        date, typer.Option("--on", parser=read_date, metavar="DATE", help="When it was done.")
    ],
    result: Annotated[
        str,
        typer.Option(
            "--result",
            prompt="What came of it",
            help="What came of it, in words; asked for when left out, so that no shell keeps it.",
        ),
    ],
    workspace: WorkspaceOption,
) -> None:
    """Close a task with its day and what came of it.

    \b
    Example:
      tandem task done T-7F3K --workspace W --practice lakeside --on 2026-01-20 --result "Visit set"
    """
    from tandem_flows.cli.running import operator
    from tandem_flows.steps.tasks import close_task
    from tandem_flows.workspace.folder import Workspace

    close_task(Workspace(workspace), practice, task_id, on, result, operator())
    typer.echo(f"{task_id} is done.")


def _tasks(folder: Path, practice: str) -> pl.DataFrame:
    from tandem_flows.store.reading import empty_frame
    from tandem_flows.workspace.folder import Workspace
    from tandem_validators.handoffs.registry import handoff

    store = Workspace(folder).store(practice)
    return store.read("tasks").frame if store.path.is_file() else empty_frame(handoff("tasks"))


def _is_late(due_on: Cell, as_of: date) -> bool:
    return isinstance(due_on, date) and due_on < as_of
