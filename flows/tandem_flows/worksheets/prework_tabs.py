"""The sheet of one side before the call: its research on each patient.

Here: which columns and rows it shows; nothing of a patient goes in beyond the background. Not here:
what each column means (the handoff models) and when the sheet is due (the step).
"""

from __future__ import annotations

from datetime import date

import polars as pl

from tandem_flows.worksheets.patients import case_picks, patients_of, who
from tandem_flows.worksheets.tab import Pick, Shown, Tab, answer, locked
from tandem_validators.handoffs.column import PLAN

# Room for what comes up, a few rows a patient; a fuller sheet can be made again.
_GAPS_A_PATIENT, _ATTEMPTS_A_PATIENT = 3, 2
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
# filled in from the plan's records; whoever knows better changes them
_KNOWN = ("still_patient", "still_covered", "previous_actions")
_KINDS = "suggested_kinds"
_SEEN = ("last_seen_any_on", "last_seen_practice_on")


def prework_tabs(
    organisation: str,
    agenda: pl.DataFrame,
    background: pl.DataFrame,
    suggestions: pl.DataFrame,
    kinds: pl.DataFrame,
    open_tasks: pl.DataFrame,
    prefilled: pl.DataFrame,
) -> tuple[Tab, ...]:
    """Return the tabs of one side: patients, gaps, tasks from before, outreach attempts.

    `agenda` and `suggestions` are those of the call, `kinds` has case_id and suggested_kinds,
    `background` holds names, also of others who are still tried to be reached, `open_tasks` rows
    of `tasks`, `prefilled` rows of `prework` that hold what is known before anyone begins.
    """
    patients = patients_of(agenda, background)
    picks = case_picks(patients)
    call_date = agenda["call_date"][0] if agenda.height else None
    return (
        _patients(
            organisation,
            call_date,
            _with_known(organisation, patients, prefilled),
            suggestions.join(kinds, on="case_id", how="left", maintain_order="left"),
        ),
        _gaps(organisation, call_date, picks),
        _tasks(open_tasks, background),
        # also those whom nobody discusses today, but both sides try to reach or follow
        _attempts(organisation, case_picks(background)),
    )


def _with_known(organisation: str, patients: pl.DataFrame, prefilled: pl.DataFrame) -> pl.DataFrame:
    own = prefilled.filter(pl.col("organisation") == organisation).select("case_id", *_KNOWN)
    return patients.join(own, on="case_id", how="left", maintain_order="left")


def _patients(
    organisation: str, call_date: date | None, patients: pl.DataFrame, suggestions: pl.DataFrame
) -> Tab:
    facts = ["case_id", *_SEEN, pl.col("reason").alias("suggested_reason"), _KINDS]
    # the practice is sent no more than the background; how the facts were weighed is the plan's
    own = _suggested() if organisation == PLAN else ()
    return Tab(
        name="patients",
        title=f"Pre-work of the {organisation}: the patients of the call",
        handoff="prework",
        columns=(
            *who(),
            *(locked("prework", name) for name in _SEEN),
            *own,
            *(answer("prework", name) for name in _ANSWERS),
        ),
        prefilled=patients.join(suggestions.select(facts), on="case_id", how="left").sort(
            "position"
        ),
        key=("case_id",),
        constants=(("call_date", call_date), ("organisation", organisation)),
        instruction="One row a patient. Write the date of finishing last: it says the row is done.",
    )


def _suggested() -> tuple[Shown, ...]:
    return (
        locked("suggestions", "reason", "suggested_reason", "What the facts suggest"),
        locked("continuum", "note", _KINDS, "Suggested kinds of care management; people decide"),
    )


def _gaps(organisation: str, call_date: date | None, picks: tuple[Pick, ...]) -> Tab:
    asked = ("need", "need_category", "owner_organisation")
    return Tab(
        name="gaps",
        title="Gaps in services and support",
        handoff="service_gaps",
        columns=(
            answer("service_gaps", "case_id", picks),
            *(answer("service_gaps", name) for name in asked),
        ),
        prefilled=pl.DataFrame(),
        blank_rows=_GAPS_A_PATIENT * len(picks),
        constants=(("call_date", call_date), ("organisation", organisation)),
        instruction="One row a gap: what more the patient needs, and which side should close it.",
    )


def _tasks(open_tasks: pl.DataFrame, background: pl.DataFrame) -> Tab:
    names = background.select("case_id", "first_name", "last_name")
    told = ("action", "owner_organisation", "owner", "due_on", "report_back_on")
    return Tab(
        name="tasks",
        title="Next steps from before",
        handoff="tasks",
        columns=(
            locked("tasks", "task_id"),
            *(locked("background", name) for name in ("first_name", "last_name")),
            *(locked("tasks", name) for name in told),
            *(answer("tasks", name) for name in ("state", "closed_on", "result")),
        ),
        prefilled=open_tasks.join(names, on="case_id", how="left", maintain_order="left"),
        key=("task_id",),
        instruction="Say what became of each step. Rows you leave as they are stay open.",
    )


def _attempts(organisation: str, picks: tuple[Pick, ...]) -> Tab:
    asked = ("contact_on", "channel", "place", "purpose", "result")
    return Tab(
        name="attempts",
        title="Attempts to reach a patient",
        handoff="outreach_attempts",
        columns=(
            answer("outreach_attempts", "case_id", picks),
            *(answer("outreach_attempts", name) for name in asked),
        ),
        prefilled=pl.DataFrame(),
        blank_rows=_ATTEMPTS_A_PATIENT * len(picks),
        constants=(("organisation", organisation),),
        instruction="One row an attempt since the last call, whatever came of it.",
    )
