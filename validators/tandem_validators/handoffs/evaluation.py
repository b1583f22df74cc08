"""Handoffs of evaluation: what is collected on the way, and the measures."""

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


class Measures(Handoff):
    """Every measure with what it was made from: one row a line and cohort."""

    measure: str = column("Id of the line, such as M1 or M6_total_before", clause="EVL-02")
    version: str = column("Of the definition, the guideline and the values in force")
    cohort: str = column("Of whom: all, by lead, complete, panel, waiting, staff", clause="EVL-06")
    numerator: float = column("What is counted; empty when not known", nullable=True)
    denominator: float = column("Of how many; empty when not known", nullable=True)
    value: float = column("The result, in the unit of the measure", clause="EVL-11", nullable=True)
    exclusions: str = column("Who or what was left out, by reason, with counts")
    period_start: pl.Date = column("First day looked at", clause="EVL-08")
    period_end: pl.Date = column("Last day looked at", clause="EVL-09")
    data_through: pl.Date = column("Last day that the records reach")
    run_id: str = column("Which run: the same inputs give the same id")
    note: str = column("Target, interval, code set and caveats", clause="EVL-19")
