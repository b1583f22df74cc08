"""What a guard on recorded data says: the table and column, what is wrong, what to do.

The guards themselves stand in `decisions` and `next_steps`. A case id may be named, a value never.
"""

from __future__ import annotations

from dataclasses import dataclass

import polars as pl

from tandem_validators.errors import Problem


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
        return [self._problem(source, f"case {case}") for case in rows["case_id"].unique().sort()]

    def people_problems(self, source: str, people: pl.Series) -> list[Problem]:
        """Return one problem for each team member of `people`, once."""
        return [self._problem(source, f"person {person}") for person in people.unique().sort()]

    def _problem(self, source: str, row: str) -> Problem:
        where = f"{source}, {self.table}, {row}, column {self.column}"
        return Problem(where, self.what, self.remedy, self.clause)


def is_blank(column: str) -> pl.Expr:
    """Whether nothing was written in `column`."""
    return pl.col(column).is_null() | (pl.col(column).str.strip_chars() == "")


def off_agenda(rows: pl.DataFrame, agenda: pl.DataFrame) -> pl.DataFrame:
    """Return the rows whose case is not on the agenda."""
    return rows.join(agenda, on="case_id", how="anti", maintain_order="left")
