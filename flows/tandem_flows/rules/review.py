"""The review from a to k: which of its answers are missing for a patient with a decision.

A gap is a departure, never a refusal. What the answers say is not judged here.
"""

from __future__ import annotations

import polars as pl

from tandem_flows.marks import implements
from tandem_flows.rules.call_record import CallRecord
from tandem_flows.rules.deviations import of_cases, together
from tandem_flows.rules.guards import is_blank
from tandem_validators.guideline.values import Values

_DETAILS = "details_not_confirmed"
_CONFIRMED = {
    "quick_check_done": "quick_check_missing",
    "leads_compared": "leads_not_compared",
    "demographics_confirmed": _DETAILS,
    "claims_reviewed": "claims_not_reviewed",
    "read_back": "read_back_missing",
}
_WRITTEN = {
    "profile": "profile_missing",
    "pcp_name": "pcp_missing",
    "last_visit_purpose": "visit_purpose_missing",
    "risk_drivers": "risk_drivers_missing",
    "engagement_issues": "engagement_issues_missing",
    "needed_services": "needed_services_missing",
    "proposed_next_steps": "proposed_steps_missing",
    "plan_services": "plan_services_missing",
    "agreed_driver": "driver_not_agreed",
    "agreed_barriers": "barriers_not_agreed",
}
_ANSWERED = {
    "last_visit_on": "last_visit_missing",
    "has_care_plan": "care_plan_unknown",
    "next_update_on": "next_update_missing",
}


@implements(
    "CAL-01",
    "CAL-02",
    "CAL-03",
    "CAL-04",
    "CAL-05",
    "CAL-06",
    "CAL-07",
    "CAL-08",
    "CAL-09",
    "CAL-10",
    "CAL-11",
    "CAL-12",
    "CAL-13",
    "CAL-14",
    "CAL-15",
    "CAL-16",
    "CAL-17",
    "CAL-18",
    "CAL-19",
    "CAL-23",
    "CAL-26",
)
def review_deviations(record: CallRecord, values: Values) -> pl.DataFrame:
    """Return a deviation for each answer of the review that a decided patient lacks."""
    decided = record.decided.select("case_id", "next_update_on")
    reviewed = decided.join(record.case_records, on="case_id", maintain_order="left")
    absent = decided.join(reviewed, on="case_id", how="anti", maintain_order="left")
    agreed_leader = values.choice("call_leader")
    led_by_other = reviewed.filter(pl.col("leader") != agreed_leader)
    gaps = {code: ~pl.col(column) for column, code in _CONFIRMED.items()}
    gaps[_DETAILS] &= _details_are_due(record, values)
    gaps |= {code: is_blank(column) for column, code in _WRITTEN.items()}
    gaps |= {code: pl.col(column).is_null() for column, code in _ANSWERED.items()}
    return together(
        [
            of_cases("review_not_recorded", absent["case_id"]),
            of_cases("other_side_led", led_by_other["case_id"]),
            *(of_cases(code, reviewed.filter(gap)["case_id"]) for code, gap in gaps.items()),
        ]
    )


@implements("SCA-02")
def _details_are_due(record: CallRecord, values: Values) -> pl.Expr:
    """Name, birth date and contact: of everyone, or only where the practice saw a discrepancy.

    It saw one where its pre-work says that the identity is not confirmed. Else the background that
    the plan sent is enough.
    """
    if values.choice("review_demographics") == "always":
        return pl.lit(True)
    doubted = record.prework.filter(
        pl.col("organisation") == "practice", ~pl.col("identity_confirmed")
    )
    return pl.col("case_id").is_in(doubted["case_id"].implode())
