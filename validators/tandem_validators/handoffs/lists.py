"""Handoffs about the two lists as lists: their overlap, whom they reach, and risk that may be over.

They stay with the plan; groups of few people are hidden.
"""

from __future__ import annotations

import polars as pl

from tandem_validators.handoffs.column import Handoff, column

DIMENSIONS = ["language", "age", "sex", "coverage"]


class ListOverlap(Handoff):
    """How many patients both sides named, one row a round."""

    list_round: str = column("The round", clause="IDN-04", unique=True)
    opened_on: pl.Date = column("When it was opened", clause="IDN-04")
    listed: int = column("Patients on either list", clause="IDN-04", unit="patients", ge=0)
    plan_listed: int = column("On the plan's list", clause="IDN-04", unit="patients", ge=0)
    practice_listed: int = column("On the practice's", clause="IDN-04", unit="patients", ge=0)
    common: int = column("On both", clause="IDN-04", unit="patients", ge=0)
    common_percent: float = column(
        "Share of the listed who are on both", clause="IDN-04", unit="percent", nullable=True
    )
    change_points: float = column(
        "Change since the round before", clause="IDN-04", unit="percentage points", nullable=True
    )


class ListShares(Handoff):
    """Each group's part of the practice's members and of the lists; small counts are empty."""

    dimension: str = column("What the groups differ in", isin=DIMENSIONS)
    member_group: str = column("The group")
    members: int = column("Covered members of the practice", unit="members", nullable=True, ge=0)
    members_percent: float = column("Their share of all members", unit="percent", nullable=True)
    listed: int = column("Listed", clause="IDN-01", unit="patients", nullable=True, ge=0)
    listed_percent: float = column(
        "Their share of all listed", clause="IDN-01", unit="percent", nullable=True
    )
    removed: int = column(
        "Removed from the list", clause="LES-07", unit="patients", nullable=True, ge=0
    )
    waiting: int = column(
        "Not yet on a call", clause="IDN-01", unit="patients", nullable=True, ge=0
    )
    waited_median_days: float = column(
        "Days from the lists to the first call, so far; the middle value",
        clause="IDN-01",
        unit="days",
        nullable=True,
        ge=0,
    )
    is_suppressed: bool = column("Whether a count is hidden")


class RemovalProposals(Handoff):
    """Listed patients whose risk may be over; a person decides."""

    case_id: str = column("Case", clause="LES-07", unique=True)
    reason: str = column("Why", clause="LES-07", isin=["risk_is_over"])
    ended_on: pl.Date = column("When the risk may have ended", clause="LES-07", phi=True)
    evidence: str = column("What the records show", clause="LES-07", phi=True)
    proposed_on: pl.Date = column("When it was proposed", clause="LES-07")
