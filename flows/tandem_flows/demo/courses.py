"""Which course each patient of a scripted call takes: what is decided, and how it goes on later.

The courses are dealt out in turn, so that every branch of the process is walked by somebody. Not
here: the words that are written into the sheets.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

import polars as pl

from tandem_flows.store.reading import empty_frame
from tandem_validators.handoffs.registry import handoff

# What is decided about patients whom nobody discussed before, one after the other.
FIRST = (
    "practice",
    "plan",
    "unresponsive",
    "joint",
    "pending",
    "declined",
    "practice",
    "plan",
    "removed",
    "practice",
)
_LEADS = ("practice", "plan", "joint")
# A suggested change of provider is followed by one in so many; of the others the practice knows.
_FOLLOWED = 3


@dataclass(frozen=True)
class Course:
    """One patient in one call: the decision, its lead, and the goal of earlier calls if it stands.

    `index` counts the patients of the call; `is_update` says that a lead was decided before.
    """

    index: int
    case_id: str
    membership: str = "active"
    outcome: str = "decided"
    lead: str | None = None
    goal_id: str | None = None
    goal_state: str | None = None
    is_update: bool = False

    @property
    def is_decided(self) -> bool:
        """Whether the discussion ended with a lead."""
        return self.lead is not None

    @property
    def is_closing(self) -> bool:
        """Whether the plan's part is over: the goal was confirmed at an earlier call."""
        return self.is_update and self.goal_state == "confirmed" and self.lead != "practice"


@dataclass(frozen=True)
class Past:
    """What both sides wrote down before a call, in the columns of the handoffs of these names."""

    decisions: pl.DataFrame
    goals: pl.DataFrame
    tasks: pl.DataFrame
    outreach_attempts: pl.DataFrame

    @classmethod
    def nothing(cls) -> Past:
        """Return the past of a first call."""
        names = ("decisions", "goals", "tasks", "outreach_attempts")
        return cls(*(empty_frame(handoff(name)) for name in names))


def courses(agenda: pl.DataFrame, suggestions: pl.DataFrame, past: Past) -> list[Course]:
    """Return the course of each patient of the call, in the order of the agenda."""
    suggested = dict(suggestions.select("case_id", "membership").iter_rows())
    last = _last_decisions(past.decisions)
    goals = {row["case_id"]: row for row in past.goals.iter_rows(named=True)}
    turn = sum(row["membership"] in ("active", "unresponsive") for row in last.values())
    found, changed = [], 0
    for index, case_id in enumerate(agenda.sort("position")["case_id"]):
        course = _with_goal(Course(index, case_id), goals.get(case_id))
        if case_id in last:
            found.append(_again(course, last[case_id], past))
            continue
        changed += suggested[case_id] == "possible_provider_change"
        if suggested[case_id] == "coverage_ended" or _is_followed(suggested[case_id], changed):
            stops = replace(course, membership=suggested[case_id], outcome="no_discussion")
            found.append(stops)
        else:
            found.append(_first(course, FIRST[turn % len(FIRST)]))
            turn += 1
    return found


def _is_followed(membership: str, number: int) -> bool:
    return membership == "possible_provider_change" and number % _FOLLOWED == 1


def _last_decisions(decisions: pl.DataFrame) -> dict[str, dict[str, Any]]:
    said = decisions.filter(
        (pl.col("membership") != "active") | (pl.col("outcome") != "no_discussion")
    )
    return {row["case_id"]: row for row in said.sort("call_date").iter_rows(named=True)}


def _with_goal(course: Course, goal: Mapping[str, Any] | None) -> Course:
    if goal is None or goal["state"] == "rejected":
        return course
    return replace(course, goal_id=goal["goal_id"], goal_state=goal["state"])


def _first(course: Course, word: str) -> Course:
    if word in _LEADS:
        return replace(course, lead=word)
    if word == "unresponsive":
        return replace(course, membership="unresponsive")
    outcome = "pending_information" if word == "pending" else word
    return replace(course, outcome=outcome)


def _again(course: Course, last: Mapping[str, Any], past: Past) -> Course:
    """A patient who was discussed before: the update, or the answer that was missing."""
    if last["lead"] is not None:
        return replace(course, lead=last["lead"], is_update=True)
    mine = pl.col("case_id") == course.case_id
    answers = past.tasks.filter(mine, pl.col("kind") == "provider_change_follow_up")
    left = "changed_provider" in answers["result"].to_list()
    attempts = past.outreach_attempts.filter(mine, pl.col("contact_on") > last["call_date"])
    unreached = last["membership"] == "unresponsive" and "reached" not in attempts["result"]
    if left or unreached:
        return replace(course, outcome="no_discussion")
    return replace(course, lead="plan")
