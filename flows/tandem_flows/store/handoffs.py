"""Writing and reading the versions of a handoff inside a transaction that the caller holds."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime

import duckdb
import polars as pl

from tandem_flows.store.canonical import content_hash, new_salt, row_digest, same_rows
from tandem_flows.store.columns import ensure_table, fingerprint
from tandem_flows.store.entries import Circumstances
from tandem_validators.handoffs.registry import HandoffSpec


@dataclass(frozen=True)
class Place:
    """Which handoff of which round, call and part (one side's) a version belongs to."""

    spec: HandoffSpec
    round_id: str
    call_date: date | None = None
    part: str = ""

    @property
    def key(self) -> str:
        """The text under which versions are counted."""
        call = self.call_date.isoformat() if self.call_date else ""
        round_id = "" if self.spec.scope == "partnership" else self.round_id
        return "|".join((self.spec.name, round_id, call, self.part))

    def handoff_id(self, version: int) -> str:
        """Return the id of a version, readable and free of patients' data."""
        call = f"{self.call_date:%Y%m%d}" if self.call_date else ""
        parts = (self.round_id, self.spec.name, call, self.part, f"v{version}")
        return "-".join(part for part in parts if part)


@dataclass(frozen=True)
class Version:
    """One stored version of a handoff."""

    handoff_id: str
    version: int
    as_of: date
    values_digest: str
    guideline_digest: str


def latest(connection: duckdb.DuckDBPyConnection, place: Place) -> Version | None:
    """Return the latest stored version at `place`, if any."""
    row = connection.execute(
        "SELECT handoff_id, version, as_of, values_digest, guideline_digest FROM manifest "
        "WHERE scope_key = ? ORDER BY version DESC LIMIT 1",
        [place.key],
    ).fetchone()
    return Version(*row) if row else None


def is_same(
    connection: duckdb.DuckDBPyConnection,
    place: Place,
    frame: pl.DataFrame,
    before: Version,
    run: Circumstances,
) -> bool:
    """Whether the version `before` holds these rows, made under these values and this guideline."""
    under = (run.values_digest, run.guideline_digest)
    if under != (before.values_digest, before.guideline_digest):
        return False
    ensure_table(connection, place.spec)
    return same_rows(rows_of(connection, place.spec, before.handoff_id), frame)


def rows_of(
    connection: duckdb.DuckDBPyConnection, spec: HandoffSpec, handoff_id: str
) -> pl.DataFrame:
    """Return the rows of one version, in order."""
    return connection.execute(
        f"SELECT {', '.join(spec.columns)} FROM handoff.{spec.name} "
        "WHERE handoff_id = ? ORDER BY row_position",
        [handoff_id],
    ).pl()


def insert(
    connection: duckdb.DuckDBPyConnection,
    place: Place,
    frame: pl.DataFrame,
    version: int,
    input_hash: str,
    run: Circumstances,
) -> str:
    """Store the rows and the manifest line of a new version; return its content hash."""
    ensure_table(connection, place.spec)
    salts = [new_salt() for _ in range(frame.height)]
    cells = frame.iter_rows(named=True)
    digests = [row_digest(salt, row) for salt, row in zip(salts, cells, strict=True)]
    rows = frame.with_columns(
        pl.lit(place.handoff_id(version)).alias("handoff_id"),
        pl.Series("row_position", range(1, frame.height + 1), dtype=pl.Int64),
        pl.Series("row_salt", salts, dtype=pl.String),
        pl.Series("row_digest", digests, dtype=pl.String),
    )
    connection.register("new_rows", rows)
    connection.execute(f"INSERT INTO handoff.{place.spec.name} BY NAME SELECT * FROM new_rows")
    connection.unregister("new_rows")
    content = content_hash(digests)
    _insert_manifest(connection, place, version, content, frame.height, input_hash, run)
    return content


def _insert_manifest(
    connection: duckdb.DuckDBPyConnection,
    place: Place,
    version: int,
    content: str,
    row_count: int,
    input_hash: str,
    run: Circumstances,
) -> None:
    spec = place.spec
    values = {
        "handoff_id": place.handoff_id(version),
        "handoff": spec.name,
        "step": spec.step,
        "scope_key": place.key,
        "round_id": place.round_id,
        "call_date": place.call_date,
        "part": place.part,
        "version": version,
        "schema_fingerprint": fingerprint(spec),
        "row_count": row_count,
        "content_hash": content,
        "input_hash": input_hash,
        "values_digest": run.values_digest,
        "guideline_version": run.guideline_version,
        "guideline_digest": run.guideline_digest,
        "sender": spec.sender,
        "receiver": spec.receiver,
        "flow_run_id": run.flow_run_id,
        "as_of": run.as_of,
        "recorded_at": datetime.now(UTC).replace(tzinfo=None),
    }
    places = ", ".join("?" for _ in values)
    connection.execute(
        f"INSERT INTO manifest ({', '.join(values)}) VALUES ({places})", list(values.values())
    )
