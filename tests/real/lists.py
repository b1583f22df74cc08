"""The lists of practices of the generated plan, with realistic slips, and the truth behind them.

They are drawn with a seed from the practices' own members, so who is who is known.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from itertools import cycle
from pathlib import Path
from random import Random

import polars as pl

from tests.real import slips
from tests.real.slips import Slip, Written

DATA = Path(__file__).parents[3] / "shared" / "data"
PLAN = DATA / "tuva_generator_10k"
_LISTED = 30


@dataclass(frozen=True)
class PracticeList:
    """A practice's rows by rank; `strangers` are ranks of people who are no members."""

    practice_id: str
    rows: tuple[Written, ...]

    def truth(self) -> dict[int, str]:
        """Return who stands behind each rank; strangers are left out."""
        return {rank: row.person_id for rank, row in enumerate(self.rows, 1) if row.person_id}

    def slips(self) -> dict[int, str]:
        """Return the slip of each rank."""
        return {rank: row.slip for rank, row in enumerate(self.rows, 1)}


def members() -> pl.DataFrame:
    return pl.read_parquet(PLAN / "members.parquet")


def practice_list(practice_id: str) -> PracticeList:
    """Return the list of a practice: its members in a drawn order, with slips in turn."""
    own = members().filter(pl.col("pcp_npi") == practice_id.removeprefix("npi-"))
    # nobody lists a child who is not born on the day of the list
    drawn = own.filter(pl.col("birth_date") < date(2024, 1, 1)).sort("person_id").to_dicts()
    Random(practice_id).shuffle(drawn)
    rows = [_written(row) for row in drawn[: _LISTED - 1]]
    rows = list(_with_slips(rows))
    rows.insert(len(rows) // 2, _stranger(practice_id))
    return PracticeList(practice_id, tuple(rows))


def _written(row: dict) -> Written:
    names = ("person_id", "first_name", "last_name", "birth_date", "zip_code", "member_id")
    return Written(**{name: row[name] for name in names}, gender=row["sex"])


def _with_slips(rows: list[Written]) -> Iterator[Written]:
    copied = iter(slips.copied_slips(DATA / "matching" / "fake_1000.csv"))
    usual: list[tuple[str, Slip]] = [
        ("nickname", slips.nickname),
        ("swapped", slips.swapped_day_and_month),
        ("moved", slips.moved),
        ("no member id", slips.no_member_id),
    ]
    kinds = cycle([*usual, ("copied", None), ("copied", None), ("none", None)])
    for row, (kind, slip) in zip(rows, kinds, strict=False):
        if kind == "none":
            yield row
        elif slip is not None and (changed := slip(row)):
            yield replace(changed, slip=kind)
        else:
            yield _copied(row, copied)


def _copied(row: Written, copied: Iterator[tuple[str, Slip]]) -> Written:
    for kind, slip in copied:
        if changed := slip(row):
            return replace(changed, slip=kind)
    raise AssertionError("fake_1000 has too few slips for these lists")


def _stranger(practice_id: str) -> Written:
    """A patient of the practice who is no member: a person of fake_1000."""
    rows = pl.read_csv(DATA / "matching" / "fake_1000.csv").drop_nulls(["first_name", "surname"])
    row = rows.row(Random(practice_id).randrange(rows.height), named=True)
    born = date.fromisoformat(row["dob"])
    return Written("", row["first_name"], row["surname"], born, "U", "", "", "stranger")
