"""Why a member is on the plan's list: use, conditions, medicines, gaps and cost, in words.

Substance use diagnoses and medicines never enter a reason, whoever consented.
"""

from __future__ import annotations

from datetime import date

import polars as pl

from tandem_flows.marks import implements
from tandem_flows.rules.days import add_months
from tandem_flows.source.conditions import find_conditions
from tandem_flows.source.encounters import build_encounters
from tandem_flows.source.open import Source
from tandem_flows.source.paid import rank_paid
from tandem_flows.source.withholding import is_substance_use_medicine
from tandem_validators.guideline.values import Values

SCORE_ONLY = "score only: nothing of note in claims"  # said with what was paid, be it nothing
_PLAIN = """
CREATE OR REPLACE TEMP VIEW plain_claims AS
SELECT * FROM temp.claims WHERE NOT is_reversed AND NOT is_substance_use
"""
_RECURRING = """
SELECT person_id, category FROM (
    SELECT person_id, start_on, left(code, 3) AS category
    FROM (SELECT person_id, start_on, unnest(diagnoses) AS code FROM temp.plain_claims
          WHERE start_on > $since)
) GROUP BY ALL HAVING count(DISTINCT start_on) > 1
"""
_NAMED = """
SELECT person_id, string_agg(name, ', ' ORDER BY name) AS conditions
FROM temp.conditions_found GROUP BY person_id
"""
_MEDICINES = f"""
SELECT person_id, count(DISTINCT coalesce(drug_name, ndc_code)) AS medicines
FROM temp.fills
WHERE dispensing_date > $since AND paid_amount >= 0 AND NOT {is_substance_use_medicine("drug_name")}
GROUP BY person_id
"""
_COUNTED = f"""
SELECT l.person_id,
    (SELECT count(*) FROM temp.stays AS s
     WHERE s.person_id = l.person_id AND s.admitted_on > $since) AS stays,
    (SELECT count(*) FROM temp.ed_visits AS e
     WHERE e.person_id = l.person_id AND e.visit_on > $since) AS ed_visits,
    (SELECT count(*) FROM ({_RECURRING}) AS r WHERE r.person_id = l.person_id) AS diagnoses,
    n.conditions, m.medicines,
    $knows_practice AND NOT EXISTS (FROM temp.visits AS v WHERE v.person_id = l.person_id
        AND v.is_practice AND v.seen_on > $since) AS is_unseen,
    p.amount, p.percentile
FROM temp.listed AS l LEFT JOIN ({_NAMED}) AS n USING (person_id)
LEFT JOIN ({_MEDICINES}) AS m USING (person_id) LEFT JOIN temp.paid AS p USING (person_id)
"""
_REASONS = f"""
SELECT person_id, concat_ws('; ',
    CASE WHEN stays > 0 THEN format('admitted {{}} time{{}} in {{}} months',
        stays, if(stays = 1, '', 's'), $months) END,
    CASE WHEN ed_visits > 0 THEN format('{{}} ED visit{{}} in {{}} months',
        ed_visits, if(ed_visits = 1, '', 's'), $months) END,
    'conditions: ' || conditions,
    CASE WHEN diagnoses > 0 THEN format('{{}} recurring diagnos{{}}',
        diagnoses, if(diagnoses = 1, 'is', 'es')) END,
    CASE WHEN medicines >= $many_medicines THEN format('{{}} medicines in {{}} months',
        medicines, $months) END,
    CASE WHEN percentile >= $high_cost THEN format(
        'paid {{:,}} US dollars in {{}} months, more than for {{}} percent of members',
        CAST(round(amount) AS BIGINT), $months, percentile) END,
    CASE WHEN is_unseen THEN format('no visit to the practice in {{}} months', $months) END
) AS reasons,
    format('{SCORE_ONLY}; paid {{:,}} US dollars in {{}} months',
        CAST(round(coalesce(amount, 0)) AS BIGINT), $months) AS score_only
FROM ({_COUNTED})
"""


@implements("ELM-01")
def list_reasons(
    source: Source, person_ids: list[str], practice_id: str | None, as_of: date, values: Values
) -> pl.DataFrame:
    """Return person_id and reasons: the need and cost that put each person on the list.

    Hospital stays, ED visits, conditions, medicines, cost and gaps in care of the current months;
    a reason that the plan's records cannot tell is left out. With None for the practice each
    person's own is looked at.
    """
    months = values.number("current_diagnosis_months")
    since = add_months(as_of, -months)
    rank_paid(source, since, as_of)  # it looks at every member: before much else is held
    build_encounters(source, person_ids, practice_id, as_of)
    source.connection.execute(_PLAIN)
    find_conditions(source, "temp.plain_claims", since, values.number("diagnosis_days_min"))
    asked = {
        "since": since,
        "months": months,
        "many_medicines": values.number("many_medicines_min"),
        "high_cost": values.number("high_cost_percentile"),
        "knows_practice": source.has("provider"),
    }
    found = source.connection.execute(_REASONS, asked).pl()
    said = pl.when(pl.col("reasons") == "").then("score_only").otherwise("reasons")
    return found.select("person_id", reasons=said)
