"""Claim lines of listed persons as a plan knew them on a day, and the claims they form.

Codes are brought to one form here: bill type, revenue centre and place of service padded as the
standards print them, ICD-10-CM without the point. What a claim means is in `encounters`.
"""

from __future__ import annotations

import duckdb
import polars as pl

from tandem_flows.source.contract import CODES_A_CLAIM
from tandem_flows.source.withholding import is_substance_use

LISTED = "CREATE OR REPLACE TEMP TABLE listed AS SELECT DISTINCT person_id FROM persons_asked"
PRACTICE_NPIS = """
CREATE OR REPLACE TEMP TABLE practice_npis AS
SELECT DISTINCT npi FROM (
    SELECT npi FROM tandem.provider WHERE practice_id = $practice_id
    UNION ALL SELECT pcp_npi FROM tandem.attribution WHERE practice_id = $practice_id
) WHERE npi IS NOT NULL
"""
VISIBLE = """greatest(claim_start_date, claim_end_date, admission_date, discharge_date, paid_date)
    <= $as_of"""
# Laboratory, imaging, ambulance, supplies and medicines: billed, but nobody was seen.
_UNSEEN_HCPCS = r"([78]\d{3}[0-9TU]|3641[56]|[ABEJKLPQR]\d{4})"
_UNSEEN_REVENUE = r"(0001|02[5-7]\d|03[0-6]\d|040\d|054\d|06[1-3]\d|081\d)"
_UNSEEN_PLACES = "('41', '42', '81')"
_CODES = ", ".join(f"diagnosis_code_{n}" for n in range(1, CODES_A_CLAIM + 1))

LINES = f"""
CREATE OR REPLACE TEMP TABLE lines AS
SELECT person_id, claim_id, claim_start_date, claim_end_date, admission_date, discharge_date,
    paid_date, paid_amount, allowed_amount, ms_drg_code, admit_source_code,
    discharge_disposition_code, rendering_npi, billing_npi, facility_npi,
    ltrim(bill_type_code, '0') AS bill_type,
    lpad(revenue_center_code, 4, '0') AS revenue,
    lpad(place_of_service_code, 2, '0') AS place,
    upper(hcpcs_code) AS hcpcs,
    list_filter([{_CODES}], lambda code: code IS NOT NULL) AS diagnoses,
    diagnosis_code_1 AS principal
FROM tandem.listed_medical_claim
WHERE {VISIBLE}
"""
_IS_SURE_ED = """(revenue LIKE '045%' OR revenue = '0981' OR hcpcs BETWEEN '99281' AND '99285')"""
_CLAIM_LINES = f"""
    SELECT *,
        coalesce(revenue BETWEEN '0100' AND '0219', false) AS is_room,
        coalesce({_IS_SURE_ED}, false) AS is_sure_ed_line,
        coalesce(place = '23', false) AS is_place_ed,
        NOT (coalesce(regexp_full_match(hcpcs, '{_UNSEEN_HCPCS}'), false)
            OR coalesce(hcpcs IS NULL AND regexp_full_match(revenue, '{_UNSEEN_REVENUE}'), false)
            OR coalesce(place IN {_UNSEEN_PLACES}, false)) AS is_seen_line,
        rendering_npi IN (FROM temp.practice_npis) OR billing_npi IN (FROM temp.practice_npis)
            OR facility_npi IN (FROM temp.practice_npis) AS is_practice_line
    FROM temp.lines"""
CLAIMS = f"""
CREATE OR REPLACE TEMP TABLE claims AS
WITH billed AS (
    SELECT person_id, claim_id, min(claim_start_date) AS start_on, max(claim_end_date) AS end_on,
        min(coalesce(admission_date, claim_start_date)) AS admitted_on,
        max(coalesce(discharge_date, claim_end_date)) AS discharged_on,
        sum(paid_amount) AS paid_amount, sum(allowed_amount) AS allowed_amount,
        bool_or(paid_amount < 0) AS has_negative,
        max(bill_type) AS bill_type, max(ms_drg_code) AS ms_drg_code,
        max(admit_source_code) AS admit_source_code,
        max(discharge_disposition_code) AS discharge_disposition_code,
        coalesce(max(rendering_npi), max(billing_npi), max(facility_npi)) AS npi,
        bool_or(is_room) AS has_room, bool_or(is_sure_ed_line) AS is_sure_ed,
        bool_or(is_sure_ed_line OR is_place_ed) AS is_ed, bool_or(is_seen_line) AS is_seen,
        coalesce(bool_or(is_practice_line), false) AS is_practice,
        list_transform(list_distinct(flatten(list(diagnoses))),
            lambda code: upper(replace(code, '.', ''))) AS diagnoses,
        upper(replace(max(principal), '.', '')) AS reason
    FROM ({_CLAIM_LINES}) GROUP BY person_id, claim_id
), judged AS (
    SELECT *, bill_type IS NOT NULL OR has_room AS is_facility,
        coalesce(bill_type LIKE '11%', true) AND (has_room OR ms_drg_code IS NOT NULL)
            AS is_inpatient,
        round(paid_amount, 2) <= 0 AND has_negative OR (
            round(sum(paid_amount) OVER same, 2) <= 0 AND bool_or(has_negative) OVER same)
            AS is_reversed
    FROM billed WINDOW same AS (PARTITION BY person_id, start_on, bill_type, npi)
)
SELECT *, is_seen AND NOT is_inpatient AS is_visit,
    {is_substance_use("diagnoses")} AS is_substance_use
FROM judged
"""


def list_persons(connection: duckdb.DuckDBPyConnection, person_ids: list[str]) -> None:
    """Leave the persons in the temporary table `listed`, which every question asks."""
    # A registered frame: ten thousand ids bound one by one take a second.
    asked = pl.DataFrame({"person_id": person_ids}, schema={"person_id": pl.String})
    connection.register("persons_asked", asked)
    connection.execute(LISTED)
    connection.unregister("persons_asked")
