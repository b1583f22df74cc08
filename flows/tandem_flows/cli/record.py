"""`tandem record`: take back the sheet that waits in the inbox."""

from __future__ import annotations

from enum import StrEnum
from typing import Annotated

import typer

from tandem_flows.cli.options import AsOfOption, CallOption, PracticeOption, WorkspaceOption


class Sheet(StrEnum):
    """Which sheet is taken back."""

    PREWORK = "prework"
    CALL = "call"


def record(
    sheet: Annotated[Sheet, typer.Argument(metavar="SHEET", help="prework or call.")],
    practice: PracticeOption,
    call: CallOption,
    workspace: WorkspaceOption,
    as_of: AsOfOption,
) -> None:
    """Record the sheet that waits in the inbox.

    Whatever valid sheet of the call lies in inbox/<practice> is checked as a whole and recorded.
    A sheet with mistakes is refused with one report (sheet, row, column, what to do), and nothing
    of it is kept; put the corrected sheet there and run this again.

    \b
    Example:
      tandem record prework --workspace W --practice lakeside --call 2026-01-13
    """
    from tandem_flows.cli.running import Asked, run_steps
    from tandem_flows.steps.catalogue import step_named

    step = step_named(f"record_{sheet.value}")
    run_steps([step], Asked(workspace, practice, as_of, call))
