"""The closed list of departures from the guideline that a call can show.

A departure is recorded with its clause and shown, never refused; what would be wrong data is
refused in `decisions`. No other module makes up a code.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

import polars as pl

from tandem_validators.errors import Problem, RuleRefused

COLUMNS = {
    "case_id": pl.String,
    "clause": pl.String,
    "code": pl.String,
    "detail_count": pl.Int64,
}


@dataclass(frozen=True)
class Deviation:
    """One kind of departure: its code in the ledger, the clause it departs from, and words."""

    code: str
    clause: str
    words: str


CALL_DEVIATIONS = (
    Deviation("cap_exceeded", "SHR-03", "More patients on the agenda than the call has room for"),
    Deviation("call_too_long", "RDY-03", "The call took longer than planned"),
    Deviation("director_absent", "ROL-01", "Neither the director nor the standing designee came"),
    Deviation("stand_in", "ROL-01", "A stand-in for this call only spoke for the director"),
    Deviation("practice_care_manager_absent", "ROL-15", "The practice's care manager was absent"),
    Deviation("core_absent", "RDY-04", "Core people were absent"),
    Deviation("plan_prework_late", "PRE-01", "The plan's research was finished late"),
    Deviation("plan_prework_missing", "PRE-01", "The plan's research was not done"),
    Deviation("practice_prework_late", "PRE-01", "The practice's research was finished late"),
    Deviation("practice_prework_missing", "PRE-01", "The practice's research was not done"),
    Deviation("follow_up_not_discussed", "PRI-05", "A follow-up item was due and not reported on"),
    Deviation("next_agenda_missing", "CAL-24", "No patients were agreed for the next call"),
    Deviation("care_managers_absent", "ROL-21", "Not all care managers of the practice came"),
    Deviation("call_dropped_early", "LES-02", "A call was dropped while the partnership is new"),
    Deviation("outreach_beyond_limit", "UNE-02", "Another attempt was set after the last one"),
)

OTHER_DEVIATIONS = (
    Deviation("list_size_differs", "IDN-01", "A list is not as long as agreed"),
    Deviation("summary_late", "SUM-01", "The summary was sent late"),
    Deviation("report_late", "TRK-03", "A report was sent late"),
    Deviation("sponsor_missing", "LES-08", "No leader of the plan has signed for the process"),
    Deviation("practice_not_ready", "TRN-01", "Care management in the practice is not confirmed"),
    Deviation("project_manager_unconfirmed", "ROL-05", "Level or access of the project manager"),
    Deviation("training_missing", "TRN-02", "The practice's care managers had no training yet"),
    Deviation("licence_missing", "DEF-03", "The licence of a care manager is not on the list"),
)

DECISION_DEVIATIONS = (
    Deviation("lead_unexplained", "LED-01", "The lead is neither side's, and no reason is given"),
    Deviation("monitor_not_opened", "LED-06", "The practice leads, the plan's case is no monitor"),
    Deviation("goal_missing", "PCG-01", "No goal was set; the reason is recorded"),
    Deviation("goal_without_measure", "CMP-02", "A goal has no measure"),
    Deviation("goal_without_target", "CMP-02", "A goal has no target date"),
    Deviation("next_step_missing", "CAL-27", "No next step was set; the reason is recorded"),
    Deviation("plan_contact_missing", "CAL-20", "No manager of the plan was named"),
    Deviation("practice_contact_missing", "CAL-21", "No care manager of the practice was named"),
    Deviation("question_without_task", "ROL-13", "An open question was given to nobody"),
    Deviation("request_unanswered", "ROL-17", "An earlier request for help has no answer yet"),
    Deviation("program_unknown", "LES-05", "A program is not described in programs.csv"),
    Deviation("patient_not_informed", "PCG-06", "The patient was not told that both work together"),
    Deviation("goal_not_confirmed", "PCG-05", "The goal was not talked over with the patient"),
    Deviation("not_documented_by_plan", "PCG-02", "Not yet written in the plan's system"),
    Deviation("not_documented_by_practice", "PCG-02", "Not yet written in the practice's system"),
)

REVIEW_DEVIATIONS = (
    Deviation("review_not_recorded", "CAL-04", "The review was not recorded"),
    Deviation("other_side_led", "CAL-02", "The other side led the discussion"),
    Deviation("quick_check_missing", "CAL-01", "Enrolment and membership were not confirmed"),
    Deviation("leads_not_compared", "CAL-03", "The two recommendations were not shared"),
    Deviation("profile_missing", "CAL-04", "The patient was not summed up"),
    Deviation("pcp_missing", "CAL-05", "The primary care provider was not named"),
    Deviation("last_visit_missing", "CAL-06", "The latest visit was not given"),
    Deviation("visit_purpose_missing", "CAL-06", "The purpose of the latest visit was not given"),
    Deviation("risk_drivers_missing", "CAL-07", "What drives the risk was not named"),
    Deviation("engagement_issues_missing", "CAL-08", "Engagement was not spoken of"),
    Deviation("needed_services_missing", "CAL-09", "Needed services were not named"),
    Deviation("proposed_steps_missing", "CAL-10", "The practice proposed no next steps"),
    Deviation("care_plan_unknown", "CAL-11", "Whether there is a care plan was not said"),
    Deviation("details_not_confirmed", "CAL-12", "Name, birth date and contact not confirmed"),
    Deviation("claims_not_reviewed", "CAL-13", "The plan did not go through the claims"),
    Deviation("plan_services_missing", "CAL-18", "The plan's services were not named"),
    Deviation("next_update_missing", "CAL-19", "No date was set for the next update"),
    Deviation("read_back_missing", "CAL-23", "The next steps were not summed up"),
    Deviation("driver_not_agreed", "CAL-26", "Why the patient is at high risk was not agreed"),
    Deviation("barriers_not_agreed", "CAL-26", "What keeps the patient from engaging: not agreed"),
)


@cache
def deviations() -> dict[str, Deviation]:
    """Return every deviation by its code."""
    listed = (*CALL_DEVIATIONS, *DECISION_DEVIATIONS, *REVIEW_DEVIATIONS, *OTHER_DEVIATIONS)
    return {deviation.code: deviation for deviation in listed}


def deviation(code: str) -> Deviation:
    """Return the deviation `code`; raise RuleRefused when it is not on the list."""
    if code not in deviations():
        remedy = "Use a code of the list, or add it there with its clause."
        raise RuleRefused(Problem(f"deviation {code}", "is not on the closed list", remedy))
    return deviations()[code]


def of_cases(code: str, case_ids: pl.Series) -> pl.DataFrame:
    """Return one row a case with how often it occurs in `case_ids` (detail_count)."""
    counted = case_ids.to_frame("case_id").group_by("case_id", maintain_order=True).len()
    return _rows(code, counted.rename({"len": "detail_count"}))


def of_call(code: str, count: int) -> pl.DataFrame:
    """Return one row for the whole call (case_id empty), or none when `count` is zero."""
    rows = pl.DataFrame({"case_id": [None], "detail_count": [count]}).filter(count > 0)
    return _rows(code, rows)


def together(frames: Sequence[pl.DataFrame]) -> pl.DataFrame:
    """Return all deviations as one frame with COLUMNS."""
    return pl.concat([pl.DataFrame(schema=COLUMNS), *frames])


def _rows(code: str, rows: pl.DataFrame) -> pl.DataFrame:
    named = rows.with_columns(clause=pl.lit(deviation(code).clause), code=pl.lit(code))
    return named.select(pl.col(name).cast(kind) for name, kind in COLUMNS.items())
