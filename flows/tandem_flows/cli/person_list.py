"""Reading a person list for `tandem match`: its ids and birth dates, refused with row and column.

Not here: opening the file (`person_file`).
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import polars as pl

from tandem_flows.cli.person_file import OpenedList, open_list
from tandem_flows.inbox.cells import Unreadable, as_date
from tandem_flows.rules.matching.normalise import FIELDS
from tandem_validators.errors import InputRefused, Problem

_MOST_ROWS_NAMED = 20
_DAYS = (pl.Date, pl.Datetime)


def read_person_lists(left: Path, right: Path) -> tuple[pl.DataFrame, pl.DataFrame]:
    """Return both lists; raise InputRefused with the problems of both."""
    problems, frames = list[Problem](), list[pl.DataFrame]()
    for path in (left, right):
        try:
            frames.append(read_person_list(path))
        except InputRefused as refused:
            problems += refused.problems
    if problems:
        raise InputRefused(problems)
    return frames[0], frames[1]


def read_person_list(path: Path) -> pl.DataFrame:
    """Return the list at `path`: its `id`, and the person fields as text, birth_date as days.

    Raises InputRefused with every problem of the file.
    """
    opened = open_list(path)
    problems = _second_headings(opened)  # told alone: such a row makes problems of all kinds
    if problems:
        raise InputRefused(problems)
    days, unreadable = _birth_dates(opened)
    problems = [*_id_problems(opened), *unreadable]
    if problems:
        raise InputRefused(_shortened(problems, opened.file))
    texts = [name for name in FIELDS if name in opened.frame.columns and name != "birth_date"]
    frame = opened.frame.with_columns(pl.col(texts).cast(pl.String))
    return frame.with_columns(days) if days is not None else frame


def _second_headings(opened: OpenedList) -> list[Problem]:
    ids = opened.frame["id"].cast(pl.String).str.strip_chars().str.to_lowercase()
    what = "the column headings stand here a second time"
    return [
        Problem(opened.where(row, "id"), what, "Delete this row.")
        for row in (ids == "id").fill_null(False).arg_true()
    ]


def _id_problems(opened: OpenedList) -> Iterator[Problem]:
    ids = opened.frame["id"]
    empty = ids.cast(pl.String).str.strip_chars().fill_null("") == ""
    twice = ~empty & ids.is_duplicated() & ~ids.is_first_distinct()
    for what, wrong in (("has no id", empty), ("has an id that an earlier row has", twice)):
        for row in wrong.arg_true():
            yield Problem(opened.where(row, "id"), what, "Give each row an id of its own.")


def _birth_dates(opened: OpenedList) -> tuple[pl.Series | None, list[Problem]]:
    """Return the birth dates as days, None when the list has none, and what cannot be read."""
    if "birth_date" not in opened.frame.columns:
        return None, []
    given = opened.frame["birth_date"]
    if given.dtype in _DAYS:
        return given.cast(pl.Date), []
    texts = given.cast(pl.String).str.strip_chars()
    days = texts.str.to_date("%Y-%m-%d", strict=False)
    other, problems = dict[int, object](), list[Problem]()
    for row in (days.is_null() & texts.is_not_null() & (texts != "")).arg_true():
        try:
            other[row] = as_date(texts[row])
        except Unreadable as unreadable:
            where = opened.where(row, "birth_date")
            problems.append(Problem(where, unreadable.what, f"{unreadable.remedy}."))
    if other:
        days = days.scatter(list(other), pl.Series(list(other.values()), dtype=pl.Date))
    return days, problems


def _shortened(problems: list[Problem], file: str) -> list[Problem]:
    """Return the first problems, and how many more there are."""
    rest = len(problems) - _MOST_ROWS_NAMED
    if rest <= 0:
        return problems
    more = Problem(file, f"has {rest} more problems of these kinds", "Correct them likewise.")
    return [*problems[:_MOST_ROWS_NAMED], more]
