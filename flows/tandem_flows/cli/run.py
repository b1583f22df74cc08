"""`tandem run`: one step of the process now, or a whole cycle."""

from __future__ import annotations

from enum import StrEnum
from typing import Annotated

import typer

from tandem_flows.cli.options import AsOfOption, OptionalCall, PracticeOption, WorkspaceOption


class Word(StrEnum):
    """The guideline's word of a step, or all of them in order."""

    READY = "ready"
    IDENTIFY = "identify"
    SHARE = "share"
    PREWORK = "prework"
    CALL = "call"
    SUMMARY = "summary"
    TRACKING = "tracking"
    EVALUATION = "evaluation"
    MEASURES = "measures"
    CYCLE = "cycle"


def run(
    step: Annotated[
        Word,
        typer.Argument(
            metavar="STEP",
            help="The guideline's word of the step; cycle runs them in order.",
        ),
    ],
    practice: PracticeOption,
    workspace: WorkspaceOption,
    as_of: AsOfOption,
    call: OptionalCall = None,
) -> None:
    """Run one step now, or a whole cycle.

    `run prework` and `run call` make the sheets that people fill in; `tandem record` takes them
    back. A step about one call takes the next planned call on or after --as-of unless --call
    names one. Running a step again with the same inputs changes nothing. `run cycle` goes on
    until people's sheets are missing; put them into the inbox and run it again.

    \b
    Example:
      tandem run ready --workspace W --practice lakeside
      tandem run share --workspace W --practice lakeside --as-of 2026-01-09 --call 2026-01-13
    """
    from tandem_flows.cli.running import Asked, run_word

    run_word(step.value, Asked(workspace, practice, as_of, call))
