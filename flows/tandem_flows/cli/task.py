"""`tandem task`: the next steps that were agreed, and closing one."""

from __future__ import annotations

from datetime import date
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from tandem_flows.cli.options import (
    AsOfOption,
    CallOption,
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


class Group(StrEnum):
    """For whom open tasks are counted."""

    PERSON = "person"
    ORGANISATION = "organisation"


@task.command("list")
def list_tasks(
    practice: PracticeOption,
    workspace: WorkspaceOption,
    as_of: AsOfOption,
    text: Annotated[
        bool, typer.Option("--text", help="Show what to do too: a patient's data.")
    ] = False,
    by: Annotated[
        Group | None, typer.Option("--by", help="Count them for each person or organisation.")
    ] = None,
    as_json: JsonOption = False,
) -> None:
    """List the open tasks, the earliest due first.

    \b
    Example:
      tandem task list --workspace W --practice lakeside --as-of 2026-01-20
    """
    tasks = _tasks(workspace, practice)
    if by is not None:
        _print_counts(tasks, by, as_of, as_json=as_json)
        return
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


@task.command("record")
def record(
    practice: PracticeOption, call: CallOption, workspace: WorkspaceOption, as_of: AsOfOption
) -> None:
    """Record the follow-up sheet of a call that waits in the inbox.

    It is checked as a whole. A sheet with mistakes is refused with one report, and nothing of it
    is kept; a fresh copy with the wrong cells marked lies in the outbox.

    \b
    Example:
      tandem task record --workspace W --practice lakeside --call 2026-01-13
    """
    from tandem_flows.cli.running import operator
    from tandem_flows.desk import Job
    from tandem_flows.steps.follow_up import record_follow_up
    from tandem_flows.workspace.folder import Workspace

    job = Job(practice, as_of, call, operator())
    closed = record_follow_up(Workspace(workspace), job)
    typer.echo(f"{closed} tasks closed.")


def _print_counts(tasks: pl.DataFrame, by: Group, as_of: date, *, as_json: bool) -> None:
    """Print how many tasks are open and late, the most late first."""
    from tandem_flows.rules.follow_up import counts, promised_steps

    owed = promised_steps(tasks, as_of)
    names = ("organisation", "owner") if by is Group.PERSON else ("organisation",)
    found = counts(owed, names)
    print_table(
        Table(tuple(found.columns), tuple(found.iter_rows())),
        as_json=as_json,
        empty="No task is open.",
    )


def _tasks(folder: Path, practice: str) -> pl.DataFrame:
    from tandem_flows.store.reading import empty_frame
    from tandem_flows.workspace.folder import Workspace
    from tandem_validators.handoffs.registry import handoff

    store = Workspace(folder).store(practice)
    return store.read("tasks").frame if store.path.is_file() else empty_frame(handoff("tasks"))


def _is_late(due_on: Cell, as_of: date) -> bool:
    return isinstance(due_on, date) and due_on < as_of
