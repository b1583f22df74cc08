"""Whether the tables of an export say what its chained record says. Nothing is taken on trust."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor

import polars as pl

from tandem_flows.audit.record import Record, read_record
from tandem_flows.audit.tables import csv_of, read_table
from tandem_validators.errors import Problem

_ASK = "Rely on the chained record only, and ask the sender for a new export."
_STORED = ("handoff_id", "content_hash")


def record_of(files: Mapping[str, bytes], practice_id: str) -> tuple[Record | None, list[Problem]]:
    """Return the chained record of a partnership, and where ledger tables or manifest differ.

    There is no record when its lines cannot be read.
    """
    names = (f"ledger/{practice_id}", f"manifest/{practice_id}")
    ledger, manifest = (read_table(files, name) for name in names)
    with ThreadPoolExecutor(1) as beside:
        of_csv = beside.submit(lambda: list(_other_csv(files, names[0], ledger)))
        record = read_record(files, practice_id, ledger)
    if isinstance(record, Problem):
        return None, [record]
    return record, [
        *_other_table(record, practice_id),
        *of_csv.result(),
        *_other_manifest(record, practice_id, manifest),
        *_other_csv(files, names[1], manifest),
    ]


def _other_csv(
    files: Mapping[str, bytes], name: str, table: pl.DataFrame | None
) -> Iterator[Problem]:
    """Yield a problem when the CSV file of a table holds other rows than the Parquet file."""
    if table is None or csv_of(table) != files.get(f"{name}.csv", b""):
        yield Problem(f"{name}.csv", "does not hold the rows of its Parquet file", _ASK)


def _other_table(record: Record, practice_id: str) -> Iterator[Problem]:
    """Yield a problem when the ledger's table holds other entries than the chain."""
    if not record.is_table:
        yield Problem(f"ledger/{practice_id}.parquet", "does not hold the chained entries", _ASK)


def _other_manifest(
    record: Record, practice_id: str, manifest: pl.DataFrame | None
) -> Iterator[Problem]:
    """Every handoff of the manifest has its entry with the same content hash, and the reverse."""
    name, stored = f"manifest/{practice_id}", _stored(manifest)
    if manifest is not None and len(stored) != manifest.height:
        yield Problem(f"{name}.parquet", "holds a handoff twice, or none at all", _ASK)
    for handoff_id in sorted(record.written.keys() | stored.keys()):
        if record.written.get(handoff_id) != stored.get(handoff_id):
            what = "is not as the chained record has it"
            yield Problem(f"{name}, handoff {handoff_id}", what, _ASK)


def _stored(manifest: pl.DataFrame | None) -> dict[str, str]:
    """Return the content hash of each handoff by its id, as far as the manifest has them."""
    if manifest is None or not set(_STORED) <= set(manifest.columns):
        return {}
    rows = manifest.select(_STORED).iter_rows()
    return {str(handoff_id): str(content) for handoff_id, content in rows}
