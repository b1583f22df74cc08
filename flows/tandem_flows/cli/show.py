"""`tandem show`: what stands in a handoff now, for people, spreadsheets and programs."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from tandem_flows.cli.options import (
    AsOfOption,
    JsonOption,
    OptionalCall,
    PracticeOption,
    WorkspaceOption,
)
from tandem_flows.cli.output import note


class Format(StrEnum):
    """How a handoff is shown."""

    TABLE = "table"
    CSV = "csv"
    JSON = "json"
    XLSX = "xlsx"


def show(
    handoff: Annotated[
        str, typer.Argument(metavar="HANDOFF", help="Its name, as in the data dictionary.")
    ],
    practice: PracticeOption,
    workspace: WorkspaceOption,
    as_of: AsOfOption,
    call: OptionalCall = None,
    form: Annotated[Format, typer.Option("--format", "-f", help="How to show it.")] = Format.TABLE,
    output: Annotated[
        Path | None,
        typer.Option("--output", "-o", help="Write to this file; needed for xlsx."),
    ] = None,
    as_json: JsonOption = False,
) -> None:
    """Show a handoff: its rows as they stand now.

    Each row also has its round_id, version and as_of (the day the step looked from); where the
    handoff has such a column itself, the added one is named record_version and so on. The
    combined_list also has the present state of each case, seen from --as-of. Of a handoff that is
    kept by call, all calls of the round are shown unless --call names one.

    \b
    Example:
      tandem show combined_list --workspace W --practice lakeside
      tandem show agenda --workspace W --practice lakeside --call 2026-01-13 --format csv
    """
    from tandem_flows.cli.formats import emit
    from tandem_flows.cli.reading import Question, read_handoff

    form = Format.JSON if as_json else form
    if form is Format.XLSX and output is None:
        raise typer.BadParameter("xlsx needs a file.", param_hint="--output")
    answer = read_handoff(Question(workspace, practice, handoff, call, as_of))
    for remark in answer.remarks:
        note(remark)
    emit(answer.frame, form.value, output, title=handoff, as_of=as_of)
