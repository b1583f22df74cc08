"""Whether the tables of an export say what its chained record says. Nothing is taken on trust."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor

import polars as pl

from tandem_flows.audit.manifest import other_manifest
from tandem_flows.audit.record import Record, read_record
from tandem_flows.audit.tables import csv_of, read_table
from tandem_validators.errors import Problem

_ASK = "Rely on the chained record only, and ask the sender for a new export."


def record_of(files: Mapping[str, bytes], practice_id: str) -> tuple[Record | None, list[Problem]]:
    """Return the chained record of a partnership, and where ledger tables or manifest differ.

    There is no record when its lines cannot be read.
    """
    names = (f"ledger/{practice_id}", f"manifest/{practice_id}")
    ledger, manifest = (read_table(files, name) for name in names)
    with ThreadPoolExecutor(1) as beside:
        of_csv = beside.submit(lambda: list(other_csv(files, names[0], ledger)))
        record = read_record(files, practice_id, ledger)
    if isinstance(record, Problem):
        return None, [record]
    return record, [
        *_other_table(record, practice_id),
        *of_csv.result(),
        *other_manifest(record, practice_id, manifest),
        *other_csv(files, names[1], manifest),
    ]


def other_csv(
    files: Mapping[str, bytes], name: str, table: pl.DataFrame | None
) -> Iterator[Problem]:
    """Yield a problem when the CSV file of a table holds other rows than the Parquet file."""
    if table is None or csv_of(table) != files.get(f"{name}.csv", b""):
        yield Problem(f"{name}.csv", "does not hold the rows of its Parquet file", _ASK)


def _other_table(record: Record, practice_id: str) -> Iterator[Problem]:
    """Yield a problem when the ledger's table holds other entries than the chain."""
    if not record.is_table:
        yield Problem(f"ledger/{practice_id}.parquet", "does not hold the chained entries", _ASK)
