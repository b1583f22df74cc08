"""Facts for the question whether a patient is still the practice's, and who should lead.

Facts only: which branch or lead they suggest is for the rules. What the plan cannot know is empty.
"""

from __future__ import annotations

from datetime import date

import polars as pl

from tandem_flows.marks import implements
from tandem_flows.rules.days import add_months
from tandem_flows.source.encounters import build_encounters
from tandem_flows.source.open import Source
from tandem_flows.source.people import LISTED_BELONGING, LISTED_PEOPLE
from tandem_validators.guideline.values import Values

_FACTS = f"""
WITH latest AS (
    SELECT person_id, max(seen_on) AS last_seen_any_on,
        arg_max(is_practice, (seen_on, is_practice)) AS by_practice,
        max(seen_on) FILTER (WHERE is_practice) AS practice_on,
        count(DISTINCT npi) FILTER (WHERE NOT is_practice AND is_specialist
            AND seen_on > $specialists_since) AS specialists
    FROM temp.visits GROUP BY person_id
)
SELECT l.person_id, p.is_covered, p.coverage_ended_on, p.died_on,
    b.practice_id AS attributed_practice, v.last_seen_any_on,
    CASE WHEN $knows_providers THEN v.by_practice END AS last_seen_any_by_practice,
    CASE WHEN $knows_providers THEN v.practice_on END AS last_seen_practice_on,
    (SELECT count(*) FROM temp.ed_visits AS e
     WHERE e.person_id = l.person_id AND e.visit_on > $ed_since) AS ed_visits,
    CASE WHEN $knows_providers THEN coalesce(v.specialists, 0) END AS outside_specialists,
    (SELECT max(admitted_on) FROM temp.stays AS s WHERE s.person_id = l.person_id)
        AS last_admission_on
FROM temp.listed AS l
LEFT JOIN {LISTED_PEOPLE} AS p USING (person_id)
LEFT JOIN {LISTED_BELONGING} AS b USING (person_id)
LEFT JOIN latest AS v USING (person_id)
ORDER BY l.person_id
"""


@implements("ROL-07", "MEM-02")
def care_facts(
    source: Source, person_ids: list[str], practice_id: str, as_of: date, values: Values
) -> pl.DataFrame:
    """Return when each person was last seen, by whom, how often in the ED, and whether covered.

    One row a person: person_id, is_covered, coverage_ended_on, died_on, attributed_practice,
    last_seen_any_on, last_seen_any_by_practice, last_seen_practice_on, ed_visits (within
    `active_ed_user_months`), outside_specialists (within `outside_specialists_months`),
    last_admission_on. Seen means a visit; a fill or a test is none. Without the provider view what
    needs the practice's providers is empty.
    """
    build_encounters(source, person_ids, practice_id, as_of)
    asked = {
        "as_of": as_of,
        "knows_providers": source.has("provider"),
        "ed_since": add_months(as_of, -values.number("active_ed_user_months")),
        "specialists_since": add_months(as_of, -values.number("outside_specialists_months")),
    }
    return source.connection.execute(_FACTS, asked).pl()
