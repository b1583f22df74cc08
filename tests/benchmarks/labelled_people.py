"""Public sets of invented people in which it is known who is who, in the columns of matching.

Each has `person` (who it is) and `copy` (which of the person's rows). Nothing of them is kept in
the project. Not here: what is measured on them (`matching`).
"""

from __future__ import annotations

import random
from collections.abc import Iterator
from pathlib import Path

import polars as pl

LISTED, IN_COMMON, SEED = 30, 8, 20_240_601
Lists = Iterator[tuple[pl.DataFrame, pl.DataFrame]]


def febrl(*files: Path) -> pl.DataFrame:
    """A set of FEBRL in our columns, with `person` and `copy` ("org", "dup-0" …)."""
    raw = pl.concat([pl.read_csv(file, infer_schema=False) for file in files])
    raw = raw.rename(str.strip).with_columns(pl.all().str.strip_chars())
    street = pl.concat_str("street_number", "address_1", separator=" ")
    return raw.select(
        pl.col("rec_id").alias("id"),
        pl.col("rec_id").str.extract(r"rec-(\d+)").alias("person"),
        pl.col("rec_id").str.extract(r"(org|dup-\d+)").alias("copy"),
        pl.col("given_name").alias("first_name"),
        pl.col("surname").alias("last_name"),
        pl.col("date_of_birth").str.to_date("%Y%m%d", strict=False).alias("birth_date"),
        pl.col("postcode").alias("zip_code"),
        pl.col("suburb").alias("city"),
        street.alias("address"),
        pl.col("soc_sec_id").alias("member_id"),
    )


def fake_1000(folder: Path) -> pl.DataFrame:
    """fake_1000 in our columns, `copy` numbering the rows of one person."""
    raw = pl.read_csv(folder / "fake_1000.csv", infer_schema=False)
    return raw.select(
        pl.col("unique_id").alias("id"),
        pl.col("cluster").alias("person"),
        pl.int_range(pl.len()).over("cluster").cast(pl.String).alias("copy"),
        "first_name",
        pl.col("surname").alias("last_name"),
        pl.col("dob").str.to_date(strict=False).alias("birth_date"),
        "city",
    )


def half(people: pl.DataFrame, *, odd: bool) -> pl.DataFrame:
    """The people of odd number, or the others: weights are never tried on whom they know."""
    return people.filter((pl.col("person").cast(pl.Int64) % 2 == 1) == odd)


def rosters(people: pl.DataFrame) -> tuple[pl.DataFrame, pl.DataFrame]:
    """Two rosters of the same people: the first row of each, and the second."""
    found = next(copies(people))
    return found[0].drop("person"), found[1].drop("person")


def copies(people: pl.DataFrame) -> Lists:
    """First copies against each later one: every person at most once on either side."""
    by_copy = people.partition_by("copy", include_key=False, as_dict=True)
    first = max(by_copy, key=lambda key: by_copy[key].height)
    yield from ((by_copy[first], by_copy[key]) for key in sorted(by_copy) if key != first)


def call_lists(people: pl.DataFrame, count: int) -> Lists:
    """Pairs of lists as two organisations would bring them, some patients on both."""
    chance = random.Random(SEED)
    pair_of = people.filter(pl.col("copy") != "org").unique(
        "person", keep="first", maintain_order=True
    )
    original = people.filter(pl.col("copy") == "org").sort("person")
    doubled = sorted(pair_of["person"])
    for _ in range(count):
        common = chance.sample(doubled, IN_COMMON)
        strangers = [p for p in original["person"] if p not in set(common)]
        others = chance.sample(strangers, 2 * (LISTED - IN_COMMON))
        left = original.filter(pl.col("person").is_in(common + others[: LISTED - IN_COMMON]))
        copied = pair_of.filter(pl.col("person").is_in(common))
        right = original.filter(pl.col("person").is_in(others[LISTED - IN_COMMON :]))
        yield left.drop("copy"), pl.concat([copied, right]).drop("copy")
