"""Claims of days without coverage: reported, never silently in or out of a sum."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from tandem_flows.source.claims import VISIBLE
from tandem_flows.source.open import Source

_OUTSIDE = f"""
SELECT count(*) FILTER (WHERE is_outside), count(*),
    round(coalesce(sum(paid_amount) FILTER (WHERE is_outside), 0), 2),
    round(coalesce(sum(paid_amount), 0), 2)
FROM (
    SELECT paid_amount, NOT EXISTS (
        FROM tandem.eligibility AS e WHERE e.person_id = m.person_id
        AND m.claim_start_date BETWEEN e.enrollment_start_date AND e.enrollment_end_date
    ) AS is_outside
    FROM tandem.medical_claim AS m WHERE {VISIBLE}
)
"""


@dataclass(frozen=True)
class OutsideEnrollment:
    """Medical claim lines whose first day lies in no enrolled span, beside all lines."""

    lines: int
    all_lines: int
    paid_amount: float
    all_paid_amount: float


def claims_outside_enrollment(source: Source, as_of: date) -> OutsideEnrollment:
    """Return how many lines and US dollars fall outside enrollment, as known on `as_of`."""
    row = source.connection.execute(_OUTSIDE, {"as_of": as_of}).fetchall()[0]
    return OutsideEnrollment(*row)
