"""The call: the sheet that leads through it, and the record of what both sides decided."""

from __future__ import annotations

from collections.abc import Sequence

import polars as pl

from tandem_flows.desk import Desk
from tandem_flows.marks import implements
from tandem_flows.rules.agenda import mark_for_call
from tandem_flows.rules.call_sheet import claims_review, quick_check
from tandem_flows.rules.ready import call_dates, is_formative
from tandem_flows.steps.call_page import keep_call_page, page_frames
from tandem_flows.steps.call_record import (
    RECORD_READS,
    RECORD_WRITES,
    hand_on_record,
    record_of,
    refuse_after_correction,
    refuse_wrong_data,
)
from tandem_flows.steps.candidates import call_candidates
from tandem_flows.steps.changed_call import tell_changed_call
from tandem_flows.steps.consent import background_today
from tandem_flows.steps.definition import Result, step
from tandem_flows.steps.history import HISTORY
from tandem_flows.steps.notes import deviation_note
from tandem_flows.steps.refusals import SHEET_REFUSED, refusals_on_record
from tandem_flows.steps.returned_sheets import returned_answers
from tandem_flows.steps.sheets import Frames, SheetPlan, make_sheet
from tandem_flows.worksheets.kinds import CALL, call_tabs
from tandem_flows.worksheets.tab import Tab


def _tabs(frames: Frames) -> Sequence[Tab]:
    return call_tabs(
        frames["planned_call"],
        frames["agenda"],
        frames["background"],
        frames["prework"],
        frames["suggestions"],
        frames["team"],
        frames["next_agenda"],
        frames["known"],
        frames["goals"],
        frames["programs"],
        frames["invitees"],
    )


PLAN = SheetPlan(
    CALL,
    "Sheet of the call",
    (
        "Fill it in while you talk, from the first tab to the last.",
        "Every patient needs a decision, or the answer that there was no discussion.",
    ),
    _tabs,
)


@step(
    "call",
    word="call",
    title="Make the sheet of the call",
    reads=(
        "team",
        "combined_list",
        "background",
        "prework",
        "suggestions",
        "sent_sheets",
        "agreed_patients",
        "goals",
        "programs",
        "invitees",
        "services",
        *HISTORY,
    ),
    writes=("sent_sheets",),
    needs_source=True,
    needs_call=True,
)
@implements("CAL-01", "CAL-03", "CAL-13", "CAL-14", "CAL-15", "CAL-16", "CAL-17", "CAL-24")
def call(desk: Desk) -> Result:
    """Make the sheet of the call: background, both recommendations, suggestions, next patients."""
    agenda = desk.require_of_call("agenda")
    frames = {
        "planned_call": desk.read("calls").filter(pl.col("call_date") == desk.call_date),
        "agenda": agenda,
        "background": _background(desk),
        "prework": desk.of_call("prework"),
        "suggestions": desk.require_of_call("suggestions"),
        "team": desk.require("team"),
        "next_agenda": _proposed(desk, agenda),
        "known": _known(desk, agenda),
        "goals": _standing_goals(desk, agenda),
        "programs": desk.read("programs"),
        "invitees": desk.of_call("invitees"),
        **page_frames(desk, agenda),
    }
    name = make_sheet(desk, PLAN, frames)
    keep_call_page(desk, PLAN, frames)
    proposed = frames["next_agenda"].height
    words = f"{name} on {agenda.height} patients, {proposed} proposed for the next call"
    return Result(words, {"patients": agenda.height, "proposed": proposed})


@step(
    "record_call",
    word="call",
    title="Record the sheet of the call",
    reads=RECORD_READS,
    writes=RECORD_WRITES,
    needs_call=True,
)
@implements(
    "LED-01", "CAL-19", "CAL-22", "CAL-23", "CAL-24", "CAL-29", "CAL-30", "INF-02", "INF-05"
)
def record_call(desk: Desk) -> Result:
    """Record the call's sheet that waits in the inbox; wrong data is refused whole."""
    (answers,) = returned_answers(desk, (PLAN,))
    if answers.frames["call"]["state"].to_list() != ["held"]:
        return _record_not_held(desk, answers.frames["call"])
    refuse_after_correction(desk, answers)
    with refusals_on_record(desk, SHEET_REFUSED, answers.source_hash):
        record = record_of(desk, answers)
        refuse_wrong_data(desk, PLAN, record, answers)
        return hand_on_record(desk, record, answers)


@implements("LES-02")
def _record_not_held(desk: Desk, called: pl.DataFrame) -> Result:
    """Record that the call was moved or cancelled; nothing else was said.

    While a partnership is new, no call should be dropped: files are no substitute for talking.
    """
    calls = desk.read("calls").filter(pl.col("call_date") != desk.call_date)
    is_dropped = called["state"][0] == "cancelled" and is_formative(
        desk.practice.first_call_on, desk.call_date, desk.values
    )
    notes = deviation_note(desk, "call_dropped_early", int(is_dropped))
    known = desk.hand_on(
        "calls", pl.concat([calls, called]).sort("call_date"), "INF-01", notes=notes
    )
    tell_changed_call(desk, called, known)
    return Result(f"the call was {called['state'][0]}", {"held": 0})


@implements("PCG-04")
def _standing_goals(desk: Desk, agenda: pl.DataFrame) -> pl.DataFrame:
    """Return the goals of earlier calls that stand, to be confirmed or changed in this one."""
    stands = desk.read("goals").filter(pl.col("state") != "rejected")
    return stands.join(agenda, on="case_id", how="semi", maintain_order="left")


def _known(desk: Desk, agenda: pl.DataFrame) -> pl.DataFrame:
    """Return the quick check and the claims that the plan reads out (CAL-01, CAL-13 to CAL-17)."""
    background, prework = _background(desk), desk.of_call("prework")
    checks = quick_check(agenda, background, prework)
    return checks.join(claims_review(agenda, background), on="case_id", how="left")


def _background(desk: Desk) -> pl.DataFrame:
    """Return the background of everyone listed: the next patients' names come from it too."""
    return background_today(desk)


def _proposed(desk: Desk, agenda: pl.DataFrame) -> pl.DataFrame:
    """Return the patients the plan proposes for the next call, after those of this one."""
    next_on = call_dates(desk.read("calls"), desk.as_of).first_after(desk.call_date)
    candidates = call_candidates(desk, desk.require("combined_list"))
    if next_on is None:
        return agenda.clear()
    left = candidates.without(frozenset(agenda["case_id"]))
    return mark_for_call(left, next_on, desk.values)
