"""Whether two person lists can be compared at all.

Here: the refusals of `match_people`. Not here: the quality of what stands in the lists.
"""

from __future__ import annotations

from collections.abc import Iterator

import polars as pl

from tandem_validators.errors import InputRefused, Problem

_MOST_ROWS_NAMED = 10


def refuse_unusable(**lists: pl.DataFrame) -> None:
    """Raise InputRefused with every reason why the lists (named left, right) are unusable."""
    problems = [
        problem
        for side, people in lists.items()
        for problem in (*_id_problems(side, people), *_birth_date_problems(side, people))
    ]
    if problems:
        raise InputRefused(problems)


def _id_problems(side: str, people: pl.DataFrame) -> Iterator[Problem]:
    if "id" not in people.columns:
        yield Problem(f"{side} list, column id", "the column is missing", "Give each row an id.")
        return
    empty = people["id"].is_null()
    twice = people["id"].is_duplicated() & ~empty
    for what, wrong in (("no id", empty), ("an id that another row has too", twice)):
        if wrong.any():
            where = f"{side} list, column id, row {_rows(wrong)}"
            yield Problem(where, what, "Give each row an id of its own.")


def _birth_date_problems(side: str, people: pl.DataFrame) -> Iterator[Problem]:
    usable = (pl.Date, pl.Datetime, pl.Null)
    if "birth_date" in people.columns and people["birth_date"].dtype not in usable:
        where = f"{side} list, column birth_date"
        yield Problem(where, "the column holds no dates", "Write dates as YYYY-MM-DD.")


def _rows(wrong: pl.Series) -> str:
    """The numbers of the first wrong rows, counted from 1 below the header."""
    numbers = [str(row + 1) for row in wrong.arg_true()]
    more = " and more" if len(numbers) > _MOST_ROWS_NAMED else ""
    return ", ".join(numbers[:_MOST_ROWS_NAMED]) + more
