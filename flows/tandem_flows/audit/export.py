"""The files of an audit export: what is in it, and the index that binds them together.

An export holds no patient's data: the ledger and the manifest speak of opaque case ids, dates,
counts, codes and hashes. What is verified later is `examine`'s business.
"""

from __future__ import annotations

import hashlib
import io
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import polars as pl

from tandem_flows.audit.index import Enclosed, Index, program
from tandem_flows.workspace.profile import Waiver
from tandem_validators.guideline.folder import guideline_files
from tandem_validators.guideline.model import Guideline

README = "README.txt"

README_TEXT = """\
An audit export of CareTandem. It holds no patient's data.

index.json       what this is, and the SHA-256 of every other file
ledger/          one chained record a partnership: CSV and Parquet to read, JSON lines to check
manifest/        every handoff with its version, row count and hashes: CSV and Parquet
guideline/       the guideline in force, whose digest the ledger names
conformance/     how often each clause applied, was done, late, waived or departed from
runs/            the run history of Prefect, where a server could be asked
oscal/           the same findings as OSCAL assessment results
seals/           seals that were enclosed: signed statements of where a record stood
events/          the record as an OCEL 2.0 event log, for process mining

Check it on any machine, without a workspace:  tandem audit verify THIS-FILE.zip
It works out again what follows from the chained record: tables, manifest, conformance, findings
and events. What nobody but the sender answers for (runs, seals, the names) it names.
"""


@dataclass(frozen=True)
class Partnership:
    """What one partnership's store gives to an export."""

    practice_id: str
    ledger: pl.DataFrame
    manifest: pl.DataFrame
    head: str


def record_files(partnerships: Sequence[Partnership]) -> dict[str, bytes]:
    """Return the ledger and manifest of every partnership: CSV, Parquet, and lines to check."""
    files: dict[str, bytes] = {}
    for one in partnerships:
        files |= _table(f"ledger/{one.practice_id}", one.ledger)
        files |= _table(f"manifest/{one.practice_id}", one.manifest)
        files[f"ledger/{one.practice_id}.jsonl"] = _lines(one.ledger)
    return files


def table_files(name: str, frame: pl.DataFrame) -> dict[str, bytes]:
    """Return a table as CSV and Parquet; lists are joined with blanks in the CSV."""
    return _table(name, frame)


def guideline_copy(folder: Path, guideline: Guideline) -> dict[str, bytes]:
    """Return the files over which the guideline's digest is taken."""
    names = guideline_files(guideline.pages)
    return {f"guideline/{name}": (folder / name).read_bytes() for name in names}


def index_file(
    files: Mapping[str, bytes],
    partnerships: Sequence[Partnership],
    guideline: Guideline,
    period: tuple[date, date],
    waivers: Sequence[Waiver] = (),
) -> bytes:
    """Return the index: period, guideline, waivers, chain heads, and the hash of every file."""
    return Index(
        made_by=program(),
        period=period,
        version=guideline.version,
        digest=guideline.digest,
        pages=tuple(guideline.pages),
        waivers=tuple((one.clause, one.since) for one in waivers),
        partnerships=tuple(
            Enclosed(one.practice_id, one.ledger.height, one.head) for one in partnerships
        ),
        files={name: sha256(files[name]) for name in sorted(files)},
    ).content


def sha256(content: bytes) -> str:
    """Return the SHA-256 of `content` in hexadecimal."""
    return hashlib.sha256(content).hexdigest()


def _table(name: str, frame: pl.DataFrame) -> dict[str, bytes]:
    parquet = io.BytesIO()
    frame.write_parquet(parquet, compression="zstd", statistics=False)
    return {f"{name}.parquet": parquet.getvalue(), f"{name}.csv": table_csv(frame)}


def table_csv(frame: pl.DataFrame) -> bytes:
    """Return a table as CSV; lists are joined with blanks."""
    flat = frame.with_columns(
        pl.col(column).cast(pl.List(pl.String)).list.join(" ")
        for column, kind in frame.schema.items()
        if isinstance(kind, pl.List)
    )
    content = io.BytesIO()
    flat.write_csv(content)
    return content.getvalue()


def _lines(ledger: pl.DataFrame) -> bytes:
    """Return each entry as one line of JSON, spelled as it was hashed."""
    from tandem_flows.store.canonical import canonical

    return "".join(f"{canonical(row)}\n" for row in ledger.iter_rows(named=True)).encode()
