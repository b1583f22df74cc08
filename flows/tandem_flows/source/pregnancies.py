"""Pregnancies that ended with a live birth, and what claims show since; nothing else is judged."""

from __future__ import annotations

from datetime import date

import polars as pl

from tandem_flows.rules.days import add_months
from tandem_flows.source.conditions import find_conditions
from tandem_flows.source.encounters import build_encounters
from tandem_flows.source.facts import SHOWN
from tandem_flows.source.open import Source
from tandem_flows.source.withholding import CONSENTED
from tandem_validators.guideline.values import Values

# Outcome of delivery, all born alive (Z37.0, Z37.2, Z37.5-); complications after it (O85 to O92).
_LIVE_BIRTH = "(Z370|Z372|Z375[0-9]?)"
_COMPLICATION = "O(8[5-9]|9[0-2]).*"
_FACTS = f"""
WITH births AS (
    SELECT person_id, max(end_on) AS live_birth_on, max(start_on) AS birth_claim_on
    FROM temp.shown_claims
    WHERE len(list_filter(diagnoses, lambda c: regexp_full_match(c, '{_LIVE_BIRTH}'))) > 0
        AND start_on > $since
    GROUP BY person_id
)
SELECT b.person_id, b.live_birth_on,
    (SELECT count(*) FROM temp.stays AS s
     WHERE s.person_id = b.person_id AND s.admitted_on > b.live_birth_on)
    + (SELECT count(*) FROM temp.ed_visits AS e
       WHERE e.person_id = b.person_id AND e.visit_on > b.live_birth_on) AS use_since,
    (SELECT count(*) FROM temp.shown_claims AS c
     WHERE c.person_id = b.person_id AND c.start_on >= b.birth_claim_on
     AND len(list_filter(c.diagnoses, lambda d: regexp_full_match(d, '{_COMPLICATION}'))) > 0)
        AS complications_since,
    (SELECT count(*) FROM temp.conditions_found AS f
     WHERE f.person_id = b.person_id AND f.kind = 'medical') AS chronic_conditions,
    EXISTS (FROM temp.conditions_found AS f
     WHERE f.person_id = b.person_id AND f.kind <> 'medical') AS has_mental_health_need
FROM births AS b ORDER BY b.person_id
"""


def ended_pregnancies(
    source: Source, person_ids: list[str], as_of: date, values: Values
) -> pl.DataFrame:
    """Return those with a live birth in the months of current diagnoses, ordered by person_id.

    Columns person_id, live_birth_on, use_since (stays and ED visits), complications_since,
    chronic_conditions, has_mental_health_need.
    """
    build_encounters(source, person_ids, None, as_of)
    run = source.connection.execute
    run(CONSENTED, {"as_of": as_of})
    run(SHOWN)
    since = add_months(as_of, -values.number("current_diagnosis_months"))
    find_conditions(source, "temp.shown_claims", since, values.number("diagnosis_days_min"))
    return run(_FACTS, {"since": since}).pl()
