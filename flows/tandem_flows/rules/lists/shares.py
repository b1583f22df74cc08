"""Who is on the lists, who waits and who was removed, by group: are some left out?

Groups of few people are hidden, with the cell that would give them away. Not here: any judgement.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

import polars as pl

from tandem_validators.guideline.values import Values

NOT_KNOWN = "not known"
DIMENSIONS = ("language", "age", "sex", "coverage")
# Groups for display only; no rule of the process looks at age.
_AGES = {18: "under 18", 45: "18 to 44", 65: "45 to 64"}
_OLDEST = "65 and over"
_COUNTS = ("members", "listed", "removed", "waiting")


@dataclass(frozen=True)
class Round:
    """What happened in a round: its list, its agendas, its decisions, and when it was opened."""

    combined_list: pl.DataFrame
    agendas: pl.DataFrame
    decisions: pl.DataFrame
    opened_on: date


def list_shares(
    members: pl.DataFrame, this_round: Round, as_of: date, values: Values
) -> pl.DataFrame:
    """Return the handoff `list_shares`: each group's part of the practice's members and the lists.

    `members` are the covered members of the practice: person_id, birth_date, gender,
    primary_language, payer_type. Who is listed and not among them is in the group not known.
    """
    groups = members.select("person_id", *_groups(as_of))
    listed = _listed(this_round, as_of).join(groups, on="person_id", how="left")
    tables = [_of_dimension(name, groups, listed) for name in DIMENSIONS]
    most = values.number("small_cell_max")
    return pl.concat([_suppressed(table, most) for table in tables])


def _groups(as_of: date) -> list[pl.Expr]:
    born = pl.col("birth_date")
    birthday = born.dt.month().cast(pl.Int32) * 100 + born.dt.day()
    is_still_younger = birthday > as_of.month * 100 + as_of.day
    years = as_of.year - born.dt.year() - is_still_younger.cast(pl.Int32)
    age: pl.Expr = pl.when(years.is_not_null()).then(pl.lit(_OLDEST))
    for below, group in reversed(_AGES.items()):
        age = pl.when(years < below).then(pl.lit(group)).otherwise(age)
    named = {
        "language": pl.col("primary_language"),
        "age": age,
        "sex": pl.col("gender"),
        "coverage": pl.col("payer_type").str.to_lowercase(),
    }
    return [one.fill_null(NOT_KNOWN).alias(name) for name, one in named.items()]


def _listed(this_round: Round, as_of: date) -> pl.DataFrame:
    """The listed with how long they waited for their first call, and whether they were removed."""
    called = this_round.agendas.filter(pl.col("call_date") <= as_of)
    first = called.group_by("case_id").agg(pl.col("call_date").min().alias("first_on"))
    is_removed = pl.col("outcome") == "removed"
    removed = this_round.decisions.filter(is_removed)["case_id"].unique().implode()
    listed = this_round.combined_list.select("case_id", "person_id")
    return listed.join(first, on="case_id", how="left").with_columns(
        is_removed=pl.col("case_id").is_in(removed),
        is_waiting=pl.col("first_on").is_null() & ~pl.col("case_id").is_in(removed),
        waited_days=(pl.col("first_on").fill_null(as_of) - this_round.opened_on).dt.total_days(),
    )


def _of_dimension(name: str, groups: pl.DataFrame, listed: pl.DataFrame) -> pl.DataFrame:
    there = groups.group_by(pl.col(name).alias("member_group")).len("members")
    on_lists = listed.group_by(pl.col(name).fill_null(NOT_KNOWN).alias("member_group")).agg(
        pl.len().alias("listed"),
        pl.col("is_removed").sum().alias("removed"),
        pl.col("is_waiting").sum().alias("waiting"),
        pl.col("waited_days").median().alias("waited_median_days"),
    )
    both = there.join(on_lists, on="member_group", how="full", coalesce=True)
    counts = [pl.col(count).fill_null(0).cast(pl.Int64) for count in _COUNTS]
    return both.select(
        pl.lit(name).alias("dimension"), "member_group", *counts, "waited_median_days"
    ).sort("member_group")


def _suppressed(table: pl.DataFrame, most: int) -> pl.DataFrame:
    """Hide small counts, one more where a single one is hidden, and what was worked out of them."""
    hidden = {name: _hidden(table[name], most) for name in _COUNTS}
    shown = table.with_columns(
        members_percent=100 * pl.col("members") / pl.col("members").sum(),
        listed_percent=100 * pl.col("listed") / pl.col("listed").sum(),
        is_suppressed=_column([any(row) for row in zip(*hidden.values(), strict=True)]),
    )
    rests_on = {name: name for name in _COUNTS} | {
        "members_percent": "members",
        "listed_percent": "listed",
        "waited_median_days": "listed",
    }
    kept = {
        name: pl.when(~_column(hidden[count])).then(pl.col(name))
        for name, count in rests_on.items()
    }
    return shown.with_columns(**kept).with_columns(pl.selectors.float().round(1))


def _column(answers: list[bool]) -> pl.Expr:
    return pl.lit(pl.Series(answers, dtype=pl.Boolean))


def _hidden(counts: pl.Series, most: int) -> list[bool]:
    """Which counts are hidden; the smallest of the others too where one alone would be told."""
    small = [0 < count <= most for count in counts]
    others = [
        count for count, is_small in zip(counts, small, strict=True) if count and not is_small
    ]
    if sum(small) != 1 or not others:
        return small
    next_one = next(
        place for place, count in enumerate(counts) if count == min(others) and not small[place]
    )
    return [is_small or place == next_one for place, is_small in enumerate(small)]
