"""What the sheet of the call shows before anyone speaks: the quick check and the plan's claims.

Everything comes from the background and the research; nothing is filled in that is not there.
"""

from __future__ import annotations

import polars as pl

from tandem_flows.marks import implements

# The sheet and the page of the call show the same, so both take the columns from here.
CONTACT = ("address", "phone")
DETAILS = ("first_name", "last_name", "birth_date", *CONTACT)
CHECKS = ("still_patient", "still_covered")
CLAIMS = (
    "last_admission_on",
    "last_admission_reason",
    "diagnoses",
    "diagnostic_history",
    "prescriptions",
    "providers",
)


@implements("CAL-01")
def quick_check(
    agenda: pl.DataFrame, background: pl.DataFrame, prework: pl.DataFrame
) -> pl.DataFrame:
    """Return the header of each patient: enrolment, membership, demographics and contact details.

    Columns case_id, still_patient and still_covered (no, if either side says no; empty if neither
    knows), and the name, birth date, address and telephone number of the background.
    """
    checks = prework.group_by("case_id").agg(pl.col(CHECKS).drop_nulls().min())
    cases = _in_order(agenda).join(checks, on="case_id", how="left", maintain_order="left")
    details = background.select("case_id", *DETAILS)
    return cases.join(details, on="case_id", how="left", maintain_order="left")


@implements("CAL-13", "CAL-14", "CAL-15", "CAL-16", "CAL-17")
def claims_review(agenda: pl.DataFrame, background: pl.DataFrame) -> pl.DataFrame:
    """Return the admissions, diagnoses, history, prescriptions and providers of the claims."""
    claims = background.select("case_id", *CLAIMS)
    return _in_order(agenda).join(claims, on="case_id", how="left", maintain_order="left")


def _in_order(agenda: pl.DataFrame) -> pl.DataFrame:
    return agenda.sort("position").select("case_id")
