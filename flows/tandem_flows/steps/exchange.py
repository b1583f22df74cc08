"""Exchanging a patient's shared care plan: sent by the agreed channel, and taken in on return."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import polars as pl

from tandem_flows.desk import Desk, Job
from tandem_flows.documents.file import text_file
from tandem_flows.exchange.care_plan import SECTIONS, CarePlan, care_plan
from tandem_flows.exchange.differences import case_problems, differences
from tandem_flows.exchange.fhir import as_bundle
from tandem_flows.exchange.json_form import as_json, read_json
from tandem_flows.exchange.notice import notice, people_to_tell
from tandem_flows.inbox.opened import HeldFile, InboxFile, read_file, source_hash
from tandem_flows.marks import implements
from tandem_flows.rules.goals import merge_goals
from tandem_flows.rules.tasks import merge_tasks
from tandem_flows.steps.arrivals import (
    ENDINGS,
    check_new,
    in_clear,
    travels_sealed,
    unsealed_file,
)
from tandem_flows.steps.consent import background_today
from tandem_flows.steps.records import record_desk
from tandem_flows.steps.refusals import refusals_on_record
from tandem_flows.store.canonical import digest
from tandem_flows.workspace.folder import Workspace
from tandem_validators.errors import InputRefused, Problem

_FROM = tuple(dict.fromkeys(section.handoff for section in SECTIONS.values()))
_READS = (*_FROM, "team", "combined_list", "exchanges")


@dataclass(frozen=True)
class Received:
    """A care plan that was taken in: its case, what differs, and what went into the registers."""

    case_id: str
    differences: pl.DataFrame
    tasks_closed: int
    goals_changed: int


@implements("ELC-01", "ELC-02", "ELC-03", "ELC-04", "ELC-05")
def send_care_plan(workspace: Workspace, job: Job, case_id: str) -> str:
    """Write the care plan of a case for the practice, and the notice to the care managers.

    Returns the file's name. Raises InputRefused for a case that is not of this practice.
    """
    desk = record_desk(workspace, job, "call", _READS, ("exchanges",))
    plan = _own(desk, case_id)
    people, text = people_to_tell(desk.require("team")), as_json(plan)
    name = f"care-plan-{case_id}-{desk.as_of.isoformat()}"
    bundle, cases = text_file(as_bundle(plan)), (case_id,)
    desk.deliver(
        f"{name}.json", text_file(text), "ELC-01", "ELC-02", cases=cases, case_id=case_id, count=1
    )
    desk.deliver(f"{name}.fhir.json", bundle, "ELC-02", cases=cases, case_id=case_id, count=1)
    letter = text_file(notice(people, desk.practice.channel))
    desk.draft_letter(f"notice-{desk.as_of.isoformat()}.eml", letter)
    _note_exchange(desk, case_id, "sent", digest(text), people.height)
    desk.commit()
    return desk.carrier.place(Path(f"{name}.json")).name


@implements("ELC-01", "ELC-02", "ELC-03")
def receive_care_plan(workspace: Workspace, job: Job, path: Path) -> Received:
    """Take in a care plan that came back: checked whole, then its answers go into the registers.

    What became of known next steps and goals is taken over; everything else that differs is shown,
    for people to settle in the call. Raises InputRefused with all that is wrong with the file.
    """
    desk = record_desk(workspace, job, "call", _READS, ("goals", "tasks", "exchanges"))
    held = _opened(desk, path)
    with refusals_on_record(desk, "care_plan_refused", held):
        text = read_file(held).decode("utf-8", errors="replace")
        theirs = read_json(text, held.name)
        known = frozenset(desk.require("combined_list")["case_id"])
        problems = case_problems(theirs, desk.practice.practice_id, known)
        if problems:
            raise InputRefused(problems)
    if isinstance(held, HeldFile):
        check_new(desk, held, path, f"care plan {theirs.case_id}")
        desk.note_file(held.name, source_hash(held))
    found = differences(_own(desk, theirs.case_id), theirs)
    closed, changed = _take_over(desk, theirs)
    _note_exchange(desk, theirs.case_id, "received", digest(text), 0)
    desk.commit()
    return Received(theirs.case_id, found, closed, changed)


def _opened(desk: Desk, path: Path) -> InboxFile:
    """Return the file that came back, opened; raise InputRefused when it should be and is not."""
    if not travels_sealed(desk):
        return path
    if path.is_file() and path.suffix.lower() not in ENDINGS:
        raise InputRefused(in_clear(desk, path))
    return unsealed_file(desk, path)


def _own(desk: Desk, case_id: str) -> CarePlan:
    if case_id not in desk.require("combined_list")["case_id"].to_list():
        remedy = "Take the case from `tandem show combined_list`."
        raise InputRefused(Problem(f"case {case_id}", "is not known to this practice", remedy))
    frames = {name: desk.read(name) for name in _FROM} | {"background": background_today(desk)}
    return care_plan(desk.practice.practice_id, case_id, desk.as_of, frames)


def _take_over(desk: Desk, theirs: CarePlan) -> tuple[int, int]:
    """Stage the next steps that were closed and the goals that were answered; return how many."""
    tasks, goals = desk.read("tasks"), desk.read("goals")
    open_ones = tasks.filter(pl.col("state") == "open", pl.col("case_id") == theirs.case_id)
    closed = (
        theirs.sections["tasks"]
        .filter(pl.col("state") != "open")
        .join(open_ones, on="task_id", how="semi")
        .select("task_id", "state", "closed_on", "result")
    )
    case = pl.lit(theirs.case_id).alias("case_id")
    answered = theirs.sections["goals"].with_columns(case).select(goals.columns)
    changed = answered.join(goals, on="goal_id", how="semi").join(
        goals, on=goals.columns, how="anti", nulls_equal=True
    )
    desk.hand_on("tasks", merge_tasks(tasks, tasks.clear(), closed), "ELC-02", "INF-07")
    desk.hand_on("goals", merge_goals(goals, changed, desk.as_of), "ELC-02", "PCG-04")
    return closed.height, changed.height


def _note_exchange(desk: Desk, case_id: str, direction: str, mark: str, told: int) -> None:
    register = desk.read("exchanges")
    row = {
        "case_id": case_id,
        "exchanged_on": desk.as_of,
        "direction": direction,
        "channel": desk.practice.channel,
        "file_hash": mark,
        "notices": told,
    }
    new = pl.DataFrame([row], schema=register.schema)
    kept = register.join(new, on=register.columns, how="anti")
    desk.hand_on("exchanges", pl.concat([kept, new]), "ELC-03", "ELC-04", "ELC-05")
