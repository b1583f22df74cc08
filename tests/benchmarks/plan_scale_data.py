"""A whole plan for `plan_scale`, generated in DuckDB: nobody in it was ever a patient.

Members, coverage, practices, scores, claim lines and fills come from `hash`, so every run makes the
same plan. Here: the tables as Parquet files and the `source.sql` over them. Not here: any question.
"""

from datetime import date
from pathlib import Path

import duckdb

AS_OF, INDEX_ON = date(2026, 1, 5), date(2025, 1, 1)
LINES_A_MEMBER, LINES_A_CLAIM, FILLS_A_MEMBER = 50, 2, 12
_CODES = "['I5022','E1165','J441','N183','I10','F329','E785','M545','R079','Z0000','J45901','N390']"
_TABLES = {
    "eligibility": """
        SELECT 'p' || i AS person_id, 'm' || i AS member_id,
            DATE '1930-01-01' + CAST(hash(i) % 29000 AS INTEGER) AS birth_date,
            if(i % 2 = 0, 'female', 'male') AS gender, DATE '2023-01-01' AS enrollment_start_date,
            DATE '2026-12-31' AS enrollment_end_date, 'First' || hash(i, 1) % 900 AS first_name,
            'Last' || hash(i, 2) % 9000 AS last_name, '04' || 100 + i % 800 AS zip_code
        FROM range($members) AS r(i)""",
    "attribution": """
        SELECT 'p' || i AS person_id, 'practice-' || i % $practices AS practice_id,
            'npi-' || i % $practices AS pcp_npi, 'Dr ' || i % $practices AS pcp_name
        FROM range($members) AS r(i)""",
    "risk_score": """
        SELECT 'p' || i AS person_id, (hash(i, 3) % 10000) / 1000.0 AS score, 'plan' AS model
        FROM range($members) AS r(i)""",
    "provider": """
        SELECT 'npi-' || i AS npi, 'Dr ' || i AS name, 'family medicine' AS specialty,
            'practice-' || i AS practice_id FROM range($practices) AS r(i)""",
    "medical_claim": f"""
        WITH line AS (
            SELECT i // {LINES_A_MEMBER} AS member, i // {LINES_A_CLAIM} AS claim, i AS line,
                hash(i // {LINES_A_CLAIM}) AS drawn
            FROM range($members * {LINES_A_MEMBER}) AS r(i)
        )
        SELECT 'c' || claim AS claim_id, CAST(line % {LINES_A_CLAIM} + 1 AS VARCHAR)
                AS claim_line_number,
            'p' || member AS person_id,
            DATE '2024-01-01' + CAST(drawn % 730 AS INTEGER) AS claim_start_date,
            DATE '2024-01-01' + CAST(drawn % 730 AS INTEGER) AS claim_end_date,
            (drawn % 90000) / 100.0 AS paid_amount, (drawn % 99000) / 100.0 AS allowed_amount,
            CASE WHEN drawn % 100 < 2 THEN '111' WHEN drawn % 100 < 8 THEN '131' END
                AS bill_type_code,
            CASE WHEN drawn % 100 < 2 THEN '0120' WHEN drawn % 100 < 8 THEN '0450' END
                AS revenue_center_code,
            CASE WHEN drawn % 100 >= 8 THEN '11' END AS place_of_service_code,
            CASE WHEN drawn % 100 >= 8 THEN '99213' END AS hcpcs_code,
            'npi-' || member % $practices AS rendering_npi,
            {_CODES}[CAST(1 + drawn % 12 AS INTEGER)] AS diagnosis_code_1,
            {_CODES}[CAST(1 + drawn // 7 % 12 AS INTEGER)] AS diagnosis_code_2
        FROM line""",
    "pharmacy_claim": f"""
        SELECT 'f' || i AS claim_id, '1' AS claim_line_number,
            'p' || i // {FILLS_A_MEMBER} AS person_id, '000' || hash(i) % 900 AS ndc_code,
            DATE '2024-01-01' + CAST(hash(i) % 730 AS INTEGER) AS dispensing_date,
            (hash(i) % 9000) / 100.0 AS paid_amount, 'drug ' || hash(i) % 900 AS drug_name
        FROM range($members * {FILLS_A_MEMBER}) AS r(i)""",
}


def generate(folder: Path, members: int, practices: int) -> None:
    """Write one Parquet file a view of the plan source, and the `source.sql` that reads them."""
    connection = duckdb.connect()
    for name, sql in _TABLES.items():
        placed = sql.replace("$members", str(members)).replace("$practices", str(practices))
        connection.execute(
            f"COPY ({placed}) TO '{folder / name}.parquet' (FORMAT parquet, COMPRESSION zstd)"
        )
    views = [
        f"CREATE VIEW {name} AS FROM read_parquet('{{folder}}/{name}.parquet');" for name in _TABLES
    ]
    (folder / "source.sql").write_text("\n".join(views) + "\n", encoding="utf-8")
