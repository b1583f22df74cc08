"""The sheet of the call, filled in while both sides talk: who took part, and each patient's review.

Here: the tabs about the call itself and the review; `decision_tabs` holds what is decided. Not
here: what each column means (the handoff models).
"""

from __future__ import annotations

from datetime import date

import polars as pl

from tandem_flows.worksheets.decision_tabs import decision_tabs
from tandem_flows.worksheets.fields import YES_NO, AnswerField
from tandem_flows.worksheets.known_tab import known_tab
from tandem_flows.worksheets.patients import (
    case_picks,
    patients_of,
    person_picks,
    side_by_side,
    who,
    with_prework,
)
from tandem_flows.worksheets.tab import ANSWER, Shown, Tab, answer, given, locked
from tandem_validators.handoffs.evaluation import ACTIVITIES
from tandem_validators.handoffs.registry import handoff

_GUESTS = 3
_NOT_ASKED = ("call_date", "case_id")
_TOOK_PART = AnswerField(
    "took_part", "Took part?", "Whether this person was in the call", YES_NO, clause="ROL-01"
)
_KEEP = AnswerField(
    "keep", "Keep?", "Whether both sides agree to this patient", YES_NO, True, clause="CAL-24"
)


def call_tabs(
    planned_call: pl.DataFrame,
    agenda: pl.DataFrame,
    background: pl.DataFrame,
    prework: pl.DataFrame,
    suggestions: pl.DataFrame,
    team: pl.DataFrame,
    next_agenda: pl.DataFrame,
    known: pl.DataFrame,
    goals: pl.DataFrame,
    programs: pl.DataFrame,
    invitees: pl.DataFrame,
) -> tuple[Tab, ...]:
    """Return the tabs of one call, in the order in which it goes.

    `planned_call` is the row of `calls`, `prework` holds both sides, `next_agenda` is proposed,
    `known` is what the plan reads out: the quick check and the claims of each patient, `goals`
    those of earlier calls that stand, `programs` the directory of programs,
    `invitees` who was asked to join this call, for which patient.
    """
    patients = with_prework(patients_of(agenda, background), prework)
    call_date: date = planned_call["call_date"][0]
    return (
        _call(planned_call),
        _attendance(call_date, team, invitees),
        known_tab(patients, known),
        _review(call_date, patients, background, suggestions),
        *decision_tabs(
            call_date, patients, case_picks(patients), suggestions, team, goals, programs
        ),
        _next_patients(next_agenda, background),
        _invitees(next_agenda, background, team),
        _time(call_date, team),
    )


def _call(planned_call: pl.DataFrame) -> Tab:
    asked = ("leader", "minutes", "state", "moved_to", "reason")
    return Tab(
        name="call",
        title="The call",
        handoff="calls",
        columns=(
            locked("calls", "call_date"),
            *(answer("calls", name) for name in asked),
        ),
        # what became of the call is for people to say: it is not filled in beforehand
        prefilled=planned_call.drop("state", "moved_to", "reason"),
        key=("call_date",),
        is_needed=True,
        instruction="Once the call is held, every patient needs a row of answers under Decisions.",
    )


def _attendance(call_date: date, team: pl.DataFrame, invitees: pl.DataFrame) -> Tab:
    told = ("person", "organisation", "role", "is_core", "is_designee")
    people = person_picks(team)
    asked = invitees.group_by("person").agg(pl.col("case_id").sort().str.join(", "))
    return Tab(
        name="attendance",
        title="Who took part",
        handoff="attendance",
        columns=(
            given("attendance", "person", people, is_open=True),
            *(given("attendance", name) for name in told[1:]),
            locked("invitees", "case_id", title="Asked to join for"),
            Shown(_TOOK_PART, ANSWER, is_required=True),
        ),
        prefilled=team.select(told).join(asked, on="person", how="left", maintain_order="left"),
        key=("person",),
        blank_rows=_GUESTS,
        constants=(("call_date", call_date),),
        counts_if="took_part",
        instruction="Answer yes for everyone who was there. Guests go into the blank rows.",
    )


def _review(
    call_date: date,
    patients: pl.DataFrame,
    background: pl.DataFrame,
    suggestions: pl.DataFrame,
) -> Tab:
    asked = [name for name in handoff("case_records").columns if name not in _NOT_ASKED]
    known = background.select("case_id", "pcp_name")
    seen = suggestions.select("case_id", pl.col("last_seen_practice_on").alias("last_visit_on"))
    rows = patients.with_columns(pl.col("risk_drivers_practice").alias("risk_drivers"))
    for facts in (known, seen):
        rows = rows.join(facts, on="case_id", how="left", maintain_order="left")
    return Tab(
        name="patients",
        title="The review of each patient",
        handoff="case_records",
        columns=(*who(), *side_by_side(), *(answer("case_records", name) for name in asked)),
        prefilled=rows,
        key=("case_id",),
        constants=(("call_date", call_date),),
        instruction="From left to right, as the discussion goes; the goal stands on its own tab.",
    )


def _next_patients(next_agenda: pl.DataFrame, background: pl.DataFrame) -> Tab:
    return Tab(
        name="next_patients",
        title="The patients proposed for the next call",
        handoff=None,
        columns=(*who(), locked("agenda", "tier"), Shown(_KEEP, ANSWER, is_required=True)),
        prefilled=patients_of(next_agenda, background).join(
            next_agenda.select("case_id", "tier"), on="case_id", how="left", maintain_order="left"
        ),
        key=("case_id",),
        instruction="Answer yes or no for each; a patient without an answer stays for the planner.",
    )


def _invitees(next_agenda: pl.DataFrame, background: pl.DataFrame, team: pl.DataFrame) -> Tab:
    picks = case_picks(patients_of(next_agenda, background))
    return Tab(
        name="invitees",
        title="Who else joins the next call, for one patient",
        handoff=None,
        columns=(
            answer("invitees", "case_id", picks),
            answer("invitees", "person", person_picks(team.filter(~pl.col("is_core")))),
        ),
        prefilled=pl.DataFrame(),
        blank_rows=len(picks),
        instruction="Front-line people who know a patient may join for that patient alone.",
    )


def _time(call_date: date, team: pl.DataFrame) -> Tab:
    activities = pl.DataFrame({"activity": [name for name in ACTIVITIES if name != "setup"]})
    core = team.filter(pl.col("is_core")).select("person", "role")
    return Tab(
        name="time",
        title="Minutes spent",
        handoff="time_spent",
        columns=(
            given("time_spent", "person", person_picks(team), is_open=True),
            given("time_spent", "role"),
            given("time_spent", "activity"),
            answer("time_spent", "minutes"),
        ),
        prefilled=core.join(activities, how="cross", maintain_order="left"),
        key=("person", "activity"),
        blank_rows=_GUESTS * 2,
        constants=(("call_date", call_date),),
        instruction="Rough minutes are enough. Rows without minutes are not counted.",
    )
