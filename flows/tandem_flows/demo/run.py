"""Runs the demonstration: two practices, two weekly calls, reports, and the table of it all."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path

import polars as pl

from tandem_flows.demo.answers import Team, call_answers, prework_answers
from tandem_flows.demo.tell import Story, tell
from tandem_flows.demo.workspace import demo_workspace
from tandem_flows.desk import Job
from tandem_flows.orchestrate.flows import run_step
from tandem_flows.server.local import running_server
from tandem_flows.steps.definition import Result
from tandem_flows.worksheets.fill import fill_sheet
from tandem_flows.worksheets.returned import read_sheet
from tandem_flows.workspace.folder import Workspace

_CALLS = 2
_OPERATOR = "demo"
_MONTH = timedelta(days=31)
_HALF_YEAR = timedelta(days=190)
Progress = Callable[[str], None]


@dataclass(frozen=True)
class _Demo:
    workspace: Workspace
    practice_id: str
    say: Progress

    def run(self, step: str, as_of: date, call_date: date | None = None) -> Result:
        job = Job(self.practice_id, as_of, call_date, _OPERATOR, "os_user")
        result = run_step(self.workspace, step, job)
        self.say(f"{self.practice_id:<10} {as_of}  {step:<15} {result.words}")
        return result

    def read(self, handoff: str, call_date: date | None = None) -> pl.DataFrame:
        return self.workspace.store(self.practice_id).read(handoff, call_date).frame

    def fill(self, kind: str, call_date: date, answers: dict[str, pl.DataFrame]) -> None:
        """Fill in the sheet as people would, and send it back into the inbox."""
        outbox = self.workspace.outbox(self.practice_id)
        made = list(outbox.rglob(f"{kind}-{call_date.isoformat()}-*.xlsx"))
        latest = max(made, key=lambda path: path.stat().st_mtime)
        fill_sheet(latest, self.workspace.inbox(self.practice_id) / latest.name, answers)


def run_demo(folder: Path, say: Progress) -> Story:
    """Make the demonstration in `folder`, run it, and return its story.

    `say` hears of each step as it ends. Raises InputRefused when the folder holds something else.
    """
    say("Inventing a plan, two practices and their patients ...")
    workspace, facts = demo_workspace(folder)
    say("Starting the workspace's own Prefect server (once) ...")
    with running_server(workspace, progress=say):
        for practice_id in facts.practices:
            _practice(_Demo(workspace, practice_id, say), facts.as_of, facts.first_call_on)
    return tell(workspace)


def _practice(demo: _Demo, as_of: date, first_call_on: date) -> None:
    demo.run("ready", as_of)
    demo.run("identify", as_of)
    calls = demo.read("calls").filter(pl.col("state") == "planned")["call_date"].sort()
    held = [on for on in calls if on >= first_call_on][:_CALLS]
    for number, call_on in enumerate(held):
        _call(demo, call_on, number)
    last = held[-1]
    demo.run("tracking", last + timedelta(days=1))
    demo.run("evaluation", last + timedelta(days=1))
    demo.run("tracking", last + _MONTH)
    demo.run("tracking", last + _HALF_YEAR)


def _call(demo: _Demo, call_on: date, number: int) -> None:
    made_on, day_before = call_on - timedelta(days=5), call_on - timedelta(days=1)
    demo.run("share", made_on, call_on)
    demo.run("prework", made_on, call_on)
    agenda = demo.read("agenda", call_on)
    for side in ("plan", "practice"):
        answers = prework_answers(agenda, side, day_before)
        demo.fill(f"prework_{side}", call_on, dict(answers))
    demo.run("record_prework", day_before, call_on)
    demo.run("call", day_before, call_on)
    suggestions = demo.read("suggestions", call_on)
    team = Team.of(demo.practice_id)
    answers = call_answers(call_on, suggestions, agenda, _proposed(demo, call_on), team)
    demo.fill("call", call_on, dict(answers))
    demo.run("record_call", call_on, call_on)
    # the first summary is on time, the second a day late, to show what a deviation looks like
    demo.run("summary", call_on + timedelta(days=1 + number), call_on)


def _proposed(demo: _Demo, call_on: date) -> list[str]:
    """Return the cases that the call's sheet proposes for the next call."""
    outbox = demo.workspace.outbox(demo.practice_id)
    made = max(outbox.glob(f"call-{call_on}-*.xlsx"), key=lambda path: path.stat().st_mtime)
    tab = next(tab for tab in read_sheet(made).tabs if tab.name == "next_patients")
    place = [line.column for line in tab.lines].index("case_id")
    return [str(row.cells[place]) for row in tab.rows]
