"""What care cost, claim by claim, and which service a claim belongs to.

Asks the tables that `encounters` leaves. Adding up by month and person is a rule.

How a claim is placed (the definition of M6 says the same in words):
- *skilled nursing*: a facility bill of type 18x or 21x, or place of service 31 or 32;
- *inpatient*: a stay's own claim, any other claim that begins during an acute stay, and the claims
  of an emergency visit that ended in admission;
- *emergency*: any other claim of an emergency visit;
- *other*: the rest of the medical claims; *pharmacy*: fills.
A claim counts whole, on its first day of service; reversals are negative and stay in.
"""

from __future__ import annotations

import polars as pl

from tandem_flows.marks import implements
from tandem_flows.source.open import Source
from tandem_validators.counts import counted

_STAYS = """
CREATE OR REPLACE TEMP TABLE counted_stays AS
SELECT *, coalesce(admitted_on - max(discharged_on) OVER (
    PARTITION BY person_id ORDER BY admitted_on, discharged_on
    ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING) <= $readmission_days, false)
    AS is_readmission
FROM temp.stays WHERE origin = 'claim'
"""
_COSTS = """
WITH placed AS (
    SELECT c.person_id, c.start_on AS "on", c.paid_amount AS paid, c.allowed_amount AS allowed,
        coalesce(regexp_matches(c.bill_type, '^(18|21)'), false) OR c.is_at_nursing AS is_nursing,
        c.is_inpatient, c.is_ed, c.paid_on,
        s.person_id IS NOT NULL AS is_in_stay, coalesce(s.is_readmission, false) AS is_readmission,
        coalesce(e.led_to_stay, false) AS led_to_stay
    FROM temp.claims AS c
    LEFT JOIN LATERAL (
        SELECT s.person_id, s.is_readmission FROM temp.counted_stays AS s
        WHERE s.person_id = c.person_id AND (
            c.start_on BETWEEN s.admitted_on AND s.discharged_on
            OR c.is_ed AND c.start_on = s.admitted_on - 1)
        ORDER BY s.admitted_on LIMIT 1) AS s ON true
    LEFT JOIN temp.ed_visits AS e ON e.person_id = c.person_id AND e.visit_on = c.start_on
        AND e.origin = 'claim'
), named AS (
    SELECT person_id, "on", paid, allowed, paid_on,
        CASE WHEN is_nursing THEN 'skilled_nursing'
            WHEN is_inpatient OR is_in_stay OR (is_ed AND led_to_stay) THEN 'inpatient'
            WHEN is_ed THEN 'emergency' ELSE 'other' END AS service, is_readmission
    FROM placed
)
SELECT person_id, "on", service, is_readmission AND service = 'inpatient' AS is_readmission,
    paid, allowed, paid_on FROM named
UNION ALL
SELECT person_id, dispensing_date, 'pharmacy', false, paid_amount, allowed_amount, NULL
FROM temp.fills
ORDER BY ALL
"""


@implements("EVL-11", "ELM-04")
def claim_costs(source: Source, readmission_days: int) -> pl.DataFrame:
    """Return one row a claim and fill of the asked persons: its day, service and US dollars.

    Needs `build_encounters`. Columns person_id, on, service, is_readmission (an inpatient claim of
    a stay that began within `readmission_days` after the last discharge), paid, allowed, paid_on.
    """
    run = source.connection.execute
    run(_STAYS, {"readmission_days": readmission_days})
    return run(_COSTS).pl()


def cost_remarks(source: Source, costs: pl.DataFrame) -> tuple[str, ...]:
    """Return what is missing or looks wrong with the amounts, in counts."""
    remarks = []
    if not has_allowed(source):
        remarks.append("the source has no allowed amounts for all claims and fills")
    elif missing := costs["allowed"].null_count():
        unpriced = counted(missing, "claim or fill", "claims and fills")
        remarks.append(f"{unpriced} without an allowed amount counted as zero")
    if _look_like_cents(costs["paid"]):
        remarks.append("amounts are whole numbers and high: they may be cents instead of dollars")
    return tuple(remarks)


def has_allowed(source: Source) -> bool:
    """Whether the plan brought allowed amounts for claims and for fills."""
    views = ("medical_claim", "pharmacy_claim")
    return all("allowed_amount" in source.columns(view) for view in views)


# A hundred claims or more, all whole numbers, half of them above this: no plan pays so.
_FEWEST, _HIGH_MEDIAN = 100, 2_000.0


def _look_like_cents(paid: pl.Series) -> bool:
    given = paid.filter(paid != 0)
    if given.len() < _FEWEST or (given != given.round(0)).any():
        return False
    median = given.abs().median()
    return isinstance(median, float) and median > _HIGH_MEDIAN
