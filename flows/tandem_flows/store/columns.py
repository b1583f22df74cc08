"""How a handoff's model becomes a DuckDB table, and how a table follows a grown model."""

from __future__ import annotations

import duckdb
import polars as pl

from tandem_flows.store.canonical import canonical, digest
from tandem_validators.handoffs.registry import HandoffSpec

_TYPES: dict[type[pl.DataType], str] = {
    pl.String: "VARCHAR",
    pl.Int64: "BIGINT",
    pl.Float64: "DOUBLE",
    pl.Boolean: "BOOLEAN",
    pl.Date: "DATE",
}
_OWN_COLUMNS = "handoff_id VARCHAR, row_position BIGINT, row_salt VARCHAR, row_digest VARCHAR"


def column_types(spec: HandoffSpec) -> dict[str, str]:
    """Return the DuckDB type of each column of the handoff."""
    columns = spec.model.to_schema().columns.items()
    return {name: _TYPES[column.dtype.type] for name, column in columns}


def fingerprint(spec: HandoffSpec) -> str:
    """Return the digest of the model: names, types, whether empty is allowed, and its rules."""
    columns = spec.model.to_schema().columns.items()
    shape = [
        [name, str(column.dtype), column.nullable, column.unique, [str(c) for c in column.checks]]
        for name, column in columns
    ]
    return digest(canonical(shape))


def ensure_table(connection: duckdb.DuckDBPyConnection, spec: HandoffSpec) -> None:
    """Create the handoff's table, or add the columns that its model has gained since."""
    types = column_types(spec)
    known = _known_columns(connection, spec)
    if not known:
        columns = ", ".join(f"{name} {kind}" for name, kind in types.items())
        connection.execute(f"CREATE TABLE handoff.{spec.name} ({_OWN_COLUMNS}, {columns})")
        _comment(connection, spec)
        return
    for name in sorted(types.keys() - known):
        connection.execute(f"ALTER TABLE handoff.{spec.name} ADD COLUMN {name} {types[name]}")


def _known_columns(connection: duckdb.DuckDBPyConnection, spec: HandoffSpec) -> set[str]:
    rows = connection.execute(
        "SELECT column_name FROM duckdb_columns() WHERE database_name = 'store' "
        "AND schema_name = 'handoff' AND table_name = ?",
        [spec.name],
    ).fetchall()
    return {str(row[0]) for row in rows}


def _comment(connection: duckdb.DuckDBPyConnection, spec: HandoffSpec) -> None:
    """Leave on each column the clause that asks for it: a stored file points to its page."""
    for name, column in spec.model.to_schema().columns.items():
        clause = (column.metadata or {}).get("clause") or ""
        text = f"{clause} {column.description}".strip().replace("'", "''")
        connection.execute(f"COMMENT ON COLUMN handoff.{spec.name}.{name} IS '{text}'")
