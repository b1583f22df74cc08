"""The questions behind the background, as SQL: each gives at most one row a person.

They ask the temporary tables of `encounters` and the views of schema `tandem`. `shown_claims` and
`shown_visits` hold only what may be shown; dates of care may always be.
"""

from __future__ import annotations

from tandem_flows.source.people import LISTED_BELONGING, LISTED_PEOPLE
from tandem_flows.source.withholding import (
    NOT_CLASSIFIABLE,
    WITHHELD,
    is_substance_use_medicine,
)

NO_CLAIM_YET = "no claim yet"
MOST_LISTED = 10
CLOSED = "('closed', 'ended', 'inactive', 'completed')"
_IS_SUBSTANCE_MEDICINE = is_substance_use_medicine("drug_name")

SHOWN = """
CREATE OR REPLACE TEMP VIEW shown_claims AS
SELECT * FROM temp.claims WHERE NOT is_reversed
    AND (NOT is_substance_use OR person_id IN (FROM temp.consented));
CREATE OR REPLACE TEMP VIEW shown_visits AS
SELECT * FROM temp.visits WHERE NOT is_substance_use OR person_id IN (FROM temp.consented);
"""


def _listed(value: str, newest: str) -> str:
    """The values as one text, most recent first, a few at most."""
    ordered = f"list({value} ORDER BY {newest} DESC, {value})[1:{MOST_LISTED}]"
    return f"array_to_string({ordered}, '; ')"


def _code(code: str) -> str:
    """An ICD-10-CM code as it is printed, with its point."""
    return f"concat_ws('.', left({code}, 3), nullif(substr({code}, 4), ''))"


def _latest(table: str, day: str, prefix: str) -> str:
    """The latest stay or ED visit and its reason; a reason nobody can tell keeps its row."""
    return f"""
    SELECT person_id, {day} AS {prefix}_on, CASE
        WHEN is_substance_use AND person_id NOT IN (FROM temp.consented) THEN '{WITHHELD}'
        WHEN origin = 'feed' THEN '{NO_CLAIM_YET}'
        WHEN regexp_full_match(reason, '[A-Z][0-9][0-9A-Z]{{1,5}}') THEN {_code("reason")}
        ELSE '{NOT_CLASSIFIABLE}' END AS {prefix}_reason
    FROM temp.{table}
    QUALIFY row_number() OVER (PARTITION BY person_id ORDER BY {day} DESC, origin) = 1"""


_PERSON = f"""
SELECT person_id, first_name, last_name, birth_date, phone,
    nullif(concat_ws(', ', address, city, nullif(concat_ws(' ', state, zip_code), '')), '')
        AS address,
    coalesce(coverage_level, 'dual status ' || dual_status_code) AS coverage_level,
    CASE WHEN dual_status_code IS NULL THEN contains(lower(payer_type), 'medicaid')
        ELSE dual_status_code NOT IN ('00', 'NA') OR contains(lower(payer_type), 'medicaid')
        END AS is_medicaid
FROM {LISTED_PEOPLE}
"""
_DIAGNOSES = f"""
WITH codes AS (
    SELECT person_id, code, max(start_on) AS last_on
    FROM (SELECT person_id, start_on, unnest(diagnoses) AS code FROM temp.shown_claims)
    GROUP BY ALL
)
SELECT person_id,
    nullif({_listed(_code("code"), "last_on")}, '') AS found, last_on > $since AS is_current
FROM codes GROUP BY person_id, is_current
"""
_DIAGNOSES_AND_HISTORY = f"""
SELECT person_id, any_value(found) FILTER (WHERE is_current) AS diagnoses,
    any_value(found) FILTER (WHERE NOT is_current) AS diagnostic_history
FROM ({_DIAGNOSES}) GROUP BY person_id
"""
_PRINCIPAL = f"""
SELECT person_id, {_code("reason")} AS principal_diagnosis FROM (
    SELECT person_id, reason, count(*) AS times, max(start_on) AS last_on FROM temp.shown_claims
    WHERE reason IS NOT NULL AND start_on > $since GROUP BY person_id, reason
) QUALIFY row_number() OVER (
    PARTITION BY person_id ORDER BY times DESC, last_on DESC, reason) = 1
"""
# A medicine known by its code only cannot be screened: withheld where there is such a record.
_MAY_SHOW_MEDICINE = f"""(person_id IN (FROM temp.consented) OR NOT ({_IS_SUBSTANCE_MEDICINE}
    OR drug_name IS NULL AND person_id IN (
        SELECT person_id FROM temp.claims WHERE is_substance_use)))"""
_PRESCRIPTIONS = f"""
WITH shown AS (
    SELECT person_id, coalesce(drug_name, ndc_code) AS medicine, dispensing_date AS filled_on
    FROM temp.fills WHERE dispensing_date > $fills_since AND {_MAY_SHOW_MEDICINE}
    GROUP BY ALL HAVING NOT (round(sum(paid_amount), 2) <= 0 AND min(paid_amount) < 0)
), medicines AS (
    SELECT person_id, medicine, max(filled_on) AS last_on FROM shown
    WHERE medicine IS NOT NULL GROUP BY ALL
)
SELECT person_id, {_listed("medicine", "last_on")} AS prescriptions
FROM medicines GROUP BY person_id
"""
_PROVIDERS = f"""
SELECT person_id, {_listed("provider", "last_on")} AS providers FROM (
    SELECT person_id, coalesce(name, npi) AS provider, max(seen_on) AS last_on
    FROM temp.shown_visits GROUP BY ALL
) GROUP BY person_id
"""
_SPECIALTIES = f"""
SELECT person_id, {_listed("visit", "last_on")} AS specialty_visits FROM (
    SELECT person_id, max(seen_on) AS last_on, specialty || ' ' || max(seen_on) AS visit
    FROM temp.shown_visits
    WHERE is_specialist GROUP BY person_id, specialty
) GROUP BY person_id
"""
_CASES = f"""
SELECT l.person_id,
    CASE WHEN $has_case_management THEN coalesce(bool_or(c.is_open), false) END
        AS in_case_management,
    arg_max(c.case_manager || coalesce(' ' || c.case_manager_phone, ''), c.since)
        FILTER (WHERE c.is_open) AS case_manager
FROM temp.listed AS l LEFT JOIN (
    SELECT *, lower(coalesce(status, 'open')) NOT IN {CLOSED} AS is_open,
        coalesce(started_on, DATE '0001-01-01') AS since
    FROM tandem.case_management WHERE coalesce(started_on <= $as_of, true)
) AS c USING (person_id) GROUP BY l.person_id
"""
_NEEDS = """
SELECT person_id, string_agg(DISTINCT need, '; ' ORDER BY need) AS social_needs
FROM tandem.social_need SEMI JOIN temp.listed USING (person_id) GROUP BY person_id
"""
_LANGUAGE = """
SELECT person_id, min(primary_language) AS primary_language
FROM tandem.language SEMI JOIN temp.listed USING (person_id) GROUP BY person_id
"""
_CLINICIAN = f"SELECT person_id, pcp_name FROM {LISTED_BELONGING}"
_WITHHELD = f"""
SELECT person_id, person_id NOT IN (FROM temp.consented) AND (
    person_id IN (SELECT person_id FROM temp.claims WHERE is_substance_use)
    OR person_id IN (SELECT person_id FROM temp.visits WHERE is_substance_use)
    OR person_id IN (SELECT person_id FROM temp.fills WHERE {_IS_SUBSTANCE_MEDICINE})
    ) AS is_withheld
FROM temp.listed
"""
FACTS = (
    _PERSON,
    _latest("stays", "admitted_on", "last_admission"),
    _latest("ed_visits", "visit_on", "last_ed"),
    _DIAGNOSES_AND_HISTORY,
    _PRINCIPAL,
    _PRESCRIPTIONS,
    _PROVIDERS,
    _SPECIALTIES,
    _CASES,
    _NEEDS,
    _LANGUAGE,
    _CLINICIAN,
    _WITHHELD,
)
