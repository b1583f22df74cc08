"""The follow-up list and its sheet: made with each summary, and taken back from the inbox."""

from __future__ import annotations

from collections.abc import Sequence

import polars as pl

from tandem_flows.desk import Desk, Job
from tandem_flows.documents.follow_up import follow_up_paper
from tandem_flows.documents.page import PageFile
from tandem_flows.documents.pdf import PdfFile
from tandem_flows.marks import implements
from tandem_flows.rules.follow_up import promised
from tandem_flows.rules.tasks import merge_tasks
from tandem_flows.steps.records import record_desk
from tandem_flows.steps.returned_sheets import returned_answers
from tandem_flows.steps.sheets import Frames, SheetPlan, make_sheet
from tandem_flows.worksheets.follow_up_tabs import FOLLOW_UP, follow_up_tabs
from tandem_flows.worksheets.tab import Tab
from tandem_flows.workspace.folder import Workspace

RECORD_READS, RECORD_WRITES = ("tasks", "sent_sheets"), ("tasks",)
_UPDATE = ("task_id", "state", "closed_on", "result")


def _tabs(frames: Frames) -> Sequence[Tab]:
    return follow_up_tabs(frames["open_tasks"], frames["people"], frames["team"])


PLAN = SheetPlan(
    FOLLOW_UP,
    "Follow-up sheet",
    (
        "Say what became of each next step: its state, the day, and what came of it.",
        "Leave what is still open as it is.",
    ),
    _tabs,
)


@implements("INF-07", "SUM-05")
def make_follow_up(desk: Desk, people: pl.DataFrame) -> None:
    """Plan the follow-up list to read and its sheet to fill in, as of the run's day.

    `people` has the names of everyone listed.
    """
    tasks, team = desk.read("tasks"), desk.read("team")
    known = pl.concat([desk.every_round("combined_list").select(people.columns), people])
    known = known.unique("case_id", keep="last", maintain_order=True)
    owed = promised(tasks, desk.read("decisions"), desk.read("tracking_list"), desk.as_of)
    names = dict(team.select("person", "name").iter_rows())
    paper = follow_up_paper(owed, known, names, desk.as_of)
    name = f"follow-up-list-{desk.call_date.isoformat()}.html"
    forms, cases = {".pdf": PdfFile(paper)}, owed["case_id"]
    desk.deliver(
        name, PageFile(paper), "INF-07", "SUM-05", cases=cases, forms=forms, count=owed.height
    )
    open_tasks = tasks.filter(state="open")
    if open_tasks.is_empty():
        return
    frames = {
        "agenda": open_tasks.select("case_id"),
        "open_tasks": open_tasks,
        "people": known.join(open_tasks, on="case_id", how="semi", maintain_order="left"),
        "team": team.select("person", "name"),
    }
    make_sheet(desk, PLAN, frames)


@implements("INF-07", "CMP-03")
def record_follow_up(workspace: Workspace, job: Job) -> int:
    """Record the follow-up sheet of the job's call that waits in the inbox; return how many closed.

    Raises InputRefused or RuleRefused with all that is wrong with it; nothing is half-saved.
    """
    desk = record_desk(workspace, job, "call", RECORD_READS, RECORD_WRITES)
    closed = take_back(desk)
    desk.commit()
    return closed


@implements("INF-07", "CMP-03")
def take_back(desk: Desk) -> int:
    """Stage what the follow-up sheet of the run's call says; return how many steps it closes."""
    (answers,) = returned_answers(desk, (PLAN,))
    said = pl.concat([frame.select(_UPDATE) for frame in answers.frames.values()])
    closed = said.filter(pl.col("state") != "open")
    tasks = desk.read("tasks")
    desk.hand_on(
        "tasks",
        merge_tasks(tasks, tasks.clear(), closed),
        "INF-07",
        source_hash=answers.source_hash,
    )
    return closed.height
