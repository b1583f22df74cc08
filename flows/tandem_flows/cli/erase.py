"""`tandem erase`: remove a patient from a partnership's record, so that the record still holds."""

from __future__ import annotations

from enum import StrEnum
from typing import Annotated

import typer

from tandem_flows.cli.options import AsOfOption, PracticeOption, WorkspaceOption
from tandem_flows.cli.output import Table, print_table, working


class Reason(StrEnum):
    """Why; a code, for the ledger holds no free text."""

    RETENTION_OVER = "retention_over"
    PATIENT_RIGHT = "patient_right"
    LISTED_BY_MISTAKE = "listed_by_mistake"
    COURT_ORDER = "court_order"


def erase(
    case: Annotated[str, typer.Argument(metavar="CASE", help="The case's id.")],
    practice: PracticeOption,
    reason: Annotated[Reason, typer.Option("--reason", help="Why, as a code.")],
    workspace: WorkspaceOption,
    as_of: AsOfOption,
) -> None:
    """Erase a patient for good.

    All that is stored of the patient goes, in every version; what proves the record stays, and an
    entry says that it was erased. Backups made before still hold it. Files that name the patient
    are listed: delete them yourself. A case under a legal hold is refused.

    \b
    Example:
      tandem erase C-7KQ2MWXA --workspace W --practice lakeside --reason retention_over
    """
    from tandem_flows.cli.running import operator
    from tandem_flows.privacy.erase import erase_patient
    from tandem_flows.workspace.folder import Workspace

    opened = Workspace(workspace)
    with working("Erasing"):
        done = erase_patient(opened, practice, case, reason.value, as_of, operator())
    if done.erasure.rows:
        typer.echo(f"{case}: {done.erasure.rows} rows erased; the record still holds.")
    else:
        typer.echo(f"{case}: was erased before; its place in the file was wiped once more.")
    typer.echo("The patient is still in backups made before, and in the files listed below.")
    typer.echo("Take the patient off the lists that come in, or the next run names them again.")
    rows = tuple((file.file, file.why) for file in done.files)
    print_table(Table(("file", "why"), rows), empty="No file of inbox or outbox names the patient.")
