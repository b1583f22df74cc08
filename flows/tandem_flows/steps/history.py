"""The dated records that case states are derived from, gathered from the desk."""

from __future__ import annotations

import polars as pl

from tandem_flows.desk import Desk
from tandem_flows.rules.answers import withdrawals
from tandem_flows.rules.states import History, case_states
from tandem_flows.source.care_facts import care_facts

# What a step must read to know where each case stands.
HISTORY = (
    "agenda",
    "calls",
    "decisions",
    "tasks",
    "care_team",
    "outreach_attempts",
    "tracking_list",
    "reports",
)

_CARE = (
    "last_seen_any_on",
    "last_seen_any_by_practice",
    "last_seen_practice_on",
    "ed_visits",
    "outside_specialists",
    "last_admission_on",
)


def facts_by_case(desk: Desk, combined_list: pl.DataFrame) -> pl.DataFrame:
    """Return the plan's care facts by case_id; a patient the plan does not know has none.

    `is_ours` is false for a patient whom the plan attributes to another practice.
    """
    known = combined_list.drop_nulls("person_id").select("case_id", "person_id", "origin")
    people = known["person_id"].to_list()
    facts = care_facts(desk.source, people, desk.practice.practice_id, desk.as_of, desk.values)
    ours = pl.col("attributed_practice").fill_null(desk.practice.practice_id)
    joined = known.join(facts, on="person_id", how="left").with_columns(
        (ours == desk.practice.practice_id).alias("is_ours"), _left_practice(desk)
    )
    # what other practices' care was like is not for this one, whoever once listed the patient
    return joined.with_columns(pl.when("is_ours").then(name).alias(name) for name in _CARE)


def history(desk: Desk, combined_list: pl.DataFrame, facts: pl.DataFrame) -> History:
    """Return the records of the round; the agenda of this run's own call is left out.

    So that marking patients again for the same call starts from where they stood before.
    """
    agendas = desk.read("agenda")
    if desk.job.call_date is not None and desk.step.name == "share":
        agendas = agendas.filter(pl.col("call_date") != desk.job.call_date)
    admissions = facts.drop_nulls("last_admission_on").select(
        "case_id", pl.col("last_admission_on").alias("admitted_on")
    )
    return History(
        listed_on=desk.round.opened_on,
        combined_list=combined_list,
        agendas=agendas,
        calls=desk.read("calls"),
        decisions=desk.read("decisions"),
        tasks=desk.read("tasks"),
        care_team=desk.read("care_team"),
        outreach_attempts=desk.read("outreach_attempts"),
        tracking_list=desk.read("tracking_list"),
        reports=desk.read("reports"),
        care_facts=facts,
        withdrawals=withdrawals(desk.read("outreach_attempts"), desk.as_of),
        admissions=admissions,
    )


def states(desk: Desk, combined_list: pl.DataFrame, facts: pl.DataFrame) -> pl.DataFrame:
    """Return the state of every listed case on the day the run looks from."""
    records = history(desk, combined_list, facts)
    return case_states(records, desk.as_of, desk.values, desk.closed_days)


def _left_practice(desk: Desk) -> pl.Expr:
    """A member on the plan's list was attributed to this practice then, so elsewhere means left."""
    elsewhere = pl.col("attributed_practice") != desk.practice.practice_id
    was_ours = pl.col("origin") != "practice"
    return (
        pl.when(elsewhere & was_ours)
        .then(pl.lit(desk.as_of))
        .otherwise(None)
        .alias("left_practice_on")
    )
