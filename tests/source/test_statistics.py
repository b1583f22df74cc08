"""What DuckDB's statistics of a file may prove, and what has to be counted row by row."""

from __future__ import annotations

import duckdb
import polars as pl
import pytest

from tandem_flows.source.open import open_source
from tandem_flows.source.statistics import filled_columns
from tandem_validators.errors import InputRefused
from tests.source.plans import day, line, write_plan


def proven(folder, values, kind="VARCHAR"):
    file = folder / "t.parquet"
    pl.DataFrame({"x": values}).write_parquet(file, statistics=True)
    with duckdb.connect() as connection:
        connection.execute(f"CREATE VIEW t AS FROM read_parquet('{file}')")
        return filled_columns(connection, "t", {"x": kind}) == {"x"}


@pytest.mark.parametrize(
    ("values", "is_proven"),
    [
        (["a", "z9"], True),
        (["a", None], False),
        (["a", ""], False),
        (["a", "  "], False),
        (["a", "\t"], False),
        (["a", "\u00a0"], False),
        (["a", "\u2003"], False),
        (["a", "ä"], False),
        (["a, Max: ", "\u00a0"], False),
        (["a, Max: z", "b"], False),
    ],
)
def test_text_is_filled_where_both_ends_begin_with_a_letter(tmp_path, values, is_proven):
    assert proven(tmp_path, values) is is_proven


@pytest.mark.parametrize(("last", "is_proven"), [(day("2025-01-02"), True), (None, False)])
def test_a_day_is_filled_where_none_is_empty(tmp_path, last, is_proven):
    assert proven(tmp_path, [day("2025-01-01"), last], "DATE") is is_proven


@pytest.mark.parametrize("column", ["claim_id", "claim_line_number", "person_id"])
@pytest.mark.parametrize("blank", ["", "  ", "\u00a0", None])
def test_one_blank_among_the_claim_lines_is_refused(tmp_path, column, blank):
    lines = [line("2025-01-01"), line("2025-01-02", **{column: blank})]

    with pytest.raises(InputRefused) as refused:
        open_source(write_plan(tmp_path, medical_claim=lines), tmp_path)

    where = f"view medical_claim, column {column}"
    assert f"{where}: 1 row with an empty value" in str(refused.value)


def test_an_empty_day_among_the_claim_lines_is_refused(tmp_path):
    lines = [line("2025-01-01"), line("2025-01-02", claim_end_date=None)]

    with pytest.raises(InputRefused) as refused:
        open_source(write_plan(tmp_path, medical_claim=lines), tmp_path)

    assert "column claim_end_date: 1 row with an empty value" in str(refused.value)
