"""Departures that a decision shows: in what was agreed, and in what was to follow from it.

What follows a call is judged on `as_of`; it is not yet a departure while there is time.
"""

from __future__ import annotations

from datetime import date

import polars as pl

from tandem_flows.marks import implements
from tandem_flows.rules.call_record import CallRecord
from tandem_flows.rules.days import shift_days
from tandem_flows.rules.deviations import of_cases, together
from tandem_flows.rules.guards import is_blank
from tandem_validators.guideline.values import Values

_PLAN_CONTACTS = ["case_manager", "social_care_manager"]


def agreed_deviations(record: CallRecord) -> pl.DataFrame:
    """Return the departures in lead, goal, next steps and contacts of decided patients."""
    return together([_lead_deviations(record), _goal_deviations(record), _contacts(record)])


@implements("LED-01", "LED-06", "CAL-03")
def _lead_deviations(record: CallRecord) -> pl.DataFrame:
    """Differing from both recommendations needs a reason; a monitored patient a monitor case."""
    decided = record.decided
    recommended = record.prework.filter(pl.col("recommended_lead").is_not_null())
    known = decided.join(recommended, on="case_id", how="semi", maintain_order="left")
    agrees = recommended.select("case_id", lead="recommended_lead")
    other = known.join(agrees, on=["case_id", "lead"], how="anti", maintain_order="left")
    monitored = (pl.col("lead") == "practice") & (pl.col("plan_case_status") != "monitor")
    return together(
        [
            of_cases("lead_unexplained", other.filter(is_blank("rationale"))["case_id"]),
            of_cases("monitor_not_opened", decided.filter(monitored)["case_id"]),
        ]
    )


@implements("PCG-01", "CAL-27", "CMP-02")
def _goal_deviations(record: CallRecord) -> pl.DataFrame:
    standing = record.goals_that_stand
    earlier = record.earlier_tasks.filter(pl.col("state") == "open")
    steps = pl.concat([earlier.select("case_id"), record.tasks.select("case_id")])
    cases = record.decided.select("case_id")
    goals = standing.join(cases, on="case_id", how="semi", maintain_order="left")
    no_target = pl.col("target_on").is_null()
    return together(
        [
            of_cases("goal_missing", _without(cases, standing)),
            of_cases("goal_without_measure", goals.filter(is_blank("measure"))["case_id"]),
            of_cases("goal_without_target", goals.filter(no_target)["case_id"]),
            of_cases("next_step_missing", _without(cases, steps)),
        ]
    )


@implements("CAL-20", "CAL-21")
def _contacts(record: CallRecord) -> pl.DataFrame:
    cases, named = record.decided.select("case_id"), record.care_team
    plan = named.filter(pl.col("organisation") == "plan", pl.col("role").is_in(_PLAN_CONTACTS))
    practice = named.filter(
        pl.col("organisation") == "practice", pl.col("role") == "clinical_care_manager"
    )
    return together(
        [
            of_cases("plan_contact_missing", _without(cases, plan)),
            of_cases("practice_contact_missing", _without(cases, practice)),
        ]
    )


@implements("PCG-02", "PCG-05", "PCG-06", "ROL-04", "ROL-19")
def follow_through_deviations(record: CallRecord, as_of: date, values: Values) -> pl.DataFrame:
    """Return what was to follow a decision and has not, once its time is over.

    The talk with the patient is owed within `goal_confirm_days`; writing the decision down has no
    term in the source and shows as open from the day after the call.
    """
    confirm_by = shift_days(record.call_date, values.number("goal_confirm_days"), values)
    talked = record.decided if as_of > confirm_by else record.decided.clear()
    written = record.decided if as_of > record.call_date else record.decided.clear()
    untold = talked.filter(pl.col("patient_informed_on").is_null())
    proposed = record.goals_that_stand.filter(pl.col("state") == "proposed")
    open_goals = talked.join(proposed, on="case_id", how="semi", maintain_order="left")
    by_plan = written.filter(pl.col("documented_plan_on").is_null())
    by_practice = written.filter(pl.col("documented_practice_on").is_null())
    return together(
        [
            of_cases("patient_not_informed", untold["case_id"]),
            of_cases("goal_not_confirmed", open_goals["case_id"]),
            of_cases("not_documented_by_plan", by_plan["case_id"]),
            of_cases("not_documented_by_practice", by_practice["case_id"]),
        ]
    )


def _without(cases: pl.DataFrame, rows: pl.DataFrame) -> pl.Series:
    return cases.join(rows, on="case_id", how="anti", maintain_order="left")["case_id"]
