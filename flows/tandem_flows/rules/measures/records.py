"""The dated records of a partnership that the measures read, of every round, as frames.

Values only: which of them count is for each measure.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

import polars as pl

LISTED = {
    "case_id": pl.String,
    "person_id": pl.String,
    "listed_on": pl.Date,
    "until_on": pl.Date,
}
CARE = {
    "case_id": pl.String,
    "died_on": pl.Date,
    "coverage_ended_on": pl.Date,
    "left_practice_on": pl.Date,
}

GOAL_STATE = ("goal_id", "case_id", "state", "achievement")
RANDOM_ORDER = {"case_id": pl.String, "tied": pl.String, "place": pl.Int64}


def _no_order() -> pl.DataFrame:
    return pl.DataFrame(schema=RANDOM_ORDER)


@dataclass(frozen=True)
class GoalsThen:
    """The goals as a run left them (goal_id, case_id, state, achievement), and its day."""

    as_of: date
    goals: pl.DataFrame


@dataclass(frozen=True)
class Records:
    """The latest rows of each record.

    `listed`: case_id, person_id, listed_on and until_on (the last day on a round's combined list;
    empty while the round is open), one row a case and round. `care`: case_id, died_on,
    coverage_ended_on, left_practice_on. The others are handoffs by name, of every round.
    `random_order`: case_id, tied (which equals it was drawn among) and place, where chance decided
    who of them comes first. `waivers`: clause and the day since when it is not followed here.
    `goals_then`: how the goals stood earlier, in the order in which they were recorded.
    """

    practice_id: str
    plan_id: str
    listed: pl.DataFrame
    care: pl.DataFrame
    enrolments: pl.DataFrame
    decisions: pl.DataFrame
    outreach_attempts: pl.DataFrame
    goals: pl.DataFrame
    tasks: pl.DataFrame
    tracking_list: pl.DataFrame
    surveys: pl.DataFrame
    time_spent: pl.DataFrame
    calls: pl.DataFrame
    agenda: pl.DataFrame
    prework: pl.DataFrame
    agreed_patients: pl.DataFrame
    summary: pl.DataFrame
    reports: pl.DataFrame
    closed_days: frozenset[date] = frozenset()
    random_order: pl.DataFrame = field(default_factory=_no_order)
    waivers: Mapping[str, date] = field(default_factory=dict)
    goals_then: tuple[GoalsThen, ...] = ()

    def goals_on(self, on: date) -> pl.DataFrame:
        """Return the goals as the record of a day had them; no rows before the first was noted."""
        known = [then.goals for then in self.goals_then if then.as_of <= on]
        return known[-1] if known else self.goals.select(GOAL_STATE).clear()
