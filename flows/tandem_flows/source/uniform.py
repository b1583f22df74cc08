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
