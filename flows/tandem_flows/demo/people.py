"""The people of a scripted call who speak for both sides, as the team list names them."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import polars as pl

TEAMS = Path(__file__).parent / "teams"


@dataclass(frozen=True)
class Member:
    """One member of a team: id, name and telephone number."""

    person: str
    name: str
    phone: str


@dataclass(frozen=True)
class Team:
    """Who answers for the two sides."""

    director: Member
    manager: Member
    case_manager: Member
    care_manager: Member

    @classmethod
    def listed(cls, team: pl.DataFrame) -> Team:
        """Return the people of a team list, by their roles."""
        roles = (
            "director_of_care_management",
            "project_manager",
            "case_manager",
            "clinical_care_manager",
        )
        named = {row["role"]: row for row in team.iter_rows(named=True)}
        people = (named[role] for role in roles)
        return cls(*(Member(row["person"], row["name"], row["phone"]) for row in people))

    @classmethod
    def of(cls, practice_id: str) -> Team:
        """Return the demonstration's people of one of its practices and of the plan."""
        return cls.listed(pl.read_csv(TEAMS / f"{practice_id}.csv"))
