"""One shape for every plan: views with all columns of the contract, typed, blanks empty."""

from __future__ import annotations

from collections.abc import Mapping

from tandem_flows.source.contract import SourceColumn, SourceView

TEXT = "VARCHAR"


def uniform_view(view: SourceView, provided: Mapping[str, str]) -> str:
    """Return the SQL of `tandem.<view>`; `provided` is empty for a view the plan does not have."""
    columns = ", ".join(_typed(column, provided.get(column.name)) for column in view.columns)
    rows = f"FROM main.{view.name}" if provided else "WHERE false"
    return f"CREATE VIEW tandem.{view.name} AS SELECT {columns} {rows}"


def listed_view(view: SourceView, provided: Mapping[str, str]) -> str:
    """Return the SQL of `tandem.listed_<view>`: the rows of the persons in `temp.listed` alone.

    The rows are chosen before they are brought to one shape: of fifty million few are asked for.
    """
    columns = {column.name: _typed(column, provided.get(column.name)) for column in view.columns}
    person_id = columns["person_id"].removesuffix(" AS person_id")
    return (
        f"CREATE VIEW tandem.listed_{view.name} AS SELECT {', '.join(columns.values())} FROM ("
        f"FROM main.{view.name} WHERE {person_id} IN (SELECT person_id FROM temp.listed))"
    )


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
