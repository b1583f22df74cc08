"""One week of one partnership, as the demonstration and the tests on real input go through it.

Here: the order of steps around a call and the sheets that go to and fro. How a step is run is for
the caller: with Prefect, or directly.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path

import polars as pl

from tandem_flows.demo.answers import Past, Team, call_answers, prework_answers
from tandem_flows.desk import Job
from tandem_flows.steps.definition import Result
from tandem_flows.worksheets.fill import fill_sheet
from tandem_flows.worksheets.returned import read_sheet
from tandem_flows.workspace.folder import Workspace

Perform = Callable[[Workspace, str, Job], Result]
_OPERATOR = "demo"
_DAY = timedelta(days=1)
_LISTS_BEFORE = timedelta(days=5)


@dataclass(frozen=True)
class Partnership:
    """A plan and one practice in a workspace; `perform` runs a step by name for a job."""

    workspace: Workspace
    practice_id: str
    perform: Perform

    def run(self, step: str, as_of: date, call_date: date | None = None) -> Result:
        """Run one step."""
        job = Job(self.practice_id, as_of, call_date, _OPERATOR, "os_user")
        return self.perform(self.workspace, step, job)

    def read(self, handoff: str, call_date: date | None = None) -> pl.DataFrame:
        """Return the latest rows of a handoff."""
        return self.workspace.store(self.practice_id).read(handoff, call_date).frame

    def send_back(self, kind: str, call_on: date, answers: dict[str, pl.DataFrame]) -> None:
        """Fill in the latest sheet as people would, and put it into the inbox."""
        sheet = self._sheet(kind, call_on)
        inbox = self.workspace.inbox(self.practice_id)
        wanted = {tab: frame for tab, frame in answers.items() if frame.height}
        fill_sheet(sheet, inbox / sheet.name, wanted)

    def sent(self, kind: str, call_on: date, tab: str, column: str) -> list[str]:
        """Return what the rows of a tab that were sent say in a column."""
        tabs = read_sheet(self._sheet(kind, call_on)).tabs
        shown = next(there for there in tabs if there.name == tab)
        place = [line.column for line in shown.lines].index(column)
        rows = shown.rows[: shown.lines[0].sent_rows]
        return [str(row.cells[place]) for row in rows]

    def _sheet(self, kind: str, call_on: date) -> Path:
        outbox = self.workspace.outbox(self.practice_id)
        made = outbox.rglob(f"{kind}-{call_on.isoformat()}-*.xlsx")
        return max(made, key=lambda path: path.stat().st_mtime)


def begin(partnership: Partnership, as_of: date, count: int) -> list[date]:
    """Share contacts and lists; return the days of the first calls."""
    partnership.run("ready", as_of)
    partnership.run("identify", as_of)
    calls = partnership.read("calls").filter(pl.col("state") == "planned")["call_date"]
    first_on = partnership.workspace.practice(partnership.practice_id).first_call_on
    return [on for on in calls.sort() if on >= first_on][:count]


def prepare(partnership: Partnership, call_on: date) -> None:
    """Mark the patients, do the research on both sides, and make the sheet of the call."""
    made_on, day_before = call_on - _LISTS_BEFORE, call_on - _DAY
    partnership.run("share", made_on, call_on)
    partnership.run("prework", made_on, call_on)
    agenda, tried = partnership.read("agenda", call_on), partnership.read("outreach_attempts")
    for side in ("plan", "practice"):
        steps = _steps(partnership, f"prework_{side}", call_on)
        answers = prework_answers(agenda, side, day_before, steps, tried.height)
        partnership.send_back(f"prework_{side}", call_on, dict(answers))
    partnership.run("record_prework", day_before, call_on)
    partnership.run("call", day_before, call_on)


def hold(partnership: Partnership, call_on: date, summary_after: timedelta = _DAY) -> None:
    """Hold the call: fill in its sheet, record it, and send the summary."""
    names = ("decisions", "goals", "tasks", "outreach_attempts")
    answers = call_answers(
        call_on,
        partnership.read("suggestions", call_on),
        partnership.read("agenda", call_on),
        partnership.sent("call", call_on, "next_patients", "case_id"),
        Team.listed(partnership.read("team")),
        Past(*(partnership.read(name) for name in names)),
    )
    partnership.send_back("call", call_on, dict(answers))
    partnership.run("record_call", call_on, call_on)
    partnership.run("summary", call_on + summary_after, call_on)


def _steps(partnership: Partnership, kind: str, call_on: date) -> pl.DataFrame:
    """Return the open steps of a side's sheet, in the order of the combined list."""
    shown = partnership.sent(kind, call_on, "tasks", "task_id")
    tasks = partnership.read("tasks").filter(pl.col("task_id").is_in(shown))
    listed = partnership.read("combined_list").select("case_id").with_row_index("place")
    return tasks.join(listed, on="case_id").sort("call_date", "kind", "place")
