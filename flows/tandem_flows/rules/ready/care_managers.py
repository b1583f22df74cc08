"""What the team list says of care managers: their licence, and to whom they delegate.

Not here: whether everyone who is needed is on the list (`contacts`).
"""

from __future__ import annotations

from collections.abc import Iterator

import polars as pl

from tandem_flows.marks import implements
from tandem_validators.errors import Problem

CARE_MANAGERS = ("case_manager", "social_care_manager", "clinical_care_manager")


@implements("DEF-03")
def without_licence(team: pl.DataFrame) -> pl.DataFrame:
    """Return the care managers of either side whose licence is not on the list (team's columns)."""
    is_manager = pl.col("role").is_in(CARE_MANAGERS)
    return team.filter(is_manager & pl.col("licence_type").is_null())


@implements("DEF-04")
def delegation_problems(team: pl.DataFrame) -> list[Problem]:
    """Return what is wrong with `delegated_to`: nobody of the same side, oneself, or no manager."""
    return [
        problem
        for number, person in enumerate(team.iter_rows(named=True), start=1)
        if person["delegated_to"] is not None
        for problem in _problems(person, number, team)
    ]


def _problems(person: dict[str, object], number: int, team: pl.DataFrame) -> Iterator[Problem]:
    where = f"team, row {number}, column delegated_to"
    own_side = team.filter(pl.col("organisation") == person["organisation"])
    others = own_side.filter(pl.col("person") != person["person"])["person"].to_list()
    if person["delegated_to"] not in others:
        remedy = "Give the id of another person of the same organisation, or leave it empty."
        yield Problem(where, "names nobody else of that organisation's team", remedy, "DEF-04")
    if person["role"] not in CARE_MANAGERS:
        remedy = f"Leave it empty, or give the person one of the roles {', '.join(CARE_MANAGERS)}."
        yield Problem(where, "is given for a person who is no care manager", remedy, "DEF-04")
