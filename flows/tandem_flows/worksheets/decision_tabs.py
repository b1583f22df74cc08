"""The tabs of the call in which plan and practice record what they decide about each patient.

Here: decisions and goals, one row a patient; `blank_tabs` holds the rest. The software suggests
and never decides: no answer about a lead is filled in beforehand.
"""

from __future__ import annotations

from datetime import date

import polars as pl

from tandem_flows.worksheets.blank_tabs import blank_tabs
from tandem_flows.worksheets.patients import person_picks, side_by_side, who
from tandem_flows.worksheets.tab import (
    NeededWhen,
    Pick,
    Tab,
    answer,
    given,
    locked,
)
from tandem_validators.handoffs.column import PLAN, PRACTICE
from tandem_validators.handoffs.registry import handoff

# Room for a second goal, in blank rows a patient.
_GOALS = 1
_SUGGESTED = {
    "membership": "Suggested branch",
    "lead": "Suggested lead",
    "reason": "Why suggested",
}


def decision_tabs(
    call_date: date,
    patients: pl.DataFrame,
    picks: tuple[Pick, ...],
    suggestions: pl.DataFrame,
    team: pl.DataFrame,
    goals: pl.DataFrame,
    programs: pl.DataFrame,
) -> tuple[Tab, ...]:
    """Return the tabs of what is decided; `patients` holds both sides' pre-work beside each other.

    `picks` are the entries of the drop-down that names the patients, `goals` those that stand,
    `programs` the directory of programs.
    """
    return (
        _decisions(call_date, patients, suggestions, team),
        _goals(call_date, patients, picks, goals),
        *blank_tabs(call_date, picks, team, programs),
    )


def _decisions(
    call_date: date, patients: pl.DataFrame, suggestions: pl.DataFrame, team: pl.DataFrame
) -> Tab:
    people = {
        "decided_by_plan": person_picks(team, PLAN),
        "decided_by_practice": person_picks(team, PRACTICE),
    }
    asked = [name for name in handoff("decisions").columns if name not in ("call_date", "case_id")]
    suggested = suggestions.select(
        "case_id", *(pl.col(name).alias(f"suggested_{name}") for name in _SUGGESTED)
    )
    return Tab(
        name="decisions",
        title="What plan and practice decide together",
        handoff="decisions",
        columns=(
            *who(),
            *side_by_side(("recommended_lead", "reason")),
            *(locked("suggestions", n, f"suggested_{n}", title) for n, title in _SUGGESTED.items()),
            *(answer("decisions", name, people.get(name, ())) for name in asked),
        ),
        prefilled=patients.join(suggested, on="case_id", how="left", maintain_order="left"),
        key=("case_id",),
        constants=(("call_date", call_date),),
        needed_when=NeededWhen("call", "state", ("held",)),
        instruction="A suggestion names its reason and decides nothing. "
        "A patient you did not get to: no discussion.",
    )


def _goals(
    call_date: date, patients: pl.DataFrame, picks: tuple[Pick, ...], standing: pl.DataFrame
) -> Tab:
    """A patient whose goal stands is asked about it; the others have a row for their first one."""
    asked = ("goal", "state", "measure", "target_on", "confirmed_on", "achievement")
    without = patients.join(standing, on="case_id", how="anti", maintain_order="left")
    drafts = without.select(
        pl.format("G-{}-{}", pl.lit(call_date.strftime("%Y%m%d")), "case_id").alias("goal_id"),
        "case_id",
        "draft_goal_plan",
        "draft_goal_practice",
        pl.coalesce("draft_goal_practice", "draft_goal_plan").alias("goal"),
    )
    return Tab(
        name="goals",
        title="The goal of each patient",
        handoff="goals",
        columns=(
            *side_by_side(("draft_goal",)),
            given("goals", "case_id", picks),
            *(answer("goals", name) for name in asked),
            locked("goals", "goal_id"),
        ),
        prefilled=pl.concat([standing, drafts], how="diagonal"),
        key=("goal_id",),
        blank_rows=_GOALS * len(picks),
        new_id="goal_id",
        instruction="A draft counts once its state is given; a goal from before once it changes. "
        "Further goals go into the blank rows.",
    )
