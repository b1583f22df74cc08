"""What a summary holds, and counts of it. Page: Summary."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

import polars as pl

from tandem_flows.marks import implements


@dataclass(frozen=True)
class SummaryFacts:
    """What the summary says; frames in the columns of the handoffs of the same names.

    `people` has case_id, first_name, last_name and birth_date of everyone listed; `names` the name
    of each team member by id.
    """

    call_date: date
    due_on: date
    next_call_on: date | None
    people: pl.DataFrame
    decisions: pl.DataFrame
    goals: pl.DataFrame
    tasks: pl.DataFrame
    services: pl.DataFrame
    agreed_patients: pl.DataFrame
    names: Mapping[str, str]


@implements("SUM-01")
def summary(facts: SummaryFacts, sent_on: date) -> pl.DataFrame:
    """Return the handoff `summary` of one call: one row."""
    decided = facts.decisions.select("case_id")
    return pl.DataFrame(
        {
            "call_date": [facts.call_date],
            "due_on": [facts.due_on],
            "sent_on": [sent_on],
            "cases": [decided.height],
            "tasks": [facts.tasks.join(decided, on="case_id", how="semi").height],
            "next_agenda": [facts.agreed_patients.height],
        }
    )
