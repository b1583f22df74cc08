"""Reads `column=value` words as changes to a handoff's row, in the types of its columns."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import date

import polars as pl

from tandem_validators.errors import InputRefused, Problem
from tandem_validators.handoffs.registry import handoff

_EMPTY = ""


def changes_of(
    name: str, words: Sequence[str], fixed: Collection[str]
) -> dict[str, str | date | None]:
    """Return the changes by column; raise InputRefused with every word that is none."""
    columns = handoff(name).model.to_schema().columns
    known = [column for column in columns if column not in fixed]
    changes, problems = dict[str, str | date | None](), list[Problem]()
    for word in words:
        column, _, value = word.partition("=")
        if column not in known:
            remedy = f"Use one of: {', '.join(known)}."
            problems.append(Problem(f"column {column}", f"cannot be changed in {name}", remedy))
            continue
        try:
            changes[column] = _read(value, is_day=columns[column].dtype.type is pl.Date)
        except ValueError:
            problems.append(Problem(f"column {column}", "is not a day", "Write it YYYY-MM-DD."))
    if not words:
        problems.append(Problem(name, "nothing is changed", "Name at least one change."))
    if problems:
        raise InputRefused(problems)
    return changes


def _read(value: str, *, is_day: bool) -> str | date | None:
    if value == _EMPTY:
        return None
    return date.fromisoformat(value) if is_day else value
