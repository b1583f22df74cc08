"""The page of the call, kept beside its sheet: the same id, the same questions, made to type into.

Here: what the page tells beyond the sheet, gathered from the desk, and the file in the outbox's
folder `internal`: the project manager of the plan types, and the practice has the sheet.
"""

from __future__ import annotations

from pathlib import Path

import polars as pl

from tandem_flows.desk import Desk
from tandem_flows.documents.file import About
from tandem_flows.rules.answers import last_answers
from tandem_flows.rules.ready import call_dates
from tandem_flows.rules.tasks import follow_ups
from tandem_flows.steps.sheets import Frames, SheetPlan, sheet_head
from tandem_flows.worksheets.call_page.facts import PageFacts
from tandem_flows.worksheets.call_page.labels import headings
from tandem_flows.worksheets.call_page.page import call_page, new_key, write_call_page
from tandem_flows.worksheets.call_page.sections import REVIEW
from tandem_flows.worksheets.layout import page_file_name


def page_frames(desk: Desk, agenda: pl.DataFrame) -> dict[str, pl.DataFrame]:
    """Return what the page tells beyond the sheet, by name: it counts to the id of the sheet."""
    names = ("decisions", "tasks", "services", "care_team", "outreach_attempts")
    known = {name: desk.read(name).join(agenda, on="case_id", how="semi") for name in names}
    before = known["decisions"].filter(pl.col("call_date") < desk.call_date)
    pace = {
        "minutes": [desk.values.number("call_minutes")],
        "patients_most": [desk.values.number("max_patients_per_call")],
    }
    return {
        "last_decisions": before.sort("call_date").group_by("case_id", maintain_order=True).last(),
        "last_tasks": _earlier_steps(desk, known["tasks"]),
        "last_services": known["services"],
        "contacts": known["care_team"],
        "answers": last_answers(known["outreach_attempts"], desk.call_date),
        "pace": pl.DataFrame(pace),
    }


def keep_call_page(desk: Desk, plan: SheetPlan, frames: Frames) -> None:
    """Plan the page of the sheet that `plan` makes of `frames`."""
    head = sheet_head(desk, plan.kind, frames)
    tabs = tuple(plan.tabs(frames))

    def write(path: Path, about: About) -> None:
        facts = _facts(desk, frames, about.lines[1:])
        write_call_page(path, call_page(head, tabs, facts, new_key()))

    desk.keep(page_file_name(head), write)


def _earlier_steps(desk: Desk, tasks: pl.DataFrame) -> pl.DataFrame:
    """Return the steps of earlier calls that are open, and those closed since the last one."""
    last_on = call_dates(desk.read("calls"), desk.as_of).last_before(desk.call_date)
    return tasks.clear() if last_on is None else follow_ups(tasks, last_on)


def _facts(desk: Desk, frames: Frames, lines: tuple[str, ...]) -> PageFacts:
    body = desk.workspace.guideline.pages["call"].body
    return PageFacts(
        plan=desk.workspace.profile.plan_name,
        practice=desk.practice.name,
        minutes=frames["pace"]["minutes"][0],
        patients_most=frames["pace"]["patients_most"][0],
        headings=headings(body, tuple(section.anchor for section in REVIEW)),
        agenda=frames["agenda"],
        team=frames["team"],
        decisions=frames["last_decisions"],
        tasks=frames["last_tasks"],
        services=frames["last_services"],
        goals=frames["goals"],
        contacts=frames["contacts"],
        answers=frames["answers"],
        prework=frames["prework"],
        lines=lines,
    )
