"""The invented partnership in which the vignettes happen: its team and its two calls."""

from __future__ import annotations

import csv
from datetime import date
from pathlib import Path

PRACTICE = "alder"
LISTED_ON = date(2026, 3, 2)
CALLS = {1: date(2026, 3, 10), 2: date(2026, 3, 17)}
LAST_DAY = date(2026, 3, 24)
TEAM_FILE = Path(__file__).parent / "team.csv"


def team_rows() -> list[dict[str, str]]:
    """Return everyone who takes part, as the team's file has them."""
    with TEAM_FILE.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def person_of(side: str, role: str) -> str:
    """Return the id of the one person of a side in a role."""
    people = [row for row in team_rows() if (row["organisation"], row["role"]) == (side, role)]
    (person,) = [row["person"] for row in people]
    return person
