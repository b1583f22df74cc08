"""Checks of the plan source: columns there, values readable, dates possible. Counts only.

All problems come at once. Never a patient's value, row or id: the plan finds them with its own SQL.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import duckdb

from tandem_flows.source.contract import CONTRACT, EVENT_KINDS, SourceColumn, SourceView
from tandem_flows.source.statistics import filled_columns
from tandem_validators.counts import counted
from tandem_validators.errors import Problem

Provided = Mapping[str, Mapping[str, str]]


@dataclass(frozen=True)
class Check:
    """Rows that a condition finds are wrong; `column` says where, `remedy` what to do."""

    view: str
    column: str
    condition: str
    what: str
    remedy: str
    needs: tuple[str, ...] = ()


_EARLIER = "Correct the dates in the plan's table, or leave the row out in source.sql."
ROW_CHECKS = (
    Check("eligibility", "death_date",
          "try_cast(death_date AS DATE) < try_cast(birth_date AS DATE)",
          "death before birth", _EARLIER, ("death_date", "birth_date")),
    Check("eligibility", "enrollment_end_date",
          "try_cast(enrollment_end_date AS DATE) < try_cast(enrollment_start_date AS DATE)",
          "enrollment ends before it starts", _EARLIER,
          ("enrollment_start_date", "enrollment_end_date")),
    Check("utilization_event", "kind", f"kind NOT IN {EVENT_KINDS}", "an unknown kind of event",
          f"Write one of {', '.join(EVENT_KINDS)}.", ("kind",)),
)  # fmt: skip
_PRACTICES_OF_A_PERSON = """
    SELECT count(*) FROM (
        SELECT person_id FROM attribution GROUP BY person_id
        HAVING min(practice_id) <> max(practice_id)
    )"""


def source_problems(connection: duckdb.DuckDBPyConnection) -> list[Problem]:
    """Return everything that keeps the views of `source.sql` from being used, in view order."""
    provided = provided_columns(connection)
    problems: list[Problem] = []
    for view in CONTRACT:
        if view.name in provided:
            problems += _view_problems(connection, view, provided[view.name])
        elif not view.is_optional:
            remedy = f"Add CREATE VIEW {view.name} AS SELECT … to source.sql."
            problems.append(Problem(f"source.sql, view {view.name}", "is missing", remedy))
    if {"person_id", "practice_id"} <= provided.get("attribution", {}).keys():
        problems += _attribution_problems(connection)
    return problems


def provided_columns(connection: duckdb.DuckDBPyConnection) -> Provided:
    """Return what `source.sql` brought: by view, by column, the SQL type of the column."""
    provided: dict[str, dict[str, str]] = {}
    for view, column, kind in connection.execute(
        "SELECT lower(table_name), lower(column_name), data_type FROM information_schema.columns"
        " WHERE table_schema = 'main' ORDER BY table_name, ordinal_position"
    ).fetchall():
        provided.setdefault(view, {})[column] = kind
    return provided


def _view_problems(
    connection: duckdb.DuckDBPyConnection, view: SourceView, provided: Mapping[str, str]
) -> list[Problem]:
    missing = [c for c in view.columns if c.presence != "optional" and c.name not in provided]
    problems = [
        Problem(
            _where(view.name, c.name), "is missing", f"Select it in source.sql: {c.description}."
        )
        for c in missing
    ]
    try:
        checks = _checks(view, provided, filled_columns(connection, view.name, provided))
        counts = _counts(connection, view.name, checks)
    except duckdb.Error as error:
        return [*problems, _unreadable(view.name, error)]
    if not view.is_optional and not counts[0]:
        remedy = "Check the file the view reads and any WHERE in source.sql."
        problems.append(Problem(f"source.sql, view {view.name}", "has no rows", remedy))
    found = zip(checks, counts[1:], strict=True)
    return problems + [_problem(check, count) for check, count in found if count]


def _checks(view: SourceView, provided: Mapping[str, str], filled: frozenset[str]) -> list[Check]:
    """The checks whose columns the view has: empty, unreadable, then impossible values.

    Columns that are known to be filled are not counted.
    """
    columns = [c for c in view.columns if c.name in provided]
    # DuckDB itself has read a column of the type; checking its text anew takes most of the time.
    unread = [c for c in columns if provided[c.name] != c.type]
    counted = [c for c in columns if c.presence == "filled" and c.name not in filled]
    checks = [_empty(view.name, c, provided[c.name]) for c in counted]
    checks += [_not_a(view.name, c) for c in unread if c.type != "VARCHAR"]
    impossible = [check for check in ROW_CHECKS if check.view == view.name]
    return checks + [check for check in impossible if set(check.needs) <= set(provided)]


def _empty(view: str, column: SourceColumn, provided: str) -> Check:
    remedy = "Fill it in source.sql, for example with coalesce(), or leave the row out."
    is_read = provided == column.type != "VARCHAR"
    value = column.name if is_read else _text(column.name)
    return Check(view, column.name, f"{value} IS NULL", "an empty value", remedy)


def _not_a(view: str, column: SourceColumn) -> Check:
    text = _text(column.name)
    condition = f"{text} IS NOT NULL AND try_cast({text} AS {column.type}) IS NULL"
    kind = {"DATE": "date (YYYY-MM-DD)", "DOUBLE": "number"}[column.type]
    remedy = f"Convert it in source.sql, for example with try_strptime() or CAST AS {column.type}."
    return Check(view, column.name, condition, f"a value that is no {kind}", remedy)


def _text(column: str) -> str:
    return f"nullif(trim(CAST({column} AS VARCHAR)), '')"


def _counts(
    connection: duckdb.DuckDBPyConnection, view: str, checks: list[Check]
) -> tuple[int, ...]:
    filters = "".join(f", count(*) FILTER (WHERE {check.condition})" for check in checks)
    row = connection.execute(f"SELECT count(*){filters} FROM main.{view}").fetchone()
    return tuple(row or ())


def _problem(check: Check, count: int) -> Problem:
    return Problem(
        _where(check.view, check.column), f"{counted(count, 'row')} with {check.what}", check.remedy
    )


def _unreadable(view: str, error: duckdb.Error) -> Problem:
    remedy = f"Run SELECT * FROM {view} in DuckDB after source.sql to see the message."
    what = f"cannot be read ({type(error).__name__})"
    return Problem(f"source.sql, view {view}", what, remedy)


def _attribution_problems(connection: duckdb.DuckDBPyConnection) -> list[Problem]:
    """A person belongs to one practice: another's store must never hold the patient."""
    try:
        row = connection.execute(_PRACTICES_OF_A_PERSON).fetchone()
    except duckdb.Error:
        return []  # reported with the view itself
    if not row or not row[0]:
        return []
    remedy = "Attribute each person to one practice in source.sql, for example the latest."
    what = f"{counted(row[0], 'person', 'persons')} with more than one practice"
    return [Problem(_where("attribution", "practice_id"), what, remedy)]


def _where(view: str, column: str) -> str:
    return f"source.sql, view {view}, column {column}"
