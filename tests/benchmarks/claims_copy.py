"""Would a copy of the claims, kept for our questions, pay? What it costs, and what it saves.

Run: python -m tests.benchmarks.claims_copy --folder F, where `plan_scale --folder F` left its plan.
The copy is encrypted as the stores are and lies in the order of the questions: by practice, the
highest score first, with codes in one form. Printed are seconds of the processors, peak memory and
room, and beside them what the same two questions take from the extract. Decision 9 tells the rest.
"""

from __future__ import annotations

import argparse
import resource
import tempfile
import time
from pathlib import Path

import duckdb

from tandem_flows.store.connection import _encryption_extension

_LISTED = 30
_PERSONS = """
CREATE TABLE kept.person AS SELECT person_id, practice_id,
    CAST(row_number() OVER (ORDER BY practice_id, score DESC, person_id) AS INTEGER) AS place
FROM attribution JOIN risk_score USING (person_id)
"""
_FORM = """claim_id, claim_start_date, claim_end_date, paid_amount, allowed_amount, rendering_npi,
    ltrim(bill_type_code, '0') AS bill_type, lpad(revenue_center_code, 4, '0') AS revenue,
    lpad(place_of_service_code, 2, '0') AS place_of_service, upper(hcpcs_code) AS hcpcs,
    concat_ws('|', diagnosis_code_1, diagnosis_code_2) AS diagnoses, diagnosis_code_1 AS principal
"""
_LINES = f"""
CREATE TABLE kept.line AS SELECT place, {_FORM}
FROM medical_claim JOIN kept.person USING (person_id) ORDER BY place
"""
_TOP = f"""
CREATE TEMP TABLE listed AS SELECT place, person_id FROM kept.person
QUALIFY row_number() OVER (PARTITION BY practice_id ORDER BY place) <= {_LISTED}
"""
_QUESTIONS = {
    "lines of all listed, from the copy": """
        CREATE TEMP TABLE taken AS FROM kept.line SEMI JOIN temp.listed USING (place)""",
    "lines of all listed, from the extract": f"""
        CREATE TEMP TABLE taken_anew AS
        SELECT person_id, {_FORM} FROM medical_claim SEMI JOIN temp.listed USING (person_id)""",
    "paid a member, from the copy": """
        CREATE TEMP TABLE paid AS SELECT place, sum(paid_amount) AS amount FROM kept.line
        WHERE claim_start_date > DATE '2025-01-05' GROUP BY place""",
    "paid a member, from the extract": """
        CREATE TEMP TABLE paid_anew AS SELECT person_id, sum(paid_amount) AS amount
        FROM medical_claim WHERE claim_start_date > DATE '2025-01-05' GROUP BY person_id""",
}


def main() -> None:
    """Make the copy, ask both, and print a line each."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--folder", type=Path, required=True)
    folder = parser.parse_args().folder
    with tempfile.TemporaryDirectory(dir=folder) as made:
        copy = Path(made) / "copy.duckdb"
        connection = duckdb.connect(config={"temp_directory": made})
        connection.execute(f"LOAD '{_encryption_extension()}'")
        connection.execute("SET preserve_insertion_order = false; SET memory_limit = '900MB'")
        for file in sorted(folder.glob("*.parquet")):
            connection.execute(f"CREATE VIEW {file.stem} AS FROM read_parquet('{file}')")
        connection.execute(f"ATTACH '{copy}' AS kept (ENCRYPTION_KEY 'of-a-benchmark')")
        _tell("making the copy", connection, f"{_PERSONS}; {_LINES}; CHECKPOINT kept")
        print(f"{'room of the copy':38} {copy.stat().st_size / 1e6:8.0f} MB")
        connection.execute(_TOP)
        for what, sql in _QUESTIONS.items():
            _tell(what, connection, sql)


def _tell(what: str, connection: duckdb.DuckDBPyConnection, sql: str) -> None:
    started = time.process_time()
    connection.execute(sql)
    spent, peak = time.process_time() - started, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    print(f"{what:38} {spent:8.2f} s, peak {peak / 1024:.0f} MB", flush=True)


if __name__ == "__main__":
    main()
