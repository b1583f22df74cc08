"""What the software itself owes on a day, for one partnership. People's part is only shown.

Here: which steps have become due. Not here: running them, and the board of what waits for whom.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path

import polars as pl

from tandem_flows.desk import Desk, Job
from tandem_flows.inbox.practice_list import LIST_ENDINGS
from tandem_flows.marks import implements
from tandem_flows.rules.days import add_months
from tandem_flows.rules.prework import due_on
from tandem_flows.rules.ready import call_dates
from tandem_flows.steps.arrivals import waiting_files
from tandem_flows.steps.came_back import calls_to_take_back, content_of
from tandem_flows.steps.definition import Result, Step
from tandem_flows.steps.history import HISTORY
from tandem_flows.worksheets.kinds import FOLLOW_UP
from tandem_flows.workspace.folder import Workspace


def _nothing(desk: Desk) -> Result:
    return Result("nothing was changed")


_READS = (
    "team",
    "plan_list",
    "combined_list",
    "sent_sheets",
    "summary",
    "enrolments",
    *HISTORY,
)
_LOOK = Step("advance", "ready", "See what is due", _READS, (), False, False, _nothing)


@dataclass(frozen=True)
class DueRun:
    """A step that has become due, about which call, and why."""

    step: str
    call_date: date | None
    why: str


@implements("INF-07", "ROL-12")
def due_runs(workspace: Workspace, practice_id: str, as_of: date) -> list[DueRun]:
    """Return the steps that the software runs by itself on `as_of`, in the order to run them."""
    desk = Desk(_LOOK, Job(practice_id, as_of), workspace)
    desk.load()
    return [
        *_beginning(desk),
        *_for_next_call(desk),
        *_after_calls(desk),
        *_between_calls(desk),
        *_came_back(desk),
    ]


def _beginning(desk: Desk) -> Iterator[DueRun]:
    if desk.read("team").is_empty() and _lying(desk, "team.csv"):
        yield DueRun("ready", None, "the contacts of both sides have arrived")
    lists = [path for end in LIST_ENDINGS for path in _lying(desk, f"practice_list{end}")]
    arrived = [content_of(desk, path) for path in lists]
    months = desk.values.number("round_months")
    is_over = desk.has_round and desk.as_of >= add_months(desk.round.opened_on, months)
    is_new = bool(arrived) and desk.store.last_source("practice_list") not in arrived
    if is_new and (not desk.has_round or is_over):
        yield DueRun("identify", None, "a round of lists begins")


def _came_back(desk: Desk) -> Iterator[DueRun]:
    """Yield the follow-up sheets whose content was neither recorded nor refused before.

    They come last: a sheet with mistakes ends the day's runs, and is refused only once.
    """
    for call_on in calls_to_take_back(desk, FOLLOW_UP):
        yield DueRun("record_follow_up", call_on, "a follow-up sheet came back")


def _lying(desk: Desk, name: str) -> list[Path]:
    return waiting_files(desk.workspace, desk.practice.practice_id, name)


def _for_next_call(desk: Desk) -> Iterator[DueRun]:
    """Yield the lists and sheets of the next call, from one interval before it on."""
    call_on = call_dates(desk.read("calls"), desk.as_of).first_planned(desk.as_of)
    interval = timedelta(days=desk.values.number("call_interval_days"))
    if call_on is None or not desk.has_round or desk.as_of < call_on - interval:
        return
    made = desk.read("sent_sheets").filter(pl.col("call_date") == call_on)["kind"].to_list()
    if desk.read("agenda").filter(pl.col("call_date") == call_on).is_empty():
        yield DueRun("share", call_on, "the patients of the next call are to be marked")
    if "prework_plan" not in made:
        yield DueRun("prework", call_on, "both sides need their sheets")
    if "call" not in made and desk.as_of >= due_on(call_on, desk.values, desk.closed_days):
        yield DueRun("call", call_on, "the call needs its sheet")


def _after_calls(desk: Desk) -> Iterator[DueRun]:
    decided = set(desk.read("decisions")["call_date"])
    summed_up = set(desk.read("summary")["call_date"])
    for call_on in sorted(decided - summed_up):
        yield DueRun("summary", call_on, "the summary of a held call is owed")
    for call_on in desk.store.corrected_after_summary():
        yield DueRun("summary", call_on, "a decision was corrected after the summary went out")


def _between_calls(desk: Desk) -> Iterator[DueRun]:
    """Yield tracking and evaluation once anything was decided; they find what is due themselves."""
    if desk.read("decisions").height:
        yield DueRun("tracking", None, "reports, notices and the tracking list")
        yield DueRun("evaluation", None, "index dates and surveys")
