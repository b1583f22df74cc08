"""Persons as the plan's eligibility shows them on a day: who they are, covered or not, living.

A span that starts later is not seen; of several spans the latest value that is filled holds.
"""

from __future__ import annotations

from datetime import date

import polars as pl

from tandem_flows.source.open import Source

_PEOPLE = """(
    SELECT person_id, first_name, last_name, birth_date, gender, member_id, phone, address, city,
        state, zip_code, payer_type, coverage_level, dual_status_code, died_on,
        is_in_span AND died_on IS NULL AS is_covered,
        CASE WHEN NOT is_in_span THEN last_day END AS coverage_ended_on
    FROM (
        SELECT person_id,
            arg_max(first_name, enrollment_start_date) AS first_name,
            arg_max(last_name, enrollment_start_date) AS last_name,
            arg_max(birth_date, enrollment_start_date) AS birth_date,
            arg_max(CASE WHEN lower(gender) IN ('f', 'female') THEN 'female'
                WHEN lower(gender) IN ('m', 'male') THEN 'male'
                WHEN lower(gender) IN ('u', 'unknown') THEN 'unknown'
                WHEN gender IS NOT NULL THEN 'other' END, enrollment_start_date) AS gender,
            arg_max(member_id, enrollment_start_date) AS member_id,
            arg_max(phone, enrollment_start_date) AS phone,
            arg_max(address, enrollment_start_date) AS address,
            arg_max(city, enrollment_start_date) AS city,
            arg_max(state, enrollment_start_date) AS state,
            arg_max(zip_code, enrollment_start_date) AS zip_code,
            arg_max(payer_type, enrollment_start_date) AS payer_type,
            arg_max(coverage_level, enrollment_start_date) AS coverage_level,
            arg_max(dual_status_code, enrollment_start_date) AS dual_status_code,
            min(death_date) FILTER (WHERE death_date <= $as_of) AS died_on,
            bool_or(enrollment_end_date >= $as_of) AS is_in_span,
            max(enrollment_end_date) AS last_day
        FROM tandem.{eligibility} WHERE enrollment_start_date <= $as_of GROUP BY person_id
    )
)"""
# One row a person; bind $as_of. Without the person alive nobody is covered.
PEOPLE = _PEOPLE.format(eligibility="eligibility")
LISTED_PEOPLE = _PEOPLE.format(eligibility="listed_eligibility")
_BELONGING = """(
    SELECT person_id, any_value(practice_id) AS practice_id,
        arg_min(pcp_npi, pcp_npi) AS pcp_npi, arg_min(pcp_name, (pcp_npi, pcp_name)) AS pcp_name
    FROM tandem.{attribution} GROUP BY person_id
)"""
# One row a person: eligibility rows repeat it, attribution names one practice. The clinician's name
# stands without an NPI too: not every plan has both.
BELONGING = _BELONGING.format(attribution="attribution")
LISTED_BELONGING = _BELONGING.format(attribution="listed_attribution")
_ALL_MEMBERS = f"""
SELECT p.person_id AS id, first_name, last_name, birth_date, gender, zip_code, city, address, phone,
    member_id, is_covered, b.practice_id AS attributed_practice
FROM {PEOPLE} AS p LEFT JOIN {BELONGING} AS b USING (person_id) ORDER BY id
"""


def all_members(source: Source, as_of: date) -> pl.DataFrame:
    """Return everyone the plan covered by `as_of`, for finding patients whom only a practice named.

    Columns: id, first_name, last_name, birth_date, gender, zip_code, city, address, phone,
    member_id, is_covered (on the day, and living), attributed_practice.
    """
    return source.connection.execute(_ALL_MEMBERS, {"as_of": as_of}).pl()
