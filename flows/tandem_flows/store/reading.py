"""Reading what is in force: the latest version of a handoff, for one call or for all of them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

import duckdb
import polars as pl

from tandem_validators.handoffs.registry import HandoffSpec


@dataclass(frozen=True)
class Stored:
    """The latest rows of a handoff and the ids of the versions they come from."""

    frame: pl.DataFrame
    handoff_ids: tuple[str, ...]
    content_hashes: tuple[str, ...]

    @property
    def is_known(self) -> bool:
        """Whether any version was ever written."""
        return bool(self.handoff_ids)


PROVENANCE = ("round_id", "version", "as_of")
_IN_FORCE = """
    SELECT handoff_id, version, round_id, as_of, content_hash, call_date, part
    FROM manifest
    WHERE handoff = $handoff
      AND ($round_id IS NULL OR round_id = $round_id)
      AND ($call_date IS NULL OR call_date = $call_date)
      AND ($as_of IS NULL OR as_of <= $as_of)
    QUALIFY row_number() OVER (PARTITION BY scope_key ORDER BY version DESC) = 1
"""


def read_latest(
    connection: duckdb.DuckDBPyConnection,
    spec: HandoffSpec,
    round_id: str | None,
    call_date: date | None = None,
    *,
    as_of: date | None = None,
    with_provenance: bool = False,
) -> Stored:
    """Return the latest rows of `spec`; of every call of the round when no call is named.

    With `as_of`, a version recorded as of a later day is not seen. Without a round, all are read.
    Provenance adds round_id, version and as_of; where the handoff itself has a column of such a
    name, the added one is called `record_version`, and so on.
    """
    parameters = {
        "handoff": spec.name,
        "round_id": None if spec.scope == "partnership" else round_id,
        "call_date": call_date if spec.scope == "call" else None,
        "as_of": as_of,
    }
    versions = connection.execute(
        f"SELECT handoff_id, content_hash FROM ({_IN_FORCE}) ORDER BY handoff_id", parameters
    ).fetchall()
    ids, hashes = tuple(str(row[0]) for row in versions), tuple(str(row[1]) for row in versions)
    if not ids:
        return Stored(empty_frame(spec), (), ())
    provenance = _provenance(spec) if with_provenance else ""
    columns = ", ".join(f"h.{name}" for name in spec.columns)
    frame = connection.execute(
        f"SELECT {columns}{provenance} FROM handoff.{spec.name} h JOIN ({_IN_FORCE}) v "
        "USING (handoff_id) ORDER BY v.call_date, v.part, h.row_position",
        parameters,
    ).pl()
    return Stored(frame, ids, hashes)


def _provenance(spec: HandoffSpec) -> str:
    """Return the columns that tell where a row comes from; none has the name of another."""
    own = set(spec.columns)
    named = {name: f"record_{name}" if name in own else name for name in PROVENANCE}
    return "".join(f", v.{name} AS {shown}" for name, shown in named.items())


@dataclass(frozen=True)
class Version:
    """One version of a register: when it was recorded, by a run on which input, as of which day."""

    recorded_at: datetime
    input_hash: str
    as_of: date
    frame: pl.DataFrame


def read_versions(
    connection: duckdb.DuckDBPyConnection,
    spec: HandoffSpec,
    columns: tuple[str, ...],
    as_of: date | None = None,
) -> list[Version]:
    """Return some columns of every version of a register, oldest first, up to a day if named."""
    manifest = (
        "FROM manifest WHERE handoff = $handoff AND ($as_of IS NULL OR as_of <= $as_of) "
        "ORDER BY recorded_at, version"
    )
    parameters = {"handoff": spec.name, "as_of": as_of}
    versions = connection.execute(
        f"SELECT handoff_id, recorded_at, input_hash, as_of {manifest}", parameters
    ).fetchall()
    if not versions:
        return []
    rows = connection.execute(
        f"SELECT handoff_id, {', '.join(columns)} FROM handoff.{spec.name} "
        f"WHERE handoff_id IN (SELECT handoff_id {manifest}) ORDER BY handoff_id, row_position",
        parameters,
    ).pl()
    parts = rows.partition_by("handoff_id", as_dict=True, include_key=False)
    none = rows.clear().drop("handoff_id")
    return [Version(at, run, day, parts.get((id_,), none)) for id_, at, run, day in versions]


def empty_frame(spec: HandoffSpec) -> pl.DataFrame:
    """Return no rows in the columns of the handoff."""
    columns = spec.model.to_schema().columns.items()
    return pl.DataFrame(schema={name: column.dtype.type for name, column in columns})


def every_row(
    connection: duckdb.DuckDBPyConnection, spec: HandoffSpec, handoff_id: str
) -> list[tuple[int, str, dict[str, Any]]]:
    """Return each row of one version with its position and its salt, in order."""
    frame = connection.execute(
        f"SELECT * EXCLUDE (handoff_id, row_digest) FROM handoff.{spec.name} "
        "WHERE handoff_id = ? ORDER BY row_position",
        [handoff_id],
    ).pl()
    rows = frame.iter_rows(named=True)
    return [(int(row.pop("row_position")), str(row.pop("row_salt")), row) for row in rows]
