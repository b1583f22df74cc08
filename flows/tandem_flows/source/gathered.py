"""Lines and fills of whom was asked so far, taken out of the extract once for an opened source.

They stay in memory, as all of the source does, in a database of their own that DuckDB packs to a
tenth of the room. Codes are brought to one form here: bill type, revenue centre and place of
service padded as the standards print them. What was known on a day is not chosen here but in
`claims`, so any day can be asked of the same rows.
"""

from __future__ import annotations

from collections.abc import Collection

import duckdb
import polars as pl

from tandem_flows.source.contract import CODES_A_CLAIM

_BETWEEN = "|"
# Those of `listed` whose rows are not here yet; the views `tandem.missing_…` read it.
_MISSING = """
CREATE OR REPLACE TEMP TABLE missing AS
SELECT person_id FROM temp.listed ANTI JOIN gathered.persons USING (person_id)
"""
_MISSING_OF_EXPECTED = """
INSERT INTO temp.missing SELECT DISTINCT person_id FROM gathered.expected
ANTI JOIN gathered.persons USING (person_id) ANTI JOIN temp.missing USING (person_id)
"""
_PANELS = """
INSERT INTO gathered.expected
SELECT person_id FROM tandem.attribution WHERE practice_id IN (SELECT unnest($practices))
"""
_TABLES = """
DETACH DATABASE IF EXISTS gathered;
ATTACH ':memory:' AS gathered (COMPRESS);
CREATE TABLE gathered.persons (person_id VARCHAR);
CREATE TABLE gathered.expected (person_id VARCHAR);
CREATE TABLE gathered.lines AS {lines} WITH NO DATA;
CREATE TABLE gathered.fills AS {fills} WITH NO DATA;
"""
_LINES = """
SELECT person_id, claim_id, claim_start_date, claim_end_date, admission_date, discharge_date,
    paid_date, paid_amount, allowed_amount, ms_drg_code, admit_source_code,
    discharge_disposition_code, rendering_npi, billing_npi, facility_npi,
    ltrim(bill_type_code, '0') AS bill_type,
    lpad(revenue_center_code, 4, '0') AS revenue,
    lpad(place_of_service_code, 2, '0') AS place,
    upper(hcpcs_code) AS hcpcs,
    {diagnoses} AS diagnoses, {procedures} AS procedures,
    diagnosis_code_1 AS principal
FROM tandem.missing_medical_claim
"""
_FILLS = """
SELECT person_id, ndc_code, drug_name, dispensing_date, paid_amount, allowed_amount
FROM tandem.missing_pharmacy_claim
"""


def codes_together(column: str) -> str:
    """Return SQL for the different codes of a group of lines as a list, without points."""
    text = f"upper(replace(string_agg({column}, '{_BETWEEN}'), '.', ''))"
    return f"coalesce(list_distinct(string_split({text}, '{_BETWEEN}')), [])"


def start_gathering(connection: duckdb.DuckDBPyConnection, of_claims: Collection[str]) -> None:
    """Leave the tables that rows are gathered in, empty; `of_claims` are the plan's columns.

    Done again, it lets go of everything that was gathered.
    """
    connection.execute(_TABLES.format(lines=_lines(of_claims), fills=_FILLS))


def expect(connection: duckdb.DuckDBPyConnection, person_ids: Collection[str]) -> None:
    """Say about whom else will be asked: the next look into the extract brings their rows too.

    Who goes from practice to practice saves a look through all claims for each of them.
    """
    frame = pl.DataFrame({"person_id": list(person_ids)}, schema={"person_id": pl.String})
    connection.register("persons_expected", frame)
    connection.execute("INSERT INTO gathered.expected FROM persons_expected")
    connection.unregister("persons_expected")


def expect_panels(connection: duckdb.DuckDBPyConnection, practices: Collection[str]) -> None:
    """Say as `expect` does that everyone attributed to these practices will be asked about."""
    connection.execute(_PANELS, {"practices": list(practices)})


def gather(connection: duckdb.DuckDBPyConnection, of_claims: Collection[str]) -> None:
    """Add the rows of everyone in `listed` who was not asked about before, and of the expected."""
    run = connection.execute
    run(_MISSING)
    if not (run("SELECT count(*) FROM temp.missing").fetchone() or (0,))[0]:
        return
    run(_MISSING_OF_EXPECTED)
    run("BEGIN")
    try:
        run(f"INSERT INTO gathered.lines {_lines(of_claims)}")
        run(f"INSERT INTO gathered.fills {_FILLS}")
        run("INSERT INTO gathered.persons FROM temp.missing")
        run("DELETE FROM gathered.expected")
    except duckdb.Error:
        run("ROLLBACK")  # else the next question would count lines twice
        raise
    run("COMMIT")
    run("CHECKPOINT gathered")  # only this packs them


def _lines(of_claims: Collection[str]) -> str:
    return _LINES.format(
        diagnoses=_codes("diagnosis_code", of_claims),
        procedures=_codes("procedure_code", of_claims),
    )


def _codes(name: str, of_claims: Collection[str]) -> str:
    """The codes of a line as one text: only of columns that are there, as most are not.

    A text is added up to a claim's in half the time and room that a list takes.
    """
    numbered = (f"{name}_{n}" for n in range(1, CODES_A_CLAIM + 1))
    codes = [column for column in numbered if column in of_claims]
    return f"nullif(concat_ws('{_BETWEEN}', {', '.join(codes)}), '')" if codes else "NULL::VARCHAR"
