"""Whether the team list is enough to begin, and whether the core people keep coming."""

from __future__ import annotations

from collections.abc import Iterator

import polars as pl

from tandem_flows.marks import implements
from tandem_flows.rules.ready.care_managers import delegation_problems
from tandem_validators.errors import Problem

_FACTS = ("name", "position", "email", "phone")
# who cannot be missing: organisation, role, clause; the director may have a standing designee
_NEEDED = (
    ("plan", "project_manager", "ROL-05"),
    ("practice", "clinical_care_manager", "ROL-15"),
)
_DIRECTOR = "director_of_care_management"
_ABSENT = ["call_date", "person", "organisation", "role"]


@implements("RDY-01", "RDY-02", "ROL-01", "ROL-05", "ROL-15")
def contact_problems(team: pl.DataFrame) -> list[Problem]:
    """Return everything that keeps the team list from being complete, all at once."""
    people = list(team.iter_rows(named=True))
    return [
        *_missing_sides(people),
        *_missing_facts(people),
        *_missing_roles(people),
        *_director_problems(people),
        *delegation_problems(team),
    ]


@implements("RDY-04")
def core_absences(team: pl.DataFrame, attendance: pl.DataFrame) -> pl.DataFrame:
    """Return the core people who were not at a call: call_date, person, organisation, role."""
    core = team.filter("is_core").select("person", "organisation", "role")
    dates = attendance.select("call_date").unique()
    expected = dates.join(core, how="cross")
    absent = expected.join(attendance, on=["call_date", "person"], how="anti")
    return absent.select(_ABSENT).sort("call_date", "person")


def _missing_sides(people: list[dict[str, object]]) -> Iterator[Problem]:
    for organisation in ("plan", "practice"):
        if not any(person["organisation"] == organisation for person in people):
            what = f"names nobody of the {organisation}"
            remedy = f"Add the people of the {organisation} with their contact details."
            yield Problem("team, column organisation", what, remedy, "RDY-01")


def _missing_facts(people: list[dict[str, object]]) -> Iterator[Problem]:
    for number, person in enumerate(people, start=1):
        for fact in _FACTS:
            if not str(person[fact] or "").strip():
                where = f"team, row {number}, column {fact}"
                yield Problem(where, "is empty", f"Fill in the {fact} of this person.", "RDY-02")


def _missing_roles(people: list[dict[str, object]]) -> Iterator[Problem]:
    for organisation, role, clause in _NEEDED:
        if not any((p["organisation"], p["role"]) == (organisation, role) for p in people):
            what = f"has no {role.replace('_', ' ')} of the {organisation}"
            yield Problem("team, column role", what, "Name the person who has this role.", clause)


def _director_problems(people: list[dict[str, object]]) -> Iterator[Problem]:
    designees = [
        (number, person) for number, person in enumerate(people, start=1) if person["is_designee"]
    ]
    has_director = any(p["organisation"] == "plan" and p["role"] == _DIRECTOR for p in people)
    if not has_director and not designees:
        what = "has neither a director of care management nor a standing designee"
        remedy = "Name the plan's director, or mark one person as the standing designee."
        yield Problem("team, column is_designee", what, remedy, "ROL-01")
    for number, person in designees:
        where = f"team, row {number}, column is_designee"
        if person["organisation"] != "plan":
            remedy = "The designee stands in for the plan's director: name a person of the plan."
            yield Problem(where, "marks a person of the practice", remedy, "ROL-01")
        if not person["is_core"]:
            remedy = "A standing designee takes part in every call: mark the person as core."
            yield Problem(where, "marks a person who is not core", remedy, "ROL-01")
    if len(designees) > 1:
        remedy = "The designee is one named person: mark only one."
        yield Problem("team, column is_designee", "marks several people", remedy, "ROL-01")
