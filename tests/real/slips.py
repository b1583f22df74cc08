"""The slips by which a practice's row differs from the plan's record of the same person.

Some are the usual ones; others are copied from fake_1000, whose rows of one cluster are one person
written differently: the same letter is dropped, added or changed at the same place here.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

import polars as pl
from rapidfuzz.distance import Levenshtein

from tandem_flows.sample.names import NICKNAMES


@dataclass(frozen=True)
class Written:
    """One row of a practice's list, as the practice writes it, and whose it is."""

    person_id: str
    first_name: str
    last_name: str
    birth_date: date
    gender: str
    zip_code: str
    member_id: str
    slip: str = "none"


Slip = Callable[[Written], Written | None]


def nickname(row: Written) -> Written | None:
    short = NICKNAMES.get(row.first_name)
    return replace(row, first_name=short, member_id="") if short else None


def swapped_day_and_month(row: Written) -> Written | None:
    born = row.birth_date
    if born.day > 12 or born.day == born.month:
        return None
    return replace(row, birth_date=date(born.year, born.day, born.month), member_id="")


def moved(row: Written) -> Written:
    return replace(row, zip_code="04999", member_id="")


def no_member_id(row: Written) -> Written:
    return replace(row, member_id="")


@dataclass(frozen=True)
class LetterSlip:
    """One letter of a name dropped, added or changed, as someone did in fake_1000."""

    column: str
    tag: str
    place: int
    letter: str

    def __call__(self, row: Written) -> Written | None:
        name = getattr(row, self.column)
        if self.place >= len(name) - 1:
            return None
        kept = self.place if self.tag == "insert" else self.place + 1
        changed = name[: self.place] + self.letter + name[kept:]
        return replace(row, **{self.column: changed}, member_id="") if changed != name else None


@dataclass(frozen=True)
class DateSlip:
    """A month or a day written wrong by as much as someone did in fake_1000."""

    months: int
    days: int

    def __call__(self, row: Written) -> Written | None:
        month, day = row.birth_date.month + self.months, row.birth_date.day + self.days
        if not (1 <= month <= 12 and 1 <= day <= 28):
            return None
        return replace(row, birth_date=date(row.birth_date.year, month, day), member_id="")


def copied_slips(fake_1000: Path) -> list[tuple[str, Slip]]:
    """Return the slips of fake_1000 that touch one letter of a name, or month or day of birth."""
    rows = pl.read_csv(fake_1000).with_columns(pl.col("dob").str.to_date())
    found: list[tuple[str, Slip]] = []
    for cluster in rows.partition_by("cluster", maintain_order=True):
        first, *later = cluster.iter_rows(named=True)
        for other in later:
            found += _between(first, other)
    return found


def _between(first: dict, other: dict) -> Iterator[tuple[str, Slip]]:
    for column, ours in (("first_name", "first_name"), ("surname", "last_name")):
        one, two = first[column], other[column]
        if one and two and len(edits := Levenshtein.editops(one, two)) == 1:
            edit = edits[0]
            letter = "" if edit.tag == "delete" else two[edit.dest_pos]
            yield f"copied {ours}", LetterSlip(ours, edit.tag, edit.src_pos, letter)
    one, two = first["dob"], other["dob"]
    if one != two and one.year == two.year:
        yield "copied birth_date", DateSlip(two.month - one.month, two.day - one.day)
