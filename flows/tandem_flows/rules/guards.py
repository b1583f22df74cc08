"""What a guard on recorded data says: the table and column, what is wrong, what to do.

The guards themselves stand in `decisions` and `next_steps`. An id may be named, a value never.
"""

from __future__ import annotations

from dataclasses import dataclass

import polars as pl

from tandem_validators.errors import Problem

# What tells the rows of one case apart, where a table has it: an id, or the day of an attempt.
_ID_OF = {
    "goals": ("goal_id",),
    "tasks": ("task_id",),
    "outreach_attempts": ("case_id", "contact_on"),
}


@dataclass(frozen=True)
class RecordProblem(Problem):
    """A problem that knows its place in the record of a call, so that a sheet can mark the cell.

    `about` is the column and id of whom it is about, such as case_id and a case; `ids` are those of
    the rows that are wrong, where rows have one.
    """

    table: str = ""
    column: str = ""
    about: tuple[str, str] = ("", "")
    ids: tuple[str, ...] = ()


@dataclass(frozen=True)
class Guard:
    """One thing that would be wrong data, with its words."""

    table: str
    column: str
    what: str
    remedy: str
    clause: str

    def problems(self, source: str, rows: pl.DataFrame) -> list[Problem]:
        """Return one problem for each case of `rows`, once."""
        return [
            self._problem(source, ("case_id", case), row_ids(self.table, rows.filter(case_id=case)))
            for case in rows["case_id"].unique().sort()
        ]

    def people_problems(self, source: str, people: pl.Series) -> list[Problem]:
        """Return one problem for each team member of `people`, once."""
        return [self._problem(source, ("person", one)) for one in people.unique().sort()]

    def _problem(
        self, source: str, about: tuple[str, str], ids: tuple[str, ...] = ()
    ) -> RecordProblem:
        who = f"{about[0].removesuffix('_id')} {about[1]}"
        where = f"{source}, {self.table}, {who}, column {self.column}"
        words = (where, self.what, self.remedy, self.clause)
        return RecordProblem(*words, self.table, self.column, about, ids)


def row_ids(table: str, rows: pl.DataFrame) -> tuple[str, ...]:
    """Return what tells each of `rows` from the others of its case; nothing where nothing does."""
    columns = _ID_OF.get(table, ())
    if not columns or not set(columns) <= set(rows.columns):
        return ()
    ids = rows.select(pl.concat_str(pl.col(columns).cast(pl.String), separator=" "))
    return tuple(ids.to_series().fill_null(""))


def is_blank(column: str) -> pl.Expr:
    """Whether nothing was written in `column`."""
    return pl.col(column).is_null() | (pl.col(column).str.strip_chars() == "")


def off_agenda(rows: pl.DataFrame, agenda: pl.DataFrame) -> pl.DataFrame:
    """Return the rows whose case is not on the agenda."""
    return rows.join(agenda, on="case_id", how="anti", maintain_order="left")
