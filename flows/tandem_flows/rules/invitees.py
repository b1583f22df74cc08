"""Front-line people who join a call for one patient: whom both sides asked, and who may be asked.

Who comes to every call is on the team list; here are the others, patient by patient.
"""

from __future__ import annotations

from datetime import date

import polars as pl

from tandem_flows.marks import implements
from tandem_flows.rules.guards import Guard
from tandem_validators.errors import Problem

OF_PLAN = ("case_manager", "social_care_manager", "outreach_worker", "plan_physician")
OF_PRACTICE = (
    "community_health_worker",
    "behavioral_health_provider",
    "primary_care_clinician",
    "care_coordinator",
    "clinical_pharmacist",
    "clinical_care_manager",
)
_FROM_TEAM = ["person", "organisation", "role"]


@implements("ROL-14", "ROL-20")
def invited(asked: pl.DataFrame, team: pl.DataFrame, call_date: date, on: date) -> pl.DataFrame:
    """Return the handoff `invitees` of the call on `call_date`, from `asked` on the day `on`.

    `asked` has case_id and person; side and role come from the team list. Nobody is asked twice
    for the same patient.
    """
    people = asked.select("case_id", "person").unique(maintain_order=True)
    known = people.join(team.select(_FROM_TEAM), on="person", maintain_order="left")
    return known.select(
        pl.lit(call_date).alias("call_date"),
        "case_id",
        *_FROM_TEAM,
        pl.lit(on).alias("invited_on"),
    )


@implements("ROL-14", "ROL-20")
def invitee_problems(
    asked: pl.DataFrame, team: pl.DataFrame, next_cases: frozenset[str], source: str
) -> list[Problem]:
    """Return what is wrong with the invitations: nobody of the team, another role, another call.

    `next_cases` are the patients of the call they are for.
    """
    known = asked.join(team.select(_FROM_TEAM), on="person", how="left", maintain_order="left")
    may_join = pl.col("role").is_in((*OF_PLAN, *OF_PRACTICE))
    strangers = known.filter(pl.col("role").is_null())
    others = known.filter(~may_join)
    elsewhere = known.filter(~pl.col("case_id").is_in(sorted(next_cases)))
    roles = ", ".join((*OF_PLAN, *OF_PRACTICE))
    on_agenda = "Keep the patient for the next call first, or remove the row."
    return [
        *_of(strangers, source, "person", "is not in the team", "Add the person to team.csv."),
        *_of(others, source, "person", "has no role that joins for a patient", f"Roles: {roles}."),
        *_of(elsewhere, source, "case_id", "is not on the next call", on_agenda),
    ]


def _of(rows: pl.DataFrame, source: str, column: str, what: str, remedy: str) -> list[Problem]:
    return Guard("invitees", column, what, remedy, "ROL-14").problems(source, rows)
