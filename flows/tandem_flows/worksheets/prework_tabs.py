"""The sheet of one side before the call: its research on each patient.

Here: its tabs with one row a patient (`prework_lists` holds the rest); nothing of a patient goes in
beyond the background. Not here: what each column means (the handoff models) and when the sheet is
due (the step).
"""

from __future__ import annotations

from datetime import date

import polars as pl

from tandem_flows.worksheets.aids import limits
from tandem_flows.worksheets.patients import case_picks, patients_of, who
from tandem_flows.worksheets.prework_lists import attempts_tab, gaps_tab, tasks_tab
from tandem_flows.worksheets.tab import Pick, Shown, Tab, answer, locked
from tandem_validators.handoffs.column import PLAN
from tandem_validators.handoffs.prework import SHARED_GOALS
from tandem_validators.handoffs.registry import handoff

_ANSWERS = (
    "still_patient",
    "still_covered",
    "identity_confirmed",
    "risk_level",
    "risk_drivers",
    "engagement_plan",
    "engagement_practice",
    "recommended_lead",
    "reason",
    "draft_goal",
    "previous_actions",
    "completed_on",
)
_KINDS = "suggested_kinds"
_SEEN = ("last_seen_any_on", "last_seen_practice_on")
_GOALS = tuple(Pick(goal, goal) for goal in SHARED_GOALS)


def prework_tabs(
    organisation: str,
    agenda: pl.DataFrame,
    background: pl.DataFrame,
    suggestions: pl.DataFrame,
    kinds: pl.DataFrame,
    open_tasks: pl.DataFrame,
    prefilled: pl.DataFrame,
    service_gaps: pl.DataFrame,
) -> tuple[Tab, ...]:
    """Return the tabs of one side: patients, what is known, assessment, gaps, tasks, attempts.

    `agenda` and `suggestions` are those of the call, `kinds` has case_id and suggested_kinds,
    `background` holds names, also of others who are still tried to be reached, `open_tasks` rows
    of `tasks`, `prefilled` rows of `prework` that hold what is known before anyone begins,
    `service_gaps` what the sides named for this call in an earlier sheet.
    """
    patients = patients_of(agenda, background)
    picks = case_picks(patients)
    call_date = agenda["call_date"][0] if agenda.height else None
    facts = suggestions.join(kinds, on="case_id", how="left", maintain_order="left")
    return (
        _patients(organisation, call_date, _with_known(organisation, patients, prefilled), facts),
        _known(organisation, patients, facts),
        _assessment(patients),
        gaps_tab(organisation, call_date, picks, service_gaps),
        tasks_tab(open_tasks, background),
        # also those whom nobody discusses today, but both sides try to reach or follow
        attempts_tab(organisation, case_picks(background)),
    )


def _with_known(organisation: str, patients: pl.DataFrame, prefilled: pl.DataFrame) -> pl.DataFrame:
    own = prefilled.filter(pl.col("organisation") == organisation).select("case_id", *_ANSWERS)
    return patients.join(own, on="case_id", how="left", maintain_order="left")


def _patients(
    organisation: str, call_date: date | None, patients: pl.DataFrame, facts: pl.DataFrame
) -> Tab:
    goals = {"draft_goal": _GOALS}
    return Tab(
        name="patients",
        title=f"Pre-work of the {organisation}: the patients of the call",
        handoff="prework",
        columns=(
            *_who(),
            *(answer("prework", n, goals.get(n, ()), is_open=n in goals) for n in _ANSWERS),
        ),
        prefilled=patients.join(facts.select("case_id", *_SEEN), on="case_id", how="left").sort(
            "position"
        ),
        key=("case_id",),
        constants=(("call_date", call_date), ("organisation", organisation)),
        stands_if="completed_on",
        instruction="One row a patient. Write the date of finishing last: it says the row is done.",
    )


def _who() -> tuple[Shown, ...]:
    """Return only what tells the rows apart, so that all answers stand on one screen."""
    return tuple(shown for shown in who() if shown.name not in ("birth_date", "agenda_reason"))


def _known(organisation: str, patients: pl.DataFrame, facts: pl.DataFrame) -> Tab:
    told = ["case_id", *_SEEN, pl.col("reason").alias("suggested_reason"), _KINDS]
    # the practice is sent no more than the background; how the facts were weighed is the plan's
    own = _suggested() if organisation == PLAN else ()
    return Tab(
        name="known",
        title="What is known of each patient",
        handoff=None,
        columns=(*who(), *(locked("prework", name) for name in _SEEN), *own),
        prefilled=patients.join(facts.select(told), on="case_id", how="left").sort("position"),
        key=("case_id",),
        instruction="Nothing to fill in: whether it is the same patient goes under Patients.",
    )


def _suggested() -> tuple[Shown, ...]:
    return (
        locked("suggestions", "reason", "suggested_reason", "What the facts suggest"),
        locked("continuum", "note", _KINDS, "Suggested kinds of care management; people decide"),
    )


def _assessment(patients: pl.DataFrame) -> Tab:
    names = [name for name in handoff("assessment").columns if name != "case_id"]
    asked = [answer("assessment", name) for name in names]
    return Tab(
        name="assessment",
        title="Health complexity of each patient",
        handoff="assessment",
        columns=(*_who(), *asked),
        prefilled=patients,
        key=("case_id",),
        instruction=f"Each domain {limits(asked[1].field)}, higher is harder. "
        "Leave the row of a patient whom you did not assess blank.",
    )
