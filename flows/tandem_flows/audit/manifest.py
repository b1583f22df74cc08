"""Whether a manifest says of each handoff what the chained entry of it says. Pure."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

import polars as pl
from polars.exceptions import PolarsError

from tandem_flows.audit.record import Record
from tandem_validators.errors import Problem

# the chain holds nothing of these: only the sender answers for them
UNCHAINED = ("input_hash", "receiver", "recorded_at", "schema_fingerprint", "sender", "step")
# of these it holds the handoff's id, which is made of them
_NAMED = ("handoff", "part", "scope_key", "version")
_ASK = "Rely on the chained record only, and ask the sender for a new export."


def other_manifest(
    record: Record, practice_id: str, manifest: pl.DataFrame | None
) -> Iterator[Problem]:
    """Every handoff of the manifest is told by its entry in the same words, and the reverse."""
    name, texts = f"manifest/{practice_id}", _texts(manifest)
    chained = next(iter(record.written.values()), {}).keys()
    if texts is None or (chained and {*texts.columns} != {*chained, *_NAMED, *UNCHAINED}):
        yield Problem(f"{name}.parquet", "is not as a manifest is", _ASK)
        return
    if not chained and texts.is_empty():
        return
    rows = {str(row.get("handoff_id")): row for row in texts.iter_rows(named=True)}
    if len(rows) != texts.height:
        yield Problem(f"{name}.parquet", "holds a handoff twice, or none at all", _ASK)
    for handoff_id in sorted(record.written.keys() | rows.keys()):
        if not _fits(record.written.get(handoff_id), rows.get(handoff_id)):
            what = "is not as the chained record has it"
            yield Problem(f"{name}, handoff {handoff_id}", what, _ASK)


def _texts(manifest: pl.DataFrame | None) -> pl.DataFrame | None:
    """Return each cell as its text; None when a cell has none."""
    try:
        return None if manifest is None else manifest.cast(pl.String)
    except PolarsError:
        return None


def _fits(told: Mapping[str, str | None] | None, row: Mapping[str, str | None] | None) -> bool:
    if told is None or row is None:
        return False
    return all(row[name] == said for name, said in told.items()) and _is_named_so(row)


def _is_named_so(row: Mapping[str, str | None]) -> bool:
    """Whether the id and the key of a handoff are made of the parts that stand beside them."""
    name, round_id, day, part = (
        row[key] or "" for key in ("handoff", "round_id", "call_date", "part")
    )
    parts = (round_id, name, day.replace("-", ""), part, f"v{row['version']}")
    keys = {"|".join((name, of_round, day, part)) for of_round in (round_id, "")}
    is_id = row["handoff_id"] == "-".join(part for part in parts if part)
    return is_id and "-" not in name and row["scope_key"] in keys
