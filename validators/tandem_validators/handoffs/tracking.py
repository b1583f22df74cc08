"""Handoffs of tracking: unreachable patients, their claims, and the reports that go out."""

from __future__ import annotations

import polars as pl

from tandem_validators.handoffs.column import Handoff, column

TRACKING_REASONS = ["unengaged", "declined_after_face_to_face"]
REPORT_KINDS = ["plan_lead", "monitor", "tracking"]


class TrackingList(Handoff):
    """Patients nobody could engage, reported on in a rhythm."""

    case_id: str = column("Case", clause="TRK-01", unique=True)
    reason: str = column("Why", clause="TRK-01", isin=TRACKING_REASONS)
    final_attempt_on: pl.Date = column("The last attempt before entry", clause="TRK-02")
    entered_on: pl.Date = column("Since when", clause="TRK-01")
    last_report_on: pl.Date = column("Latest report", clause="TRK-03", nullable=True)
    next_report_on: pl.Date = column("Next report due", clause="TRK-03")
    exited_on: pl.Date = column("Since when no longer", clause="TRK-05", nullable=True)


class ClaimsActivity(Handoff):
    """Use of care since the last report, one row a patient and report."""

    case_id: str = column("Case", clause="TRK-04")
    report_kind: str = column("For which report", clause="TRK-04", isin=REPORT_KINDS)
    period_start_on: pl.Date = column("First day covered", clause="TRK-04")
    period_end_on: pl.Date = column("Last day covered", clause="TRK-04")
    ed_visits: int = column("ED visits", clause="LED-07", unit="visits", phi=True, ge=0)
    admissions: int = column("Inpatient stays", clause="LED-07", unit="stays", phi=True, ge=0)
    referrals: int = column(
        "Referrals", clause="LED-07", unit="referrals", phi=True, nullable=True, ge=0
    )
    out_of_network: int = column(
        "Out-of-network services", clause="LED-07", unit="events", phi=True, nullable=True, ge=0
    )
    paid_amount: float = column("Paid in all", clause="TRK-04", unit="US dollars", phi=True)
    late_claims: int = column(
        "Claims of an earlier period that arrived since",
        clause="TRK-04",
        unit="claims",
        nullable=True,
        ge=0,
    )
    late_ed_visits: int = column(
        "ED visits of an earlier period whose claims arrived since",
        clause="TRK-04",
        unit="visits",
        phi=True,
        nullable=True,
        ge=0,
    )
    late_admissions: int = column(
        "Inpatient stays of an earlier period whose claims arrived since",
        clause="TRK-04",
        unit="stays",
        phi=True,
        nullable=True,
        ge=0,
    )
    late_paid_amount: float = column(
        "Paid for these earlier claims", clause="TRK-04", unit="US dollars", phi=True, nullable=True
    )


class Reports(Handoff):
    """Reports owed to the practice: when due, when sent."""

    case_id: str = column("Case", clause="LED-08")
    kind: str = column("Which report", clause="LED-08", isin=REPORT_KINDS)
    due_on: pl.Date = column("Due", clause="LED-08")
    sent_on: pl.Date = column("Sent", clause="TRK-03", nullable=True)


class Notices(Handoff):
    """Admissions the practice was told of, so that it can meet a patient it did not reach."""

    case_id: str = column("Case", clause="MEM-06")
    admitted_on: pl.Date = column("Day of the admission", clause="MEM-06", phi=True)
    due_on: pl.Date = column("When the practice should know", clause="MEM-06")
    sent_on: pl.Date = column("When it was told", clause="MEM-06")
