"""Runs of the pre-work step, and its rows on kinds of care management and on the lists as lists.

Here: what is run, and which rows are looked at. They become scenarios in `scenarios`.
"""

from __future__ import annotations

import polars as pl

from tests.mutation.given import DAY, RESEARCH_ON, bill, record
from tests.steps.workspaces import FIRST_CALL, Practice

# Just the points of complexity that count, with one domain at the limit of weak capacity.
_POINTS = {"illness": 3, "readiness": 2, "social": 0, "health_systems": 2, "resources": 1}


def continuum(practice: Practice) -> list[pl.DataFrame]:
    """The kinds that suit, the shares of the lists and the proposals; a note repeats the limits."""
    practice.run("prework", RESEARCH_ON, FIRST_CALL)
    kinds = practice.rows("continuum", FIRST_CALL).drop("note")
    return [kinds, practice.rows("list_shares"), practice.rows("removal_proposals")]


def continuum_assessed(practice: Practice) -> list[pl.DataFrame]:
    """The same once a patient of behavioural health care was assessed."""
    found = practice.rows("continuum", FIRST_CALL)
    waiting = found.filter(pl.col("not_known").str.contains("weak_capacity"))["case_id"][0]
    assessed = {"case_id": waiting, "assessed_on": RESEARCH_ON - DAY} | _POINTS
    record(practice, "assessment", [assessed], RESEARCH_ON, "DEF-06")
    return continuum(practice)


def continuum_after_birth(practice: Practice) -> list[pl.DataFrame]:
    """The same where a patient, listed for the score alone, gave birth seven weeks before."""
    listed = practice.rows("plan_list").filter(pl.col("reasons").str.starts_with("score only"))
    born_on = RESEARCH_ON - 49 * DAY
    days = {"claim_start_date": born_on, "claim_end_date": born_on, "paid_date": born_on}
    paid = {"paid_amount": 900.0, "allowed_amount": 1000.0, "diagnosis_code_1": "Z370"}
    bill(practice, [{"person_id": listed["person_id"][0]} | days | paid])
    return continuum(practice)
