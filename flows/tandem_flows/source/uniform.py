"""One shape for every plan: views with all columns of the contract, typed, blanks empty."""

from __future__ import annotations

from collections.abc import Mapping

import duckdb

from tandem_flows.source.contract import CONTRACT, SourceColumn, SourceView

TEXT = "VARCHAR"
PERSON = "person_id"
# Of these views a step asks a few members' rows: `tandem.<chosen>_<view>`.
_CHOSEN = {
    "eligibility": "listed",
    "attribution": "listed",
    "medical_claim": "missing",
    "pharmacy_claim": "missing",
}
_EMPTY = """
CREATE SCHEMA tandem;
CREATE TEMP TABLE listed (person_id VARCHAR);
CREATE TEMP TABLE missing (person_id VARCHAR);
"""


def offer_views(
    connection: duckdb.DuckDBPyConnection, provided: Mapping[str, Mapping[str, str]]
) -> None:
    """Make schema `tandem`: every view of the contract, and the chosen rows of the large ones."""
    connection.execute(_EMPTY)
    for view in CONTRACT:
        columns = provided.get(view.name, {})
        is_plain = has_plain_ids(connection, view, columns)
        connection.execute(uniform_view(view, columns, is_plain))
        if view.name in _CHOSEN:
            connection.execute(chosen_view(view, columns, is_plain, _CHOSEN[view.name]))


def has_plain_ids(
    connection: duckdb.DuckDBPyConnection, view: SourceView, provided: Mapping[str, str]
) -> bool:
    """Whether every person's id is text without blanks around it, which needs no trimming."""
    if provided.get(PERSON) != TEXT:
        return False
    found = connection.execute(
        f"SELECT count(*) FROM main.{view.name} WHERE {PERSON} <> trim({PERSON})"
    ).fetchone()
    return found == (0,)


def uniform_view(view: SourceView, provided: Mapping[str, str], is_plain: bool) -> str:
    """Return the SQL of `tandem.<view>`; `provided` is empty for a view the plan does not have."""
    columns = _typed_columns(view, provided, is_plain)
    rows = f"FROM main.{view.name}" if provided else "WHERE false"
    return f"CREATE VIEW tandem.{view.name} AS SELECT {', '.join(columns.values())} {rows}"


def chosen_view(view: SourceView, provided: Mapping[str, str], is_plain: bool, chosen: str) -> str:
    """Return the SQL of `tandem.<chosen>_<view>`: the rows of the persons in `temp.<chosen>` alone.

    The rows are chosen before they are brought to one shape: of fifty million few are asked for.
    Plain ids are compared as they stand, so that DuckDB leaves out whole parts of a file.
    """
    columns = _typed_columns(view, provided, is_plain)
    person_id = columns[PERSON].removesuffix(f" AS {PERSON}")
    return (
        f"CREATE VIEW tandem.{chosen}_{view.name} AS SELECT {', '.join(columns.values())} FROM ("
        f"FROM main.{view.name} WHERE {person_id} IN (SELECT {PERSON} FROM temp.{chosen}))"
    )


def _typed_columns(view: SourceView, provided: Mapping[str, str], is_plain: bool) -> dict[str, str]:
    typed = {column.name: _typed(column, provided.get(column.name)) for column in view.columns}
    if is_plain:
        typed[PERSON] = PERSON
    return typed


def _typed(column: SourceColumn, provided: str | None) -> str:
    """Text is trimmed and a blank is empty; other types are cast as they are."""
    name = column.name
    if provided is None:
        value = "NULL"
    elif provided == column.type != TEXT:
        return name
    else:
        value = f"nullif(trim({name}), '')" if provided == TEXT else name
    return f"CAST({value} AS {column.type}) AS {name}"
