"""The patients of a call as the sheets show them: who they are, and how a drop-down names them.

Here: what both kinds of sheet share. Not here: which columns each asks for.
"""

from __future__ import annotations

from collections.abc import Collection

import polars as pl

from tandem_flows.worksheets.tab import Pick, Shown, locked
from tandem_validators.handoffs.column import ORGANISATIONS, PLAN, PRACTICE

_SIDES = {PLAN: "Plan", PRACTICE: "Practice"}
_SIDE_BY_SIDE = {
    "recommended_lead": "{} recommends",
    "reason": "{}'s reason",
    "draft_goal": "{}'s draft goal",
}
_NAMES = ("first_name", "last_name", "birth_date")


def who() -> tuple[Shown, ...]:
    """Return the locked columns that tell people which patient a row is about."""
    return (
        locked("agenda", "position"),
        locked("agenda", "case_id"),
        *(locked("background", name) for name in _NAMES),
        locked("agenda", "reason", name="agenda_reason"),
    )


def patients_of(agenda: pl.DataFrame, background: pl.DataFrame) -> pl.DataFrame:
    """Return one row a patient of `agenda` in its order, with the names from `background`."""
    names = background.select("case_id", *_NAMES)
    rows = agenda.select("case_id", "position", pl.col("reason").alias("agenda_reason"))
    return rows.join(names, on="case_id", how="left", maintain_order="left").sort("position")


def case_picks(patients: pl.DataFrame) -> tuple[Pick, ...]:
    """Return how a drop-down names each patient: by name, with the case behind it."""
    return tuple(
        Pick(str(case), _case_label(first, last, str(case)))
        for case, first, last in patients.select("case_id", "first_name", "last_name").iter_rows()
    )


def _case_label(first: str | None, last: str | None, case: str) -> str:
    name = " ".join(part for part in (first, last) if part)
    return f"{name} · {case}" if name else case


def person_picks(team: pl.DataFrame, organisation: str | None = None) -> tuple[Pick, ...]:
    """Return how a drop-down names the team members, of one side if `organisation` is given."""
    wanted = [organisation] if organisation else list(ORGANISATIONS)
    members = team.filter(pl.col("organisation").is_in(wanted)).sort("organisation", "name")
    names = members["name"].to_list()
    return tuple(
        Pick(person, name if names.count(name) == 1 else f"{name} · {person}")
        for person, name in members.select("person", "name").iter_rows()
    )


def side_by_side(columns: Collection[str] = tuple(_SIDE_BY_SIDE)) -> tuple[Shown, ...]:
    """Return the locked columns in which both sides' pre-work stands beside each other."""
    return tuple(
        locked("prework", column, f"{column}_{side}", title.format(name))
        for column, title in _SIDE_BY_SIDE.items()
        if column in columns
        for side, name in _SIDES.items()
    )


def with_prework(patients: pl.DataFrame, prework: pl.DataFrame) -> pl.DataFrame:
    """Return `patients` with both sides' recommendations, goals and drivers beside each other."""
    told = (*_SIDE_BY_SIDE, "risk_drivers")
    for side in _SIDES:
        own = prework.filter(pl.col("organisation") == side)
        named = own.select("case_id", *(pl.col(name).alias(f"{name}_{side}") for name in told))
        patients = patients.join(named, on="case_id", how="left", maintain_order="left")
    return patients
