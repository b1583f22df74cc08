"""Pre-work, its record: what each side found out, and what it suggests for the call."""

from __future__ import annotations

from typing import Any

import polars as pl

from tandem_flows.desk import Desk
from tandem_flows.marks import implements
from tandem_flows.rules.prework import agreed_engagement, lateness
from tandem_flows.rules.registers import add_rows
from tandem_flows.rules.tasks import merge_tasks
from tandem_flows.steps.definition import Result, step
from tandem_flows.steps.notes import prework_notes
from tandem_flows.steps.prework import PLANS, SIDES
from tandem_flows.steps.returned_sheets import returned_answers
from tandem_flows.steps.sheets import Answers
from tandem_flows.steps.suggested import suggested
from tandem_validators.handoffs.registry import handoff


@step(
    "record_prework",
    word="prework",
    title="Record the pre-work that came back",
    reads=(
        "agenda",
        "background",
        "sent_sheets",
        "suggestions",
        "prework",
        "service_gaps",
        "tasks",
        "assessment",
        "outreach_attempts",
    ),
    writes=("prework", "service_gaps", "suggestions", "tasks", "assessment", "outreach_attempts"),
    needs_call=True,
)
@implements("PRE-01", "PRE-03", "PRE-04", "PRE-05", "PRE-06", "PRE-07", "PRE-09", "PRE-10")
def record_prework(desk: Desk) -> Result:
    """Record every valid pre-work sheet that waits in the inbox for the call."""
    agenda = desk.require_of_call("agenda")
    returned = returned_answers(desk, PLANS)
    sides = {SIDES[answers.kind]: answers for answers in returned}
    recorded = {side: _with_prefilled(answers, side) for side, answers in sides.items()}
    both = _both_sides(desk, recorded)
    states = lateness(agenda, both, desk.call_date, desk.as_of, desk.values, desk.closed_days)
    for side, answers in sides.items():
        notes = prework_notes(desk, states, side)
        facts: dict[str, Any] = {"organisation": side, "source_hash": answers.source_hash}
        desk.hand_on("prework", recorded[side], "PRE-01", part=side, notes=notes, **facts)
        desk.hand_on("service_gaps", _gaps(answers, side), "PRE-04", part=side, **facts)
    _merge_tasks(desk, returned)
    _merge_assessments(desk, returned)
    attempts = _merge_attempts(desk, returned)
    leads = suggested(desk, agenda, returned[0].sent["facts"], attempts, agreed_engagement(both))
    desk.hand_on("suggestions", leads, "LED-05", "MEM-05")
    done = states.filter(pl.col("completed_on").is_not_null()).height
    words = f"{' and '.join(sides)} recorded; {done} of {states.height} patient reviews are done"
    return Result(words, {"sides": len(sides), "reviews_done": done})


def _merge_tasks(desk: Desk, returned: list[Answers]) -> None:
    """Put what became of the next steps into their register."""
    updates = [
        answers.frames["tasks"].select("task_id", "state", "closed_on", "result")
        for answers in returned
    ]
    changed = pl.concat(updates).filter(pl.col("state") != "open").unique("task_id", keep="last")
    tasks = desk.read("tasks")
    desk.hand_on("tasks", merge_tasks(tasks, tasks.clear(), changed), "PRE-09", "INF-07")


@implements("DEF-06", "CMP-01")
def _merge_assessments(desk: Desk, returned: list[Answers]) -> None:
    """Put both sides' assessments of health complexity into their register."""
    assessed = [answers.frames["assessment"] for answers in returned]
    register = add_rows(desk.read("assessment"), assessed)
    desk.hand_on("assessment", register, "DEF-06", "CMP-01")


def _gaps(answers: Answers, side: str) -> pl.DataFrame:
    """Return the gaps a side named: those of an earlier sheet of this call, then the new ones."""
    before = answers.sent["service_gaps"].filter(pl.col("organisation") == side)
    return pl.concat([before, answers.frames["gaps"]]).unique(maintain_order=True)


def _merge_attempts(desk: Desk, returned: list[Answers]) -> pl.DataFrame:
    """Put both sides' attempts to reach patients into their register, and return it."""
    attempts = [answers.frames["attempts"] for answers in returned]
    register = add_rows(desk.read("outreach_attempts"), attempts)
    return desk.hand_on("outreach_attempts", register, "UNE-01")


def _both_sides(desk: Desk, recorded: dict[str, pl.DataFrame]) -> pl.DataFrame:
    before = desk.of_call("prework")
    kept = before.filter(~pl.col("organisation").is_in(list(recorded)))
    return pl.concat([kept, *recorded.values()])


def _with_prefilled(answers: Answers, side: str) -> pl.DataFrame:
    """Return the side's answers; what it left empty keeps what the plan's records say."""
    known = answers.sent["prefilled"].filter(pl.col("organisation") == side)
    filled = ("still_patient", "still_covered", "last_seen_any_on", "last_seen_practice_on")
    kept = known.select("case_id", *(pl.col(name).alias(f"known_{name}") for name in filled))
    joined = answers.frames["patients"].join(kept, on="case_id", how="left", maintain_order="left")
    columns = [pl.coalesce(name, f"known_{name}").alias(name) for name in filled]
    return joined.with_columns(columns).select(handoff("prework").columns)
