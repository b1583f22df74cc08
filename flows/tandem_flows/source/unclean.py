"""What is not clean in the plan's tables, counted: told before anybody relies on their numbers.

Nothing is refused for it and nothing is changed. How each is taken is said where the measures are
defined. Not here: what makes no sense and is refused (`validate`).
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from tandem_flows.source.claims import VISIBLE
from tandem_flows.source.open import Source

_LINES = f"""
SELECT count(*), round(coalesce(sum(paid_amount), 0), 2),
    count(*) FILTER (WHERE paid_amount < 0),
    count(*) FILTER (WHERE diagnosis_code_1 IS NULL),
    count(DISTINCT claim_id)
        FILTER (WHERE ltrim(bill_type_code, '0') LIKE '11%' AND admission_date IS NULL)
FROM tandem.medical_claim WHERE {VISIBLE}
"""
_OUTSIDE = f"""
SELECT count(*), round(coalesce(sum(paid_amount), 0), 2)
FROM (FROM tandem.medical_claim WHERE {VISIBLE}) AS m
ANTI JOIN tandem.eligibility AS e ON e.person_id = m.person_id
    AND m.claim_start_date BETWEEN e.enrollment_start_date AND e.enrollment_end_date
"""
_SPANS = """
SELECT count(DISTINCT person_id) FILTER (WHERE is_double),
    count(DISTINCT person_id) FILTER (WHERE is_double AND is_other_plan)
FROM (
    SELECT person_id, enrollment_start_date <= max(enrollment_end_date) OVER earlier AS is_double,
        (payer, plan) IS DISTINCT FROM lag((payer, plan)) OVER spans AS is_other_plan
    FROM tandem.eligibility WHERE enrollment_start_date <= $as_of
    WINDOW spans AS (PARTITION BY person_id ORDER BY enrollment_start_date, enrollment_end_date),
        earlier AS (PARTITION BY person_id ORDER BY enrollment_start_date, enrollment_end_date
            ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING)
)
"""


@dataclass(frozen=True)
class Unclean:
    """Counts of medical claim lines with their US dollars, of stays' claims, and of persons."""

    lines: int
    paid_amount: float
    lines_taken_back: int
    lines_without_diagnosis: int
    stays_without_admission: int
    lines_outside_coverage: int
    paid_amount_outside_coverage: float
    persons_with_overlaps: int
    persons_in_two_plans: int


def unclean(source: Source, as_of: date) -> Unclean:
    """Return what of the tables is not clean, as known on `as_of`.

    A line is outside coverage when its first day lies in no span; taken back when it is negative.
    """
    counted: list[object] = []
    for question in (_LINES, _OUTSIDE, _SPANS):
        counted += source.connection.execute(question, {"as_of": as_of}).fetchall()[0]
    return Unclean(*counted)  # type: ignore[arg-type]
