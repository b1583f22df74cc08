"""Rules between the answers of one row: which answer asks for which other, as values.

Here: the form of such a rule and its one evaluation. Not here: the rules themselves (`rules`).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import polars as pl

ANY_ANSWER = ("*",)


@dataclass(frozen=True)
class Requires:
    """Where every column of `when` holds one of its values, `then` is needed, `empty` must be so.

    Values are the words of the model, `yes` and `no` for a yes-no column, or `ANY_ANSWER`.
    """

    when: Mapping[str, tuple[str, ...]]
    clause: str
    then: tuple[str, ...] = ()
    empty: tuple[str, ...] = ()


@dataclass(frozen=True)
class Unmet:
    """A row (its index in the frame) in which `column` is missing, or stands though it must not."""

    index: int
    column: str
    is_missing: bool
    rule: Requires


def unmet(frame: pl.DataFrame, rules: Sequence[Requires]) -> list[Unmet]:
    """Return every place of `frame` where one of `rules` is not met; the frame stays as it is."""
    return [
        Unmet(index, column, is_missing, rule)
        for rule in rules
        for columns, is_missing in ((rule.then, True), (rule.empty, False))
        for column in columns
        for index in _failing(frame, rule, column, is_missing)
    ]


def _failing(frame: pl.DataFrame, rule: Requires, column: str, is_missing: bool) -> list[int]:
    nothing_there = pl.col(column).is_null()
    wrong = nothing_there if is_missing else nothing_there.not_()
    applies = [_holds(frame, name, values) for name, values in rule.when.items()]
    marked = frame.select(pl.all_horizontal(*applies, wrong).fill_null(False).alias("unmet"))
    return [int(index) for index in marked["unmet"].arg_true()]


def _holds(frame: pl.DataFrame, column: str, values: tuple[str, ...]) -> pl.Expr:
    if values == ANY_ANSWER:
        return pl.col(column).is_not_null()
    if frame.schema[column] == pl.Boolean:
        return pl.col(column).is_in([value == "yes" for value in values])
    return pl.col(column).is_in(list(values))
