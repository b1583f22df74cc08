"""Combining both lists into one: common and unique patients. Pages: Share, "Combine the lists"."""

from __future__ import annotations

from dataclasses import dataclass

import polars as pl

from tandem_flows.marks import implements
from tandem_flows.rules.matching import normalise


@dataclass(frozen=True)
class Lists:
    """What goes into the combined list, in the columns of the handoffs of the same names.

    `members` holds the plan's people by `id` with names, birth date, coverage and score.
    """

    plan_list: pl.DataFrame
    practice_list: pl.DataFrame
    members: pl.DataFrame
    list_matches: pl.DataFrame


def list_matches(
    matched: pl.DataFrame, plan_list: pl.DataFrame, answers: pl.DataFrame
) -> pl.DataFrame:
    """Return the pairs of both lists, with people's answers about near matches put in.

    `matched`: left_id (row of the practice's list), right_id (person_id), score, decision, reason.
    `answers`: practice_rank, person_id, is_same. A refused pair is left out; a confirmed one is
    `agreed` and takes away every other pair of its row.
    """
    pairs = matched.select(
        pl.col("left_id").cast(pl.Int64).alias("practice_rank"),
        pl.col("right_id").alias("person_id"),
        "score",
        pl.when(pl.col("decision") == "match")
        .then(pl.lit("exact"))
        .otherwise(pl.lit("review"))
        .alias("match"),
        "reason",
    ).join(answers, on=["practice_rank", "person_id"], how="left")
    agreed = pairs.filter("is_same").with_columns(pl.lit("agreed").alias("match"))
    open_pairs = (
        pairs.filter(pl.col("is_same").is_null())
        .join(agreed, on="practice_rank", how="anti")
        .join(agreed, on="person_id", how="anti")
    )
    listed = plan_list.select("person_id", pl.lit(True).alias("is_on_plan_list"))
    return (
        pl.concat([agreed, open_pairs])
        .drop("is_same")
        .join(listed, on="person_id", how="left")
        .with_columns(pl.col("is_on_plan_list").fill_null(False))
        .sort("practice_rank", "score", "person_id", descending=[False, True, False])
    )


def practice_identity() -> pl.Expr:
    """Return the text by which a row of the practice's list is known again when it is resent."""
    return pl.concat_str(
        pl.lit("practice:"),
        normalise.name("first_name"),
        pl.lit("|"),
        normalise.name("last_name"),
        pl.lit("|"),
        pl.col("birth_date").cast(pl.String),
    )


def identities(lists: Lists) -> list[list[str]]:
    """Return for each person of both lists the identities known of them, in list order.

    First the plan's members, matched or not, then the practice's patients whom the plan misses.
    """
    rows = listed_people(lists)
    return [
        [text for text in (row["plan_identity"], row["practice_identity"]) if text]
        for row in rows.iter_rows(named=True)
    ]


def listed_people(lists: Lists) -> pl.DataFrame:
    """Return one row a person of both lists: practice_rank, person_id, match and identities."""
    sure = lists.list_matches.filter(pl.col("match") != "review")
    waiting = lists.list_matches.filter(pl.col("match") == "review")
    practice = (
        lists.practice_list.select(
            pl.col("rank").alias("practice_rank"), practice_identity().alias("practice_identity")
        )
        .join(sure.select("practice_rank", "person_id", "match"), on="practice_rank", how="left")
        .with_columns(
            pl.when(pl.col("match").is_not_null())
            .then(pl.col("match"))
            .when(pl.col("practice_rank").is_in(waiting["practice_rank"].to_list()))
            .then(pl.lit("review"))
            .otherwise(pl.lit("none"))
            .alias("match")
        )
        .sort("practice_rank")
    )
    plan_only = (
        lists.plan_list.select("person_id")
        .join(practice.drop_nulls("person_id"), on="person_id", how="anti")
        .with_columns(pl.lit("none").alias("match"))
    )
    people = pl.concat([practice, plan_only], how="diagonal")
    # the plan's members come first: where a match is taken apart, the member keeps the case
    people = people.sort(pl.col("person_id").is_null(), maintain_order=True)
    return people.with_columns(("person:" + pl.col("person_id")).alias("plan_identity"))


@implements("SHR-02", "ROL-06", "ROL-07")
def combine(lists: Lists, case_ids: list[str]) -> pl.DataFrame:
    """Return the combined list: one row a person, marked common, plan or practice.

    `case_ids` belong to the rows of `identities(lists)`, in order. Where the person is the plan's
    member, name, birth date and score are the plan's.
    """
    people = listed_people(lists).with_columns(pl.Series("case_id", case_ids, dtype=pl.String))
    plan = lists.plan_list.select("person_id", pl.col("rank").alias("plan_rank"))
    practice = lists.practice_list.select(
        pl.col("rank").alias("practice_rank"),
        pl.col("first_name").alias("practice_first_name"),
        pl.col("last_name").alias("practice_last_name"),
        pl.col("birth_date").alias("practice_birth_date"),
        pl.col("pcp_name").alias("practice_pcp_name"),
        "is_urgent",
        "is_added_late",
    )
    joined = (
        people.join(plan, on="person_id", how="left")
        .join(practice, on="practice_rank", how="left")
        .join(lists.members.rename({"id": "person_id"}), on="person_id", how="left")
    )
    return joined.select(
        "case_id",
        _origin().alias("origin"),
        "match",
        "person_id",
        "plan_rank",
        "practice_rank",
        "risk_score",
        "score_source",
        pl.coalesce("first_name", "practice_first_name").alias("first_name"),
        pl.coalesce("last_name", "practice_last_name").alias("last_name"),
        pl.coalesce("birth_date", "practice_birth_date").alias("birth_date"),
        pl.coalesce("practice_pcp_name", "pcp_name").alias("pcp_name"),
        pl.col("is_urgent").fill_null(False),
        pl.col("is_added_late").fill_null(False),
        "is_covered",
    ).sort("plan_rank", "practice_rank", nulls_last=True)


def _origin() -> pl.Expr:
    is_planned, is_named = pl.col("plan_rank").is_not_null(), pl.col("practice_rank").is_not_null()
    return (
        pl.when(is_planned & is_named)
        .then(pl.lit("common"))
        .when(is_planned)
        .then(pl.lit("plan"))
        .otherwise(pl.lit("practice"))
    )
