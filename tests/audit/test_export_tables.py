"""The tables of an export say what its chained record says, and nobody else may read the file."""

from __future__ import annotations

import io
from pathlib import Path

import polars as pl
import pytest

from tandem_flows.audit.agree import record_of
from tandem_flows.audit.export import Partnership, record_files
from tandem_flows.store.canonical import entry_hash
from tests.cli.places import typed
from tests.steps.workspaces import Practice


def test_an_export_is_for_its_owner_only_also_where_a_file_lay(
    recorded: Practice, tmp_path: Path
) -> None:
    file = tmp_path / "audit.zip"
    file.write_bytes(b"an earlier one")
    file.chmod(0o644)

    ended = typed("audit", "export", file, "-w", recorded.workspace.folder, "--no-runs")

    assert ended.code == 0, ended.err
    assert file.stat().st_mode & 0o777 == 0o600


def told(files: dict[str, bytes]) -> list[str]:
    return [str(problem) for problem in record_of(files, "lakeside")[1]]


@pytest.mark.parametrize("name", ["ledger/lakeside.csv", "manifest/lakeside.csv"])
def test_a_csv_that_says_other_than_its_parquet_is_found(
    files: dict[str, bytes], name: str
) -> None:
    changed = files[name].replace(b"2026-01-0", b"2026-01-1", 1)

    (problem,) = told({**files, name: changed})

    assert f"{name}: does not hold the rows of its Parquet file" in problem


@pytest.mark.parametrize("cell", [b"bytes", 1.5, None, "text"])
def test_a_ledger_with_cells_of_another_kind_is_found(
    files: dict[str, bytes], cell: object
) -> None:
    frame = pl.read_parquet(io.BytesIO(files["ledger/lakeside.parquet"]))
    buffer = io.BytesIO()
    frame.with_columns(sequence=pl.lit(cell)).write_parquet(buffer)

    problems = told({**files, "ledger/lakeside.parquet": buffer.getvalue()})

    assert "ledger/lakeside.parquet: does not hold the chained entries" in problems[0]


@pytest.mark.parametrize("text", ["\x01 \x1f \x7f", 'a "quoted" \\ / line\n', "漢字 😀", "\u2028"])
def test_odd_words_in_an_entry_do_not_make_its_tables_differ(recorded: Practice, text: str) -> None:
    frame = recorded.store.ledger().with_columns(code=pl.lit(text))
    head = entry_hash("0" * 64, {})
    kept = Partnership("lakeside", frame, recorded.store.manifest(), head)

    assert told(record_files([kept])) == []
