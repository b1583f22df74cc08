"""What the plan's data says of a case, whatever people decided: coverage, death, attribution."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from tandem_flows.rules.states.history import History


@dataclass(frozen=True)
class Facts:
    """The care facts of one case; None is not known."""

    is_covered: bool | None = None
    coverage_ended_on: date | None = None
    died_on: date | None = None
    left_practice_on: date | None = None

    def died_by(self, on: date) -> date | None:
        """Return the day of death, when it is not after `on`."""
        return self.died_on if self.died_on is not None and self.died_on <= on else None

    def left_practice_by(self, on: date) -> bool:
        """Whether the person is attributed to another practice on `on`."""
        return self.left_practice_on is not None and self.left_practice_on <= on

    def uncovered_since(self, on: date, listed_on: date) -> date | None:
        """Return since when the plan does not cover the person on `on`; None while it does.

        A span that ended and was followed by another is coverage. An end without a day is dated
        to the day the list was made.
        """
        if self.is_covered:
            return None
        if self.coverage_ended_on is None:
            return listed_on if self.is_covered is False else None
        return self.coverage_ended_on if self.coverage_ended_on <= on else None


def facts_by_case(history: History) -> dict[str, Facts]:
    """Return the facts of each listed case; without a row, what the list itself says."""
    facts = {
        row["case_id"]: Facts(is_covered=row["is_covered"])
        for row in history.combined_list.iter_rows(named=True)
    }
    return facts | {row["case_id"]: _facts(row) for row in history.care_facts.iter_rows(named=True)}


def _facts(row: dict[str, Any]) -> Facts:
    return Facts(
        row["is_covered"], row["coverage_ended_on"], row["died_on"], row["left_practice_on"]
    )
