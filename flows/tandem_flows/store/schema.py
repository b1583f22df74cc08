"""The store's own tables and how an older file comes up to date. Handoff tables follow the models.

Migrations are never edited once released: a change is a new one at the end of the list.
"""

from __future__ import annotations

import duckdb

from tandem_validators.errors import Problem, StoreRefused

MIGRATIONS: tuple[str, ...] = (
    """
    CREATE TABLE meta (partnership VARCHAR NOT NULL, schema_version INTEGER NOT NULL);
    CREATE SCHEMA handoff;
    CREATE TABLE rounds (round_id VARCHAR PRIMARY KEY, opened_on DATE NOT NULL);
    CREATE TABLE case_identities (
        identity VARCHAR PRIMARY KEY, case_id VARCHAR NOT NULL, since_on DATE NOT NULL);
    CREATE TABLE manifest (
        handoff_id VARCHAR PRIMARY KEY, handoff VARCHAR NOT NULL, step VARCHAR NOT NULL,
        scope_key VARCHAR NOT NULL, round_id VARCHAR NOT NULL, call_date DATE,
        part VARCHAR NOT NULL,
        version INTEGER NOT NULL, schema_fingerprint VARCHAR NOT NULL, row_count BIGINT NOT NULL,
        content_hash VARCHAR NOT NULL, input_hash VARCHAR NOT NULL, values_digest VARCHAR NOT NULL,
        guideline_version VARCHAR NOT NULL, guideline_digest VARCHAR NOT NULL,
        sender VARCHAR NOT NULL, receiver VARCHAR NOT NULL, flow_run_id VARCHAR,
        as_of DATE NOT NULL, recorded_at TIMESTAMP NOT NULL, UNIQUE (scope_key, version));
    CREATE TABLE ledger (
        sequence BIGINT PRIMARY KEY, recorded_at TIMESTAMP NOT NULL, as_of DATE NOT NULL,
        action VARCHAR NOT NULL, step VARCHAR NOT NULL, clauses VARCHAR[] NOT NULL, code VARCHAR,
        handoff_id VARCHAR, round_id VARCHAR, call_date DATE, case_id VARCHAR,
        organisation VARCHAR, role VARCHAR, due_on DATE, done_on DATE, count BIGINT,
        details JSON, source_hash VARCHAR, operator VARCHAR NOT NULL,
        operator_basis VARCHAR NOT NULL, flow_run_id VARCHAR, guideline_version VARCHAR NOT NULL,
        guideline_digest VARCHAR NOT NULL, values_digest VARCHAR NOT NULL,
        previous_hash VARCHAR NOT NULL, entry_hash VARCHAR NOT NULL UNIQUE);
    """,
    """
    CREATE TABLE erased_rows (
        handoff VARCHAR NOT NULL, handoff_id VARCHAR NOT NULL, row_position BIGINT NOT NULL,
        row_digest VARCHAR NOT NULL, case_id VARCHAR NOT NULL,
        PRIMARY KEY (handoff_id, row_position));
    """,
)


def bring_up_to_date(connection: duckdb.DuckDBPyConnection, partnership: str) -> None:
    """Create or migrate the store of `partnership` in one transaction.

    Raises StoreRefused for a file of another partnership or one written by a newer release.
    """
    version = _schema_version(connection, partnership)
    if version > len(MIGRATIONS):
        what = f"was written by a newer release (file schema {version}, ours {len(MIGRATIONS)})"
        remedy = "Install that release or a later one; nothing was changed."
        raise StoreRefused(Problem(f"store {partnership}", what, remedy))
    if version == len(MIGRATIONS):
        return
    connection.execute("BEGIN")
    for migration in MIGRATIONS[version:]:
        connection.execute(migration)
    connection.execute("DELETE FROM meta")
    connection.execute("INSERT INTO meta VALUES (?, ?)", [partnership, len(MIGRATIONS)])
    connection.execute("COMMIT")


def _schema_version(connection: duckdb.DuckDBPyConnection, partnership: str) -> int:
    try:
        row = connection.execute("SELECT partnership, schema_version FROM store.meta").fetchone()
    except duckdb.CatalogException:  # a new file has no tables yet
        return 0
    if row is None:
        return 0
    if row[0] != partnership:
        remedy = "Give each practice its own file; restore the right one from its backup."
        what = "belongs to another partnership"
        raise StoreRefused(Problem(f"store {partnership}", what, remedy))
    return int(row[1])
