"""Handoffs of what both sides share about themselves: programs, contacts between calls, patterns.

Nothing in them names a patient but the observer's own words.
"""

from __future__ import annotations

import polars as pl

from tandem_validators.handoffs.column import ORGANISATIONS, Handoff, column
from tandem_validators.handoffs.prework import NEED_CATEGORIES

CONTACT_TOPICS = ["list", "prework", "agenda", "decision", "resource", "update", "other"]
CONTACT_WAYS = ["phone", "secure_message", "in_person", "video"]
PATTERNS = [
    "same_view",
    "plan_persuaded",
    "practice_persuaded",
    "found_together",
    "left_open",
]


class Programs(Handoff):
    """The programs that either side can offer, in words both understand."""

    program: str = column(
        "Name as used in decisions", clause="LES-05", unique=True, str_length={"min_value": 1}
    )
    organisation: str = column("Who gives it", clause="ROL-02", isin=ORGANISATIONS)
    nature: str = column("What kind of help it is", clause="LES-05", str_length={"min_value": 1})
    duration: str = column("How long it lasts", clause="LES-05", str_length={"min_value": 1})
    need_category: str = column("Kind of need it serves", clause="ELM-03", isin=NEED_CATEGORIES)
    vendor: str = column("Vendor that gives it for the plan", clause="SCP-04", nullable=True)
    description: str = column("For whom, and how to ask for it", clause="LES-05", nullable=True)


class ContactLog(Handoff):
    """What the project manager and the practice settled between the calls."""

    contact_on: pl.Date = column("When", clause="ROL-09")
    person: str = column("Team member of the plan", clause="ROL-09")
    reached: str = column("Team member of the practice", clause="ROL-09")
    way: str = column("How", clause="ROL-09", isin=CONTACT_WAYS)
    topic: str = column("About what", clause="ROL-09", isin=CONTACT_TOPICS)


class Observations(Handoff):
    """What a neutral observer saw of how decisions came about."""

    call_date: pl.Date = column("Date of the call", clause="PIL-02")
    person: str = column("Team member with the role observer", clause="PIL-02")
    pattern: str = column("How a decision came about", clause="PIL-02", isin=PATTERNS)
    times: int = column("How often in this call", clause="PIL-02", unit="decisions", ge=1)
    note: str = column("In the observer's words", clause="PIL-02", phi=True, nullable=True)
