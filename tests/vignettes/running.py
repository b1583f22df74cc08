"""One step run whole, and a sheet filled in and sent back: what a thread is made of."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from tandem_flows.desk import Desk, Job
from tandem_flows.steps.catalogue import step_named
from tandem_flows.vignettes.partnership import CALLS, PRACTICE
from tandem_flows.worksheets.fill import fill_sheet
from tandem_flows.worksheets.returned import read_sheet
from tandem_flows.workspace.folder import Workspace
from tests.vignettes.answers import Answers, frames


def run_step(workspace: Workspace, name: str, as_of: date, call: int | None = None) -> None:
    """Run one step whole, as its flow would; raises the step's own refusal."""
    step = step_named(name)
    desk = Desk(step, Job(PRACTICE, as_of, CALLS[call] if call else None, "tester"), workspace)
    desk.load()
    step.run(desk)
    desk.commit()


def return_sheet(workspace: Workspace, kind: str, call: int, answers: Answers) -> None:
    """Fill in the sheet that was made, as people would, and put it into the inbox."""
    made = _sheet(workspace, kind, call)
    fill_sheet(made, workspace.inbox(PRACTICE) / made.name, frames(answers))


def proposed_next(workspace: Workspace, call: int) -> list[str]:
    """Return the cases that the call's sheet proposes for the next call."""
    made = read_sheet(_sheet(workspace, "call", call))
    tab = next(tab for tab in made.tabs if tab.name == "next_patients")
    place = [line.column for line in tab.lines].index("case_id")
    return [str(row.cells[place]) for row in tab.rows]


def _sheet(workspace: Workspace, kind: str, call: int) -> Path:
    (made,) = workspace.outbox(PRACTICE).rglob(f"{kind}-{CALLS[call]}-*.xlsx")
    return made
