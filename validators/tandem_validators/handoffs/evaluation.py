"""Handoffs of evaluation: what is collected on the way. The measures come after."""

from __future__ import annotations

import polars as pl

from tandem_validators.handoffs.column import Handoff, column
from tandem_validators.handoffs.prework import LEADS
from tandem_validators.handoffs.ready import ROLES

SURVEYS = ["health", "recommend", "staff"]
ACTIVITIES = ["call", "prework", "summary", "setup"]


class Enrolments(Handoff):
    """The day each patient was discussed and given a lead: the index date."""

    case_id: str = column("Case", clause="EVL-10", unique=True)
    index_on: pl.Date = column("First call with a lead assigned", clause="EVL-10")
    lead: str = column("Lead assigned that day", clause="EVL-10", isin=LEADS)


class Surveys(Handoff):
    """Questions owed to patients and staff, and their answers."""

    survey: str = column("Which survey", clause="EVL-15", isin=SURVEYS)
    case_id: str = column("Case; empty for staff", clause="EVL-15", nullable=True)
    question: str = column("The question in words", clause="EVL-15")
    due_on: pl.Date = column("Due", clause="EVL-16")
    window_start_on: pl.Date = column("First day the answer counts", clause="EVL-16")
    window_end_on: pl.Date = column("Last day the answer counts", clause="EVL-16")
    answered_on: pl.Date = column("When answered", clause="EVL-15", nullable=True)
    answer: str = column(
        "1 excellent to 5 poor; yes, no or maybe", clause="EVL-17", phi=True, nullable=True
    )
    comment: str = column("In their own words", clause="EVL-18", phi=True, nullable=True)


class TimeSpent(Handoff):
    """Minutes that people spent, by role and activity."""

    call_date: pl.Date = column("Date of the call", clause="EVL-13")
    person: str = column("Team member", clause="EVL-13")
    role: str = column("Role", clause="EVL-13", isin=ROLES)
    activity: str = column("On what", clause="EVL-13", isin=ACTIVITIES)
    minutes: int = column("Time spent", clause="EVL-13", unit="minutes", ge=0)
