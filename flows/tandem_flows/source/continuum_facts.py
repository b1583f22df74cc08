"""What the plan's records tell of the continuum of care management, one row a person.

Counts only; which kinds suit is a rule. Substance use is looked at where the person consented, and
is not known for everyone else, so that no answer tells of a record.
"""

from __future__ import annotations

from datetime import date

import polars as pl

from tandem_flows.rules.days import add_months
from tandem_flows.source.conditions import find_conditions
from tandem_flows.source.encounters import build_encounters
from tandem_flows.source.facts import CLOSED, SHOWN
from tandem_flows.source.open import Source
from tandem_flows.source.paid import rank_paid
from tandem_flows.source.withholding import CONSENTED
from tandem_validators.guideline.values import Values

# Specialties of behavioural health, by a part of their name.
_BEHAVIORAL = "psychiatr|psycholog|behavio|mental health|social work|counsel|addict|substance"
_COUNTED = """
SELECT l.person_id,
    CASE WHEN $knows_practice THEN (SELECT count(DISTINCT seen_on) FROM temp.visits AS v
        WHERE v.person_id = l.person_id AND v.is_practice AND seen_on > $since) END
        AS practice_visits,
    CASE WHEN $knows_specialty THEN (SELECT count(DISTINCT seen_on) FROM temp.shown_visits AS v
        WHERE v.person_id = l.person_id AND seen_on > $since
        AND regexp_matches(lower(v.specialty), $behavioural)) END AS bh_visits,
    (SELECT count(DISTINCT npi) FROM temp.shown_visits AS v
     WHERE v.person_id = l.person_id AND seen_on > $since) AS providers,
    (SELECT count(*) FROM temp.stays AS s
     WHERE s.person_id = l.person_id AND admitted_on > $since) AS admissions,
    p.percentile AS cost_percentile,
    CASE WHEN $knows_needs THEN l.person_id IN (SELECT person_id FROM tandem.social_need) END
        AS has_social_need
FROM temp.listed AS l LEFT JOIN temp.paid AS p USING (person_id) ORDER BY l.person_id
"""
_CONDITIONS = """
SELECT l.person_id, count(c.name) FILTER (WHERE kind = 'medical') AS chronic_conditions,
    count(c.name) FILTER (WHERE kind IN ('mental', 'serious')) > 0 AS has_mental_health_need,
    count(c.name) FILTER (WHERE kind = 'serious') > 0 AS has_serious_mental_illness
FROM temp.listed AS l LEFT JOIN temp.conditions_found AS c USING (person_id) GROUP BY l.person_id
"""
_SUBSTANCE_USE = """
SELECT l.person_id, (SELECT count(DISTINCT start_on) FROM temp.shown_claims AS c
    WHERE c.person_id = l.person_id AND is_substance_use AND start_on > $since) >= $days
    AS has_substance_use_need
FROM temp.listed AS l WHERE l.person_id IN (FROM temp.consented)
"""
# A stay of the feed has no end yet: its discharge is another event, or it still goes on.
_TRANSITIONS = """
SELECT person_id, max(ended_on) AS last_transition_on FROM (
    SELECT person_id, coalesce(discharged_on, admitted_on) AS ended_on FROM temp.stays
    UNION ALL SELECT person_id, visit_on FROM temp.ed_visits
    UNION ALL SELECT person_id, event_on FROM temp.events WHERE kind = 'discharge'
) GROUP BY person_id
"""
_CASES = f"""
SELECT l.person_id, count(c.program) AS plan_cases FROM temp.listed AS l LEFT JOIN (
    SELECT person_id, program FROM tandem.case_management
    WHERE lower(coalesce(status, 'open')) NOT IN {CLOSED} AND coalesce(started_on <= $as_of, true)
) AS c USING (person_id) WHERE $knows_cases GROUP BY l.person_id
"""


def continuum_facts(
    source: Source, person_ids: list[str], practice_id: str, as_of: date, values: Values
) -> pl.DataFrame:
    """Return the plan's part of the continuum's facts, ordered by person_id.

    Columns person_id, practice_visits, bh_visits, providers, admissions, cost_percentile,
    has_social_need, chronic_conditions, has_mental_health_need, has_serious_mental_illness,
    has_substance_use_need, last_transition_on, plan_cases; over `care_months`. Empty: not known.
    """
    build_encounters(source, person_ids, practice_id, as_of)
    run = source.connection.execute
    run(CONSENTED, {"as_of": as_of})
    run(SHOWN)
    since = add_months(as_of, -values.number("care_months"))
    rank_paid(source, since, as_of)
    days = values.number("diagnosis_days_min")
    find_conditions(source, "temp.shown_claims", since, days)
    found = run(_COUNTED, {"since": since, **_known(source)}).pl()
    cases = {"as_of": as_of, "knows_cases": source.has("case_management")}
    parts = (
        run(_CONDITIONS).pl(),
        run(_SUBSTANCE_USE, {"since": since, "days": days}).pl(),
        run(_TRANSITIONS).pl(),
        run(_CASES, cases).pl(),
    )
    for part in parts:
        found = found.join(part, on="person_id", how="left", maintain_order="left")
    return found


def _known(source: Source) -> dict[str, bool | str]:
    """Which of the plan's records can answer at all."""
    return {
        "knows_practice": source.has("provider"),
        "knows_specialty": "specialty" in source.columns("provider"),
        "knows_needs": source.has("social_need"),
        "behavioural": _BEHAVIORAL,
    }
