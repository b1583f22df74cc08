"""Claims of the listed persons as a plan knew them on a day, formed from their lines.

ICD-10-CM codes are written without the point here. What a claim means is in `encounters`.
"""

from __future__ import annotations

from datetime import date

import duckdb

from tandem_flows.source.gathered import codes_together
from tandem_flows.source.withholding import is_substance_use

VISIBLE = """greatest(claim_start_date, claim_end_date, admission_date, discharge_date, paid_date)
    <= $as_of"""
# Laboratory, imaging, ambulance, supplies and medicines: billed, but nobody was seen.
_UNSEEN_HCPCS = r"([78]\d{3}[0-9TU]|3641[56]|[ABEJKLPQR]\d{4})"
_UNSEEN_REVENUE = r"(0001|02[5-7]\d|03[0-6]\d|040\d|054\d|06[1-3]\d|081\d)"
_UNSEEN_PLACES = "('41', '42', '81')"
_LINES = f"""
CREATE OR REPLACE TEMP VIEW lines AS
FROM gathered.lines JOIN temp.listed USING (person_id) WHERE {VISIBLE}
"""
_FILLS = """
CREATE OR REPLACE TEMP VIEW fills AS
FROM gathered.fills SEMI JOIN temp.listed USING (person_id) WHERE dispensing_date <= $as_of
"""
_IS_SURE_ED = """(revenue LIKE '045%' OR revenue = '0981' OR hcpcs BETWEEN '99281' AND '99285')"""
_CLAIM_LINES = f"""
    SELECT *,
        coalesce(revenue BETWEEN '0100' AND '0219', false) AS is_room,
        coalesce({_IS_SURE_ED}, false) AS is_sure_ed_line,
        coalesce(place = '23', false) AS is_place_ed,
        coalesce(place IN ('31', '32'), false) AS is_nursing_line,
        NOT (coalesce(regexp_full_match(hcpcs, '{_UNSEEN_HCPCS}'), false)
            OR coalesce(hcpcs IS NULL AND regexp_full_match(revenue, '{_UNSEEN_REVENUE}'), false)
            OR coalesce(place IN {_UNSEEN_PLACES}, false)) AS is_seen_line,
        (practice_id, rendering_npi) IN (FROM temp.practice_npis)
            OR (practice_id, billing_npi) IN (FROM temp.practice_npis)
            OR (practice_id, facility_npi) IN (FROM temp.practice_npis) AS is_practice_line
    FROM temp.lines WHERE part = $part"""
_BILLED = f"""
WITH billed AS (
    SELECT person_id, claim_id, min(claim_start_date) AS start_on, max(claim_end_date) AS end_on,
        max(paid_date) AS paid_on,
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
        bool_or(is_nursing_line) AS is_at_nursing,
        coalesce(bool_or(is_practice_line), false) AS is_practice,
        {codes_together("diagnoses")} AS diagnoses,
        upper(replace(max(principal), '.', '')) AS reason
    FROM ({_CLAIM_LINES}) GROUP BY person_id, claim_id
)
SELECT *, bill_type IS NOT NULL OR has_room AS is_facility,
    coalesce(bill_type LIKE '11%', true) AND (has_room OR ms_drg_code IS NOT NULL) AS is_inpatient,
    is_seen AND NOT is_inpatient AS is_visit, {is_substance_use("diagnoses")} AS is_substance_use
FROM billed
"""
# Few have a negative line: only their claims are set against each other.
_REVERSED = """
CREATE OR REPLACE TEMP TABLE reversed AS
SELECT person_id, claim_id FROM temp.billed
WHERE person_id IN (SELECT person_id FROM temp.billed WHERE has_negative)
WINDOW same AS (PARTITION BY person_id, start_on, bill_type, npi)
QUALIFY round(paid_amount, 2) <= 0 AND has_negative
    OR round(sum(paid_amount) OVER same, 2) <= 0 AND bool_or(has_negative) OVER same
"""
_CLAIMS = """
CREATE OR REPLACE TEMP VIEW claims AS
SELECT *, (person_id, claim_id) IN (FROM temp.reversed) AS is_reversed FROM temp.billed
"""


def build_claims(connection: duckdb.DuckDBPyConnection, as_of: date) -> None:
    """Leave `lines` and `fills`, known on `as_of`, and `claims`, which the lines form."""
    known_on = f"DATE '{as_of.isoformat()}'"  # a view keeps no parameters
    for view in (_LINES, _FILLS):
        connection.execute(view.replace("$as_of", known_on))
    _bill(connection)
    connection.execute(_REVERSED)
    connection.execute(_CLAIMS)


def _bill(connection: duckdb.DuckDBPyConnection) -> None:
    """Leave the table `billed`: a part of the persons after the other, so that memory stays low."""
    run = connection.execute
    run(f"CREATE OR REPLACE TEMP TABLE billed AS {_BILLED}", {"part": 0})
    for (part,) in run("SELECT DISTINCT part FROM temp.listed WHERE part > 0").fetchall():
        run(f"INSERT INTO temp.billed {_BILLED}", {"part": part})
