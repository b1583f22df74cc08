"""Pre-work, its sheets: one for each side, on the patients of the next call."""

from __future__ import annotations

from collections.abc import Sequence

import polars as pl

from tandem_flows.desk import Desk
from tandem_flows.marks import implements
from tandem_flows.rules.continuum import suggested_words
from tandem_flows.rules.prework import due_on, prefilled, with_earlier
from tandem_flows.rules.ready import call_dates
from tandem_flows.rules.suggestions import with_proposals
from tandem_flows.rules.tasks import follow_ups
from tandem_flows.steps.asked import asked_about
from tandem_flows.steps.continuum import continuum_of_call
from tandem_flows.steps.definition import Result, step
from tandem_flows.steps.history import facts_by_case
from tandem_flows.steps.list_figures import hand_on_list_figures
from tandem_flows.steps.sheets import Frames, SheetPlan, make_sheet
from tandem_flows.steps.suggested import suggested
from tandem_flows.worksheets.kinds import PREWORK_PLAN, PREWORK_PRACTICE, prework_tabs
from tandem_flows.worksheets.tab import Tab

SIDES = {PREWORK_PLAN: "plan", PREWORK_PRACTICE: "practice"}
_NAMES = ["case_id", "first_name", "last_name", "birth_date"]


def _plan(kind: str) -> SheetPlan:
    side = SIDES[kind]

    def tabs(frames: Frames) -> Sequence[Tab]:
        return prework_tabs(
            side,
            frames["agenda"],
            frames["background"],
            frames["suggestions"],
            frames["kinds"],
            frames["open_tasks"],
            frames["prefilled"],
            frames["service_gaps"],
        )

    return SheetPlan(
        kind,
        f"Pre-work of the {side}",
        (
            "Research each patient before the call and answer what you know.",
            "Leave what you do not know empty; the call will talk about it.",
        ),
        tabs,
        for_practice=kind == PREWORK_PRACTICE,
    )


PLANS = tuple(_plan(kind) for kind in SIDES)


@step(
    "prework",
    word="prework",
    title="Make the pre-work sheets of both sides",
    reads=(
        "team",
        "combined_list",
        "agenda",
        "calls",
        "tasks",
        "sent_sheets",
        "outreach_attempts",
        "tracking_list",
        "prework",
        "service_gaps",
        "assessment",
        "services",
        "decisions",
        "list_overlap",
    ),
    writes=(
        "suggestions",
        "continuum",
        "list_overlap",
        "list_shares",
        "removal_proposals",
        "sent_sheets",
    ),
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
    suggestions = suggested(desk, agenda, facts, attempts, _no_engagement(agenda))
    asked = asked_about(desk, agenda)
    steps = _with_names(desk, _earlier_steps(desk).join(asked, on="case_id", how="semi"))
    suggestions = desk.hand_on("suggestions", suggestions, "MEM-01", "MEM-02")
    kinds = desk.hand_on("continuum", continuum_of_call(desk, agenda, facts), "CON-11", "CON-12")
    frames = {
        "agenda": agenda,
        "background": everyone.select(_NAMES).join(asked, on="case_id", how="semi"),
        "suggestions": with_proposals(suggestions, hand_on_list_figures(desk, everyone)),
        "kinds": suggested_words(kinds),
        "open_tasks": steps.filter(pl.col("state") == "open"),
        "facts": facts,
        "prefilled": with_earlier(
            prefilled(agenda, _checks(desk, facts), steps), desk.read("prework")
        ),
        "service_gaps": desk.of_call("service_gaps"),
    }
    names = [make_sheet(desk, plan, frames) for plan in PLANS]
    due = due_on(desk.call_date, desk.values, desk.closed_days)
    words = f"{len(names)} sheets on {agenda.height} patients, due back on {due}"
    return Result(words, {"sheets": len(names), "patients": agenda.height})


@implements("PRE-09")
def _earlier_steps(desk: Desk) -> pl.DataFrame:
    """Return the action steps given by earlier calls: open ones, and what closed since the last."""
    last_on = call_dates(desk.read("calls"), desk.as_of).last_before(desk.call_date)
    tasks = desk.read("tasks")
    return tasks.clear() if last_on is None else follow_ups(tasks, last_on)


def _with_names(desk: Desk, steps: pl.DataFrame) -> pl.DataFrame:
    """Return steps with the owner's name, which people read, in place of the id."""
    names = dict(desk.read("team").select("person", "name").iter_rows())
    return steps.with_columns(pl.col("owner").replace(names))


def _checks(desk: Desk, facts: pl.DataFrame) -> pl.DataFrame:
    """Return facts with whether the plan attributes each patient to this practice."""
    ours = pl.col("attributed_practice") == desk.practice.practice_id
    return facts.with_columns(ours.alias("is_attributed"))


def _no_engagement(agenda: pl.DataFrame) -> pl.DataFrame:
    unknown = pl.lit(None, dtype=pl.String)
    return agenda.select(
        "case_id",
        unknown.alias("engagement_plan"),
        unknown.alias("engagement_practice"),
    )
