"""`tandem check`: do guideline, code, schemas and tests agree?"""

from __future__ import annotations

from pathlib import Path

import typer

from tandem_flows.cli.output import note, working
from tandem_validators.counts import counted


def check() -> None:
    """Tell whether guideline, code and tests agree.

    Every disagreement is listed, in both directions; exit code 1 when there is any.

    \b
    Example:
      tandem check
    """
    from tandem_site.agreement import disagreements

    with working("Reading guideline, code, schemas and tests"):
        problems = disagreements(repository())
    if not problems:
        typer.echo("Guideline, code, schemas and tests agree.")
        return
    for problem in problems:
        note(str(problem))
    note(f"\n{counted(len(problems), 'disagreement')} between guideline, code, schemas and tests.")
    raise typer.Exit(1)


def repository() -> Path:
    """Return the checkout this command runs from; raise InputRefused when there is none."""
    from tandem_validators.errors import InputRefused, Problem
    from tandem_validators.guideline.folder import guideline_folder

    found = guideline_folder().parent
    if (found / "flows").is_dir() and (found / "tests").is_dir():
        return found
    remedy = "Run this from an editable install in a checkout of the repository."
    raise InputRefused(Problem("this installation", "has no source code and tests", remedy))
