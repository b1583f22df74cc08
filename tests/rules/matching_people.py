"""Invented people for the tests of person matching, and short ways to ask about them.

Here: rows, limits and questions that several test modules share. Not here: any test.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

import polars as pl

from tandem_flows.rules.matching import match_people


@dataclass(frozen=True)
class Limits:
    """The two limits, in the stead of the guideline's values."""

    match_points_min: int = 70
    review_points_min: int = 15

    def number(self, name: str) -> int:
        return int(getattr(self, name))


@dataclass(frozen=True)
class Row:
    """An invented person with every field that a list may have."""

    id: str = "p"
    first_name: str | None = "Rosalba"
    last_name: str | None = "Quintero"
    birth_date: date | None = date(1951, 3, 9)
    gender: str | None = "F"
    zip_code: str | None = "04101"
    city: str | None = "Portland"
    address: str | None = "12 Harbor Street"
    phone: str | None = "207-555-0142"
    member_id: str | None = None


ROSALBA = Row()
BARE = Row(gender=None, zip_code=None, city=None, address=None, phone=None)
_SCHEMA = {field: pl.String for field in Row.__dataclass_fields__} | {"birth_date": pl.Date}


def people(*rows: Row) -> pl.DataFrame:
    return pl.DataFrame([{f: getattr(row, f) for f in _SCHEMA} for row in rows], schema=_SCHEMA)


def found(left: list[Row], right: list[Row], limits: Limits | None = None) -> list[tuple]:
    answer = match_people(people(*left), people(*right), limits or Limits())
    return answer.select("left_id", "right_id", "decision", "reason").rows()


def verdict(left: Row, right: Row) -> tuple[str, str] | None:
    rows = found([left], [right])
    return rows[0][2:] if rows else None
