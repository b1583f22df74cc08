"""Exports that agree with themselves, and say what their record does not: each is told or refused.

Whoever forges here writes the index anew, so that every hash in it is right.
"""

from __future__ import annotations

import io
import json
from pathlib import Path

import duckdb
import polars as pl
import pytest

from tandem_flows.audit.export import table_files
from tandem_flows.audit.index import INDEX
from tests.audit.forging import LEDGER, indexed, table_of, told

MANIFEST = "manifest/lakeside"
UNLIKE = {
    "row_count": 0,
    "version": 9,
    "guideline_version": "9.9",
    "guideline_digest": "0" * 64,
    "values_digest": "0" * 64,
    "handoff": "agenda",
    "flow_run_id": "another",
    "round_id": "R9",
    "part": "plan",
    "scope_key": "agenda|||",
}


def with_manifest(files: dict[str, bytes], frame: pl.DataFrame) -> dict[str, bytes]:
    return indexed({**files, **table_files(MANIFEST, frame)})


def manifest_of(files: dict[str, bytes]) -> pl.DataFrame:
    return pl.read_parquet(io.BytesIO(files[f"{MANIFEST}.parquet"]))


@pytest.mark.parametrize("column", UNLIKE)
def test_a_manifest_that_tells_otherwise_of_a_handoff_is_found(files, tmp_path, column) -> None:
    frame = manifest_of(files)
    other = pl.lit(UNLIKE[column]).cast(frame.schema[column])
    forged = frame.with_columns(other.alias(column))

    assert "is not as the chained record has it" in told(with_manifest(files, forged), tmp_path)


def test_a_column_more_in_a_manifest_is_found(files, tmp_path: Path) -> None:
    forged = manifest_of(files).with_columns(approved=pl.lit("yes"))

    assert f"{MANIFEST}.parquet: is not as a manifest is" in told(
        with_manifest(files, forged), tmp_path
    )


def test_false_statistics_that_hide_rows_from_other_tools_are_found(files, tmp_path: Path) -> None:
    path, buffer = tmp_path / "ledger.parquet", io.BytesIO()
    table_of(files).write_parquet(buffer, statistics=True, use_pyarrow=True)
    footer = buffer.getvalue()
    for word in (b"confirmed", b"round"):
        footer = footer.replace(bytes([len(word)]) + word, bytes([len(word)]) + b"a" * len(word))
    path.write_bytes(footer)
    hidden = duckdb.sql(f"SELECT count(*) FROM '{path}' WHERE action = 'deviation'").fetchone()
    assert pl.read_parquet(path).equals(table_of(files)) and hidden == (0,)

    words = told(indexed({**files, "ledger/lakeside.parquet": footer}), tmp_path)

    assert "ledger/lakeside.parquet: does not hold the chained entries" in words


def test_a_table_of_more_rows_than_its_csv_is_not_read(files, tmp_path: Path) -> None:
    buffer = io.BytesIO()
    pl.select(pl.repeat("x", 1_000_000).alias("entry_hash")).write_parquet(buffer, statistics=False)

    words = told(indexed({**files, "ledger/lakeside.parquet": buffer.getvalue()}), tmp_path)

    assert "ledger/lakeside.parquet: does not hold the chained entries" in words


LINES = {
    "a field twice": lambda text: text.replace(b'{"action"', b'{"action":"x","action"', 1),
    "a blank": lambda text: text.replace(b'{"action"', b'{ "action"', 1),
    "a letter as its number": lambda text: text.replace(b'"action"', b'"\\u0061ction"', 1),
    "another end": lambda text: text.replace(b"\n", b"\r\n"),
    "no end": lambda text: text.rstrip(b"\n"),
}


@pytest.mark.parametrize("change", LINES.values(), ids=LINES)
def test_lines_that_other_readers_could_read_otherwise_are_found(files, tmp_path, change) -> None:
    words = told(indexed({**files, LEDGER: change(files[LEDGER])}), tmp_path)

    assert f"{LEDGER}: holds a line that is spelled otherwise than its hash" in words


SAID = {
    "a word more": {"verdict": "certified"},
    "another version": {"guideline": {"version": "9.9.9"}},
    "no pages": {"guideline": {"pages": []}},
    "a word more of the guideline": {"guideline": {"approved_by": "somebody"}},
    "no waivers": {"waivers": None},
    "no day": {"period": {"from": "soon"}},
    "no partnership's name": {"partnerships": [{"practice_id": "\x1b[2Jx"}]},
    "a path as a name": {"partnerships": [{"practice_id": "../x"}]},
    "no number of entries": {"partnerships": [{"entries": "many"}]},
    "a list as digest": {"guideline": {"digest": [1]}},
}


@pytest.mark.parametrize("change", SAID.values(), ids=SAID)
def test_an_index_that_says_what_an_index_does_not_is_told(files, tmp_path, change) -> None:
    ((key, value),) = change.items()
    there = json.loads(files[INDEX]).get(key)
    if isinstance(there, dict):
        value = there | value
    if key == "partnerships":
        value = [there[0] | value[0]]

    assert told(indexed(files, **{key: value}), tmp_path)


@pytest.mark.parametrize(
    "content",
    [
        lambda text: text.replace(b'"format"', b'"made_by": "somebody",\n "format"', 1),
        lambda text: text + b"\n",
        lambda text: b"[" * 200_000,
    ],
    ids=["a fact twice", "a line more", "too deep"],
)
def test_an_index_of_another_spelling_is_told(files, tmp_path: Path, content) -> None:
    assert told({**files, INDEX: content(files[INDEX])}, tmp_path)


def test_a_manifest_with_a_day_that_no_calendar_has_is_told(files, tmp_path: Path) -> None:
    buffer, frame = io.BytesIO(), manifest_of(files)
    far = pl.lit(2**60).cast(pl.Datetime("us"))
    frame.with_columns(recorded_at=far).write_parquet(buffer, statistics=False)

    words = told(indexed({**files, f"{MANIFEST}.parquet": buffer.getvalue()}), tmp_path)

    assert f"{MANIFEST}.csv: does not hold the rows of its Parquet file" in words
