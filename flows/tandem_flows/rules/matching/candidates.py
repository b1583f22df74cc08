"""Which pairs are worth comparing: all of them between two lists, fewer in a whole membership.

Here: the keys two people must share one of before they are compared (blocking), as polars joins.
Not here: the comparison itself (`compare`).
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import product

import polars as pl

from tandem_flows.rules.matching import normalise

# Two lists of a call (thirty each) are far below; a practice's list against a membership above.
_PAIRS_ALWAYS_COMPARED = 20_000
_SOUNDS = {"[bfpv]+": "1", "[cgjkqsxz]+": "2", "[dt]+": "3", "l+": "4", "[mn]+": "5", "r+": "6"}

Pair = tuple[int, int]


def candidates(left: pl.DataFrame, right: pl.DataFrame) -> list[Pair]:
    """The row numbers of each pair to compare, in ascending order."""
    if left.height * right.height <= _PAIRS_ALWAYS_COMPARED:
        return list(product(range(left.height), range(right.height)))
    left_keys, right_keys = _keys(left), _keys(right)
    undated = pl.col("birth_date").is_null()
    found = [
        *(_sharing(left_keys, right_keys, block) for block in _BLOCKS),
        *(_sharing(left_keys.filter(undated), right_keys, block) for block in _UNDATED_BLOCKS),
        *(_sharing(left_keys, right_keys.filter(undated), block) for block in _UNDATED_BLOCKS),
    ]
    pairs = pl.concat(found).unique().sort("row", "row_right")
    return list(pairs.iter_rows())


# Two people are compared when they share every key of one block; a null key joins nothing.
_BLOCKS = (
    ("member_id",),
    ("phone",),
    ("birth_date",),
    ("last_sound", "initial"),
    ("last_sound", "birth_year"),
    ("last_sound", "birth_day"),
    ("last_sound", "zip_code"),
    ("first_name", "zip_code"),
    ("lower_sound", "higher_sound"),
    # Who has no birth date and a slip in the name is still found where he or she lives.
    ("address",),
    ("birth_year", "zip_code"),
    ("first_sound", "birth_year"),
    ("first_sound", "zip_code"),
)
# Without a birth date less must do: a slip in both names hides every sound.
_UNDATED_BLOCKS = (("lower_initial", "higher_initial"), ("last_sound",))


def _sharing(left: pl.DataFrame, right: pl.DataFrame, block: Sequence[str]) -> pl.DataFrame:
    return left.join(right, on=list(block), how="inner").select("row", "row_right")


def _keys(people: pl.DataFrame) -> pl.DataFrame:
    """One row a person: its number `row` and the keys of `_BLOCKS`."""
    spelled = people.select(
        pl.int_range(pl.len()).alias("row"),
        _present(normalise.name("first_name")).alias("first_name"),
        _present(normalise.name("last_name")).alias("last_name"),
        pl.col("birth_date"),
        _present(normalise.zip_code()).alias("zip_code"),
        _present(normalise.address()).alias("address"),
        _present(normalise.phone()).alias("phone"),
        _present(normalise.member_id()).alias("member_id"),
    )
    sounded = spelled.with_columns(
        _sound("first_name").alias("first_sound"), _sound("last_name").alias("last_sound")
    )
    both_sounds = ("first_sound", "last_sound")
    initials = [pl.col(sound).str.slice(0, 1) for sound in both_sounds]
    has_both = pl.all_horizontal(pl.col(both_sounds).is_not_null())
    return sounded.select(
        pl.col("row", "member_id", "phone", "zip_code", "address", "first_name"),
        pl.col("first_sound", "last_sound"),
        pl.col("first_name").str.slice(0, 1).alias("initial"),
        *_birth_keys(),
        pl.when(has_both).then(pl.min_horizontal(both_sounds)).alias("lower_sound"),
        pl.when(has_both).then(pl.max_horizontal(both_sounds)).alias("higher_sound"),
        pl.when(has_both).then(pl.min_horizontal(initials)).alias("lower_initial"),
        pl.when(has_both).then(pl.max_horizontal(initials)).alias("higher_initial"),
    )


def _birth_keys() -> tuple[pl.Expr, pl.Expr, pl.Expr]:
    """The birth date, equal with day and month swapped; the year alone; the day of the year."""
    born = pl.col("birth_date").dt
    month, day = born.month().cast(pl.Int32), born.day().cast(pl.Int32)
    month_and_day = pl.min_horizontal(month, day) * 100 + pl.max_horizontal(month, day)
    return (
        (born.year() * 10_000 + month_and_day).alias("birth_date"),
        born.year().alias("birth_year"),
        month_and_day.alias("birth_day"),
    )


def _present(text: pl.Expr) -> pl.Expr:
    return pl.when(text != "").then(text)


def _sound(column: str) -> pl.Expr:
    """The Soundex code of a name: its first letter and up to three digits."""
    letters = pl.col(column).str.replace_all(" ", "")
    coded = letters.str.slice(1).str.replace_all("[hw]", "")
    coded = pl.concat_str(letters.str.slice(0, 1), coded)
    for sounds_alike, digit in _SOUNDS.items():
        coded = coded.str.replace_all(sounds_alike, digit)
    tail = coded.str.slice(1).str.replace_all("[aeiouyhw]", "").str.slice(0, 3)
    return pl.concat_str(letters.str.slice(0, 1), tail)
