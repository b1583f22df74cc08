"""What the plan paid for each covered member, and where that stands among all of them."""

from __future__ import annotations

from datetime import date

from tandem_flows.source.claims import VISIBLE
from tandem_flows.source.open import Source

# Over all covered members, those without a claim included. Who cost nothing is above nobody.
_PAID = f"""
CREATE OR REPLACE TEMP TABLE paid AS
WITH amounts AS (
    SELECT person_id, sum(paid_amount) AS amount FROM (
        SELECT person_id, paid_amount FROM tandem.medical_claim
        WHERE claim_start_date > $since AND {VISIBLE}
        UNION ALL SELECT person_id, paid_amount FROM tandem.pharmacy_claim
        WHERE dispensing_date > $since AND dispensing_date <= $as_of
    ) GROUP BY person_id
), covered AS (
    SELECT DISTINCT person_id FROM tandem.eligibility
    WHERE $as_of BETWEEN enrollment_start_date AND enrollment_end_date
), placed AS (
    SELECT person_id, coalesce(amount, 0) AS amount,
        percent_rank() OVER (ORDER BY coalesce(amount, 0)) AS place
    FROM covered LEFT JOIN amounts USING (person_id)
)
SELECT person_id, amount,
    CASE WHEN amount > 0 THEN CAST(floor(100 * place) AS BIGINT) ELSE 0 END AS percentile
FROM placed
"""


def rank_paid(source: Source, since: date, as_of: date) -> None:
    """Leave the temporary table `paid`: person_id, amount in US dollars, percentile from 0 to 100.

    The percentile is the share of covered members for whom less was paid after `since`.
    """
    source.connection.execute(_PAID, {"since": since, "as_of": as_of})
