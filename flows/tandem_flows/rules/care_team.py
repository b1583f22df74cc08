"""The front-line people of each patient, exactly one of them the point of contact at any time.

Who they are is named by plan and practice in the call; nobody is chosen here.
"""

from __future__ import annotations

import polars as pl

from tandem_flows.marks import implements
from tandem_flows.rules.guards import Guard
from tandem_validators.errors import Problem

_PLACE = ["case_id", "organisation", "role"]


@implements("CAL-20", "CAL-21", "CMP-05")
def merge_care_team(register: pl.DataFrame, recorded: pl.DataFrame) -> pl.DataFrame:
    """Return the care team after a call: a newly named person takes the place of the role's last.

    A new point of contact ends the earlier one of that patient, so that there is one at any time.
    """
    named = recorded.filter("is_point_of_contact")["case_id"].implode()
    stays = pl.col("is_point_of_contact") & ~pl.col("case_id").is_in(named)
    kept = register.join(recorded, on=_PLACE, how="anti", maintain_order="left")
    return pl.concat([kept.with_columns(is_point_of_contact=stays), recorded])


@implements("CMP-05")
def point_of_contact_problems(
    care_team: pl.DataFrame, case_ids: pl.Series, source: str
) -> list[Problem]:
    """Return a problem for each of `case_ids` that has no point of contact, or several."""
    contacts = care_team.filter("is_point_of_contact").group_by("case_id").len("contacts")
    cases = case_ids.to_frame("case_id").join(
        contacts, on="case_id", how="left", maintain_order="left"
    )
    wrong = cases.filter(pl.col("contacts").fill_null(0) != 1)
    return [
        problem
        for (contacts,), cases in wrong.group_by("contacts", maintain_order=True)
        for problem in _contact_guard(f"names {contacts or 'no'} points of contact").problems(
            source, cases
        )
    ]


def _contact_guard(what: str) -> Guard:
    remedy = "Name exactly one person to whom the patient turns."
    return Guard("care_team", "is_point_of_contact", what, remedy, "CMP-05")
