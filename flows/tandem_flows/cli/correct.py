"""`tandem correct`: a later version of a record, with its reason. Nothing is overwritten."""

from __future__ import annotations

from datetime import date
from enum import StrEnum
from typing import TYPE_CHECKING, Annotated

import typer

from tandem_flows.cli.options import (
    AsOfOption,
    CallOption,
    JsonOption,
    PracticeOption,
    WorkspaceOption,
)
from tandem_flows.cli.output import Table, print_table

if TYPE_CHECKING:
    from tandem_flows.desk import Job
    from tandem_flows.steps.correct import Correction

correct = typer.Typer(no_args_is_help=True, help="Record a later version, with its reason.")

CaseOption = Annotated[str, typer.Option("--case", help="The case's id.")]

ReasonOption = Annotated[
    str, typer.Option(help="wrong_record, new_information, patient_asked or agreed_later.")
]
OtherOption = Annotated[
    list[str] | None,
    typer.Option(
        "--set",
        metavar="COLUMN=VALUE",
        help="Another column; nothing after = empties it. May be given often.",
    ),
]
_ANSWERS = "same or different for a near match; split for two patients taken as one."


class Answer(StrEnum):
    """What a person says of a match between the two lists."""

    SAME = "same"
    DIFFERENT = "different"
    SPLIT = "split"


@correct.command("decision")
def decision(
    practice: PracticeOption,
    call: CallOption,
    case: CaseOption,
    reason: ReasonOption,
    workspace: WorkspaceOption,
    as_of: AsOfOption,
    lead: Annotated[str | None, typer.Option(help="plan, practice, joint; '' for nobody.")] = None,
    outcome: Annotated[str | None, typer.Option(help="How the discussion ended.")] = None,
    membership: Annotated[str | None, typer.Option(help="The branch of the patient.")] = None,
    other: OtherOption = None,
    as_json: JsonOption = False,
) -> None:
    """Correct a decision of a call.

    A new version is recorded and the old one kept. The files that went out before are listed:
    those who hold them are to be told.

    \b
    Example:
      tandem correct decision -w W -p lakeside --call 2026-01-13 --case C-1 \\
        --lead plan --reason wrong_record
    """
    from tandem_flows.cli.changes import changes_of
    from tandem_flows.steps.correct import correct_decision
    from tandem_flows.workspace.folder import Workspace

    named = {"lead": lead, "outcome": outcome, "membership": membership}
    given = [f"{name}={value}" for name, value in named.items() if value is not None]
    changes = changes_of("decisions", [*given, *(other or [])], fixed=("call_date", "case_id"))
    job = _job(practice, as_of, call)
    _print(correct_decision(Workspace(workspace), job, case, changes, reason), as_json=as_json)


@correct.command("match")
def match(
    practice: PracticeOption,
    case: CaseOption,
    answer: Annotated[Answer, typer.Option(help=_ANSWERS)],
    answered_by: Annotated[str, typer.Option("--by", help="The team member who says so, by id.")],
    workspace: WorkspaceOption,
    as_of: AsOfOption,
    as_json: JsonOption = False,
) -> None:
    """Answer a near match, or take a wrong match apart.

    The answer counts from the next `tandem run share` on. A split gives the practice's patient a
    case of its own and lists the files that went out before.

    \b
    Example:
      tandem correct match -w W -p lakeside --case C-1 --answer split --by lakeside-care
    """
    from tandem_flows.steps.correct_match import answer_match, split_match
    from tandem_flows.workspace.folder import Workspace

    opened, job = Workspace(workspace), _job(practice, as_of, None)
    if answer is Answer.SPLIT:
        _print(split_match(opened, job, case, answered_by=answered_by), as_json=as_json)
        return
    is_same = answer is Answer.SAME
    handoff_id = answer_match(opened, job, case, is_same=is_same, answered_by=answered_by)
    typer.echo(f"Recorded as {handoff_id}.")


def _job(practice_id: str, as_of: date, call_date: date | None) -> Job:
    from tandem_flows.cli.running import operator
    from tandem_flows.desk import Job

    return Job(practice_id, as_of, call_date, operator(), "os_user")


def _print(correction: Correction, *, as_json: bool) -> None:
    rows = tuple((item.file, item.sent_on, item.channel) for item in correction.holders)
    table = Table(("file", "sent_on", "channel"), rows)
    if as_json:
        print_table(table, as_json=True)
        return
    typer.echo(f"Recorded as {correction.handoff_id}, case {correction.case_id}.")
    if rows:
        typer.echo("These files went out before; tell those who hold them:")
    print_table(table, empty="No file went out before.")
