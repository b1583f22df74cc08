"""A Parquet file may have columns that are all empty and of no kind, as real extracts do."""

from __future__ import annotations

import duckdb
import polars as pl
import pytest

from tandem_flows.source.encounters import build_encounters
from tandem_flows.source.open import open_source
from tests.source.plans import AS_OF, line, member, write_plan

MANY = [f"P{number:05}" for number in range(20_000)]


@pytest.fixture
def folder(tmp_path):
    folder = tmp_path / "O'Neil's"
    folder.mkdir()
    return folder


@pytest.fixture
def plan(folder):
    source_sql = write_plan(
        folder, eligibility=[member("P19999")], medical_claim=[line("2025-05-01", "P19999")]
    )
    one = pl.read_parquet(folder / "medical_claim.parquet")
    rows = pl.DataFrame({"person_id": MANY, "claim_id": MANY}).join(
        one.drop("person_id", "claim_id"), how="cross"
    )
    kindless = rows.with_columns(pl.lit(None, pl.Null).alias("diagnosis_code_2"))
    kindless.write_parquet(folder / "medical_claim.parquet", row_group_size=20_000)
    return source_sql


def test_the_claims_of_one_of_many_are_read_beside_a_column_of_no_kind(plan, folder):
    with open_source(plan, folder) as source:
        build_encounters(source, ["P19999"], None, AS_OF)

        found = source.connection.execute("SELECT person_id FROM temp.claims").fetchall()

    assert found == [("P19999",)]


def test_duckdb_still_cannot_step_over_rows_of_no_kind(plan, folder):
    # when this fails, DuckDB has learned it, and `kindless` can go
    with duckdb.connect() as connection:
        connection.execute("CREATE TABLE asked AS SELECT 'P19999' AS person_id")

        with pytest.raises(duckdb.NotImplementedException, match="PlainSkip"):
            connection.execute(
                "SELECT max(diagnosis_code_2::VARCHAR) FROM read_parquet(?) "
                "WHERE person_id IN (FROM asked)",
                [str(folder / "medical_claim.parquet")],
            )
