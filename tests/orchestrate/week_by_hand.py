"""One practice's week from Prefect's pages: what the administrator starts, and what people send.

The same week is checked by `test_by_hand` and photographed by `screenshots`. Sheets are put into
the inbox as people would do; one comes back with a mistake.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date

import polars as pl
from playwright.sync_api import Page

from tandem_flows.demo.answers import Team, call_answers, prework_answers
from tandem_flows.steps.catalogue import step_named
from tandem_flows.worksheets.returned import read_sheet
from tests.orchestrate.administrator import HEIGHT, Administrator, Run
from tests.orchestrate.kept_by_browser import kept_by_browser
from tests.orchestrate.marked import MARK, mark_answers
from tests.steps.workspaces import FIRST_CALL, Practice

MONDAY_BEFORE, THURSDAY = date(2026, 1, 5), date(2026, 1, 8)
MONDAY, TUESDAY, WEDNESDAY = date(2026, 1, 12), FIRST_CALL, date(2026, 1, 14)
CALL = {"Day of the call": FIRST_CALL}
# takes a picture of a page by its name, in a window of a height
Take = Callable[[Page, str, int], None]


@dataclass
class Week:
    """The week as it went: every run, and the texts that were read on the way."""

    someone: Administrator
    practice: Practice
    camera: Take
    runs: list[Run] = field(default_factory=list)
    pages: dict[str, str] = field(default_factory=dict)
    stored: str = ""

    def run(self, deployment: str, on: date, more: dict[str, date] | None = None) -> Run:
        """Start a deployment for the practice by its form."""
        by = "Recorded by" if deployment.startswith("record") else "Run by"
        who = {} if deployment == "status" else {by: "plan-manager"}
        fields = {"Partnership": self.practice.practice_id, **(more or {}), **who}
        self.runs.append(self.someone.start(deployment, {**fields, "Day to look from": on}))
        return self.runs[-1]

    def take(self, name: str, height: int = HEIGHT) -> None:
        self.camera(self.someone.page, name, height)

    def artifact(self, step: str, title: str) -> None:
        key = f"{step}-{self.practice.practice_id}"
        self.pages[step] = self.someone.open_artifact(key, title)


def week(someone: Administrator, practice: Practice, camera: Take) -> Week:
    """Go through the week from the login to the summary."""
    going = Week(someone, practice, camera)
    _log_in(going)
    _lists(going)
    _research(going)
    going.run("status", MONDAY)
    going.artifact("status-board", "Status board")
    going.take("status-board")
    _call(going)
    someone.list_diary()
    going.take("runs", 1580)
    going.stored = kept_by_browser(someone.page)
    return going


def _log_in(going: Week) -> None:
    going.someone.open_pages()
    going.take("login", 620)
    going.someone.log_in()
    going.someone.list_of("Deployments")
    going.someone.page.get_by_text("Page 1 of").wait_for()
    going.take("deployments")


def _lists(going: Week) -> None:
    """Monday a week before: contacts and lists. Thursday: both lists are combined."""
    going.run("ready", MONDAY_BEFORE)
    someone, practice_id = going.someone, going.practice.practice_id
    someone.open_form("identify")
    someone.fill_in({"Partnership": practice_id, "Run by": "plan-manager"})
    someone.fill_in({"Day to look from": MONDAY_BEFORE})
    going.take("form", 830)
    going.runs.append(someone.submit())
    someone.look_again()
    going.take("run", 980)
    going.run("share", THURSDAY)
    going.artifact("share", step_named("share").title)
    going.take("share", 1140)
    going.run("prework", THURSDAY)


def _research(going: Week) -> None:
    """Monday: the plan's sheet comes back with a mistake, is refused, and comes back corrected."""
    is_first = pl.int_range(pl.len()) == 0
    days = pl.col("completed_on").cast(pl.String)
    mistake = pl.when(is_first).then(pl.lit(f"soon {MARK}")).otherwise(days)
    _return_research(going.practice, mistake.alias("completed_on"))
    going.run("record-prework", MONDAY, CALL)
    going.someone.look_again()
    going.take("failed-run", 980)
    going.artifact("refused", "Refused, nothing was stored")
    going.take("refused", 480)
    with going.someone.report() as page:
        going.pages["report"] = page.inner_text("body")
        going.camera(page, "report", 300)
    _return_research(going.practice)
    going.run("record-prework", MONDAY, CALL)


def _call(going: Week) -> None:
    """Monday: the sheet of the call is made. Tuesday: it is recorded. Wednesday: the summary."""
    going.run("call", MONDAY)
    going.practice.send_back("call", FIRST_CALL, mark_answers(_spoken(going.practice)))
    going.run("record-call", TUESDAY, CALL)
    going.run("summary", WEDNESDAY, CALL)
    going.artifact("summary", step_named("summary").title)


def _return_research(practice: Practice, spoil: pl.Expr | None = None) -> None:
    for side in ("plan", "practice"):
        agenda = practice.rows("agenda", FIRST_CALL)
        answers = mark_answers(dict(prework_answers(agenda, side, MONDAY)))
        if spoil is not None and side == "plan":
            answers["patients"] = answers["patients"].with_columns(spoil)
        practice.send_back(f"prework_{side}", FIRST_CALL, answers)


def _spoken(practice: Practice) -> dict[str, pl.DataFrame]:
    """Return what both teams write into the sheet of the call."""
    tabs = read_sheet(practice.sheet("call", FIRST_CALL)).tabs
    [proposed] = [tab for tab in tabs if tab.name == "next_patients"]
    place = [line.column for line in proposed.lines].index("case_id")
    case_ids = [str(row.cells[place]) for row in proposed.rows]
    suggestions, agenda = (practice.rows(name, FIRST_CALL) for name in ("suggestions", "agenda"))
    team = Team.of(practice.practice_id)
    return dict(call_answers(FIRST_CALL, suggestions, agenda, case_ids, team))
