"""Pre-work: a sheet for each side before the call, and what each side found out."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import polars as pl

from tandem_flows.desk import Desk
from tandem_flows.marks import implements
from tandem_flows.rules.lead import suggest_lead
from tandem_flows.rules.membership import suggest_membership
from tandem_flows.rules.prework import agreed_engagement, due_on, lateness, prefilled
from tandem_flows.rules.registers import add_rows
from tandem_flows.rules.suggestions import combine_suggestions
from tandem_flows.rules.tasks import follow_ups, merge_tasks
from tandem_flows.steps.asked import asked_about
from tandem_flows.steps.definition import Result, step
from tandem_flows.steps.history import facts_by_case
from tandem_flows.steps.notes import prework_notes
from tandem_flows.steps.sheets import Answers, Frames, SheetPlan, make_sheet, returned_answers
from tandem_flows.worksheets.kinds import PREWORK_PLAN, PREWORK_PRACTICE, prework_tabs
from tandem_flows.worksheets.tab import Tab
from tandem_validators.handoffs.registry import handoff

_SIDES = {PREWORK_PLAN: "plan", PREWORK_PRACTICE: "practice"}
_NAMES = ["case_id", "first_name", "last_name", "birth_date"]


def _plan(kind: str) -> SheetPlan:
    side = _SIDES[kind]

    def tabs(frames: Frames) -> Sequence[Tab]:
        return prework_tabs(
            side,
            frames["agenda"],
            frames["background"],
            frames["suggestions"],
            frames["open_tasks"],
            frames["prefilled"],
        )

    return SheetPlan(
        kind,
        f"Pre-work of the {side}",
        (
            "Research each patient before the call and answer what you know.",
            "Leave what you do not know empty; the call will talk about it.",
        ),
        tabs,
    )


PLANS = tuple(_plan(kind) for kind in _SIDES)


@step(
    "prework",
    word="prework",
    title="Make the pre-work sheets of both sides",
    reads=(
        "combined_list",
        "agenda",
        "outreach_attempts",
        "tasks",
        "tracking_list",
        "sent_sheets",
    ),
    writes=("suggestions", "sent_sheets"),
    needs_source=True,
    needs_call=True,
)
@implements("PRE-01", "PRE-02", "PRE-08", "PRE-09", "MEM-02")
def prework(desk: Desk) -> Result:
    """Recheck eligibility and panel of each patient of the call and make a sheet a side."""
    agenda = desk.require_of_call("agenda")
    everyone = desk.require("combined_list")
    combined = everyone.join(agenda.select("case_id"), on="case_id", how="semi")
    facts = facts_by_case(desk, combined)
    attempts = desk.read("outreach_attempts")
    membership = suggest_membership(facts, attempts, agenda, desk.as_of, desk.values)
    suggestions = _suggestions(desk, agenda, membership, _no_engagement(agenda))
    asked = asked_about(desk, agenda)
    steps = follow_ups(desk.read("tasks"), desk.call_date).join(asked, on="case_id", how="semi")
    suggestions = desk.hand_on("suggestions", suggestions, "MEM-01", "MEM-02")
    frames = {
        "agenda": agenda,
        "background": everyone.select(_NAMES).join(asked, on="case_id", how="semi"),
        "suggestions": suggestions,
        "open_tasks": steps.filter(pl.col("state") == "open"),
        "membership": membership,
        "prefilled": prefilled(agenda, _checks(desk, facts), steps),
    }
    names = [
        make_sheet(desk, plan, frames, for_practice=plan.kind == PREWORK_PRACTICE) for plan in PLANS
    ]
    due = due_on(desk.call_date, desk.values, desk.closed_days)
    words = f"{len(names)} sheets on {agenda.height} patients, due back on {due}"
    return Result(words, {"sheets": len(names), "patients": agenda.height})


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
        "outreach_attempts",
    ),
    writes=("prework", "service_gaps", "suggestions", "tasks", "outreach_attempts"),
    needs_call=True,
)
@implements("PRE-01", "PRE-03", "PRE-04", "PRE-05", "PRE-06", "PRE-07", "PRE-09", "PRE-10")
def record_prework(desk: Desk) -> Result:
    """Record every valid pre-work sheet that waits in the inbox for the call."""
    agenda = desk.require_of_call("agenda")
    returned = returned_answers(desk, PLANS)
    sides = {_SIDES[answers.kind]: answers for answers in returned}
    recorded = {side: _with_prefilled(answers, side) for side, answers in sides.items()}
    both = _both_sides(desk, recorded)
    states = lateness(agenda, both, desk.call_date, desk.as_of, desk.values, desk.closed_days)
    for side, answers in sides.items():
        notes = prework_notes(desk, states, side)
        facts: dict[str, Any] = {"organisation": side, "source_hash": answers.source_hash}
        desk.hand_on("prework", recorded[side], "PRE-01", part=side, notes=notes, **facts)
        desk.hand_on("service_gaps", answers.frames["gaps"], "PRE-04", part=side, **facts)
    _merge_registers(desk, returned)
    leads = _suggestions(desk, agenda, returned[0].sent["membership"], agreed_engagement(both))
    desk.hand_on("suggestions", leads, "LED-05")
    done = states.filter(pl.col("completed_on").is_not_null()).height
    words = f"{' and '.join(sides)} recorded; {done} of {states.height} patient reviews are done"
    return Result(words, {"sides": len(sides), "reviews_done": done})


def _merge_registers(desk: Desk, returned: list[Answers]) -> None:
    """Put both sides' updates of tasks and their outreach attempts into the registers."""
    updates = [
        answers.frames["tasks"].select("task_id", "state", "closed_on", "result")
        for answers in returned
    ]
    changed = pl.concat(updates).filter(pl.col("state") != "open").unique("task_id", keep="last")
    tasks = desk.read("tasks")
    desk.hand_on("tasks", merge_tasks(tasks, tasks.clear(), changed), "PRE-09", "INF-07")
    attempts = [answers.frames["attempts"] for answers in returned]
    desk.hand_on("outreach_attempts", add_rows(desk.read("outreach_attempts"), attempts), "UNE-01")


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


def _checks(desk: Desk, facts: pl.DataFrame) -> pl.DataFrame:
    """Return facts with whether the plan attributes each patient to this practice."""
    ours = pl.col("attributed_practice") == desk.practice.practice_id
    return facts.with_columns(ours.alias("is_attributed"))


def _suggestions(
    desk: Desk, agenda: pl.DataFrame, membership: pl.DataFrame, engagement: pl.DataFrame
) -> pl.DataFrame:
    asked = engagement.join(membership.select("case_id", "outside_specialists"), on="case_id")
    leads = suggest_lead(
        asked.select("case_id", "engagement_plan", "engagement_practice", "outside_specialists"),
        desk.values,
    )
    columns = handoff("suggestions").columns
    return combine_suggestions(agenda, membership, leads).select(columns)


def _no_engagement(agenda: pl.DataFrame) -> pl.DataFrame:
    unknown = pl.lit(None, dtype=pl.String)
    return agenda.select(
        "case_id",
        unknown.alias("engagement_plan"),
        unknown.alias("engagement_practice"),
    )
