"""What a forger does to an export: change a file and make everything else fit as well as he can."""

from __future__ import annotations

import io
import json
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any
from unittest.mock import patch

import polars as pl

from tandem_flows.audit import archive
from tandem_flows.audit.archive import packed
from tandem_flows.audit.examine import examine
from tandem_flows.audit.export import Partnership, record_files, sha256
from tandem_flows.audit.index import INDEX
from tandem_flows.store.canonical import canonical, entry_hash
from tandem_validators.errors import InputRefused

LEDGER = "ledger/lakeside.jsonl"
Entries = list[dict[str, Any]]


def entries_of(files: Mapping[str, bytes]) -> Entries:
    return [json.loads(line) for line in files[LEDGER].splitlines()]


def with_entries(
    files: Mapping[str, bytes], change: Callable[[Entries], Entries]
) -> dict[str, bytes]:
    lines = "".join(f"{canonical(entry)}\n" for entry in change(entries_of(files)))
    return indexed({**files, LEDGER: lines.encode()})


def indexed(files: Mapping[str, bytes], **changes: Any) -> dict[str, bytes]:
    """Return the files with an index that names them as they are now."""
    index = json.loads(files[INDEX])
    index["files"] = {name: sha256(files[name]) for name in sorted(files) if name != INDEX}
    text = json.dumps(index | changes, indent=1, ensure_ascii=False)
    return {**files, INDEX: f"{text}\n".encode()}


def chained_anew(entries: Entries) -> Entries:
    """Return the entries with numbers and hashes that follow from each other."""
    previous, forged = "0" * 64, []
    for number, entry in enumerate(entries, start=1):
        plain = {key: value for key, value in entry.items() if not key.endswith("_hash")}
        plain |= {"sequence": number, "source_hash": entry["source_hash"]}
        digest = entry_hash(previous, plain)
        forged.append({**plain, "previous_hash": previous, "entry_hash": digest})
        previous = digest
    return forged


def written(files: Mapping[str, bytes], folder: Path) -> Path:
    path = folder / "forged.zip"
    path.write_bytes(packed(files))
    return path


def table_of(files: Mapping[str, bytes]) -> pl.DataFrame:
    return pl.read_parquet(io.BytesIO(files[LEDGER.replace(".jsonl", ".parquet")]))


def with_table(files: Mapping[str, bytes], table: pl.DataFrame) -> dict[str, bytes]:
    """Return the files with another ledger in every form, and an index that fits to it."""
    kept = Partnership("lakeside", table, pl.DataFrame(), "")
    made = {name: text for name, text in record_files([kept]).items() if name.startswith("ledger")}
    index = json.loads(files[INDEX])
    ends = table["entry_hash"].to_list()[-1:]
    index["partnerships"][0] |= {"entries": table.height, "head": ends[0] if ends else "0" * 64}
    return indexed({**files, **made}, partnerships=index["partnerships"])


def told(files: dict[str, bytes], folder: Path) -> str:
    """What the check says; of hostile names it is the check that must tell, not the packing."""
    with patch.object(archive, "_check_names"):
        path = written(files, folder)
    try:
        return "\n".join(map(str, examine(path).problems))
    except InputRefused as refused:
        return str(refused)
