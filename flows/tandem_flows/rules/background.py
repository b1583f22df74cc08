"""What the plan knows of each patient, and how complete it is. Page: Share, "Background"."""

from __future__ import annotations

import polars as pl

from tandem_flows.marks import implements
from tandem_validators.guideline.values import Values


@implements("SHR-19")
def background(
    combined_list: pl.DataFrame, facts: pl.DataFrame, agenda: pl.DataFrame, values: Values
) -> pl.DataFrame:
    """Return the background of all listed patients, or of those on the agenda, as agreed.

    `facts`: one row a person_id in the columns of the handoff, with `has_<fact>` telling whether
    the plan records that fact at all. A patient the plan does not know has name and birth date.
    """
    cases = combined_list
    if values.choice("background_scope") == "agenda":
        cases = cases.join(agenda.select("case_id"), on="case_id", how="semi")
    known = cases.select(
        "case_id",
        "person_id",
        pl.col("first_name").alias("listed_first_name"),
        pl.col("last_name").alias("listed_last_name"),
        pl.col("birth_date").alias("listed_birth_date"),
        pl.col("pcp_name").alias("listed_pcp_name"),
    )
    joined = known.join(facts, on="person_id", how="left").with_columns(
        pl.coalesce("first_name", "listed_first_name").alias("first_name"),
        pl.coalesce("last_name", "listed_last_name").alias("last_name"),
        pl.coalesce("birth_date", "listed_birth_date").alias("birth_date"),
        pl.coalesce("pcp_name", "listed_pcp_name").alias("pcp_name"),
    )
    return joined.with_columns(completeness().alias("completeness"))


def completeness() -> pl.Expr:
    """Return how many of the fifteen facts are known or do not apply (SHR-04 to SHR-18)."""
    is_member = pl.col("person_id").is_not_null()
    is_managed = pl.col("in_case_management")
    facts = [
        pl.col("first_name").is_not_null() & pl.col("last_name").is_not_null(),
        pl.col("birth_date").is_not_null(),
        pl.col("address").is_not_null() & pl.col("phone").is_not_null(),
        is_member,  # claims say when the latest admission was, or that there was none
        is_member,  # and the latest ED visit
        is_member,  # diagnoses
        is_member,  # diagnostic history
        is_member,  # prescriptions
        pl.col("providers").is_not_null() | pl.col("pcp_name").is_not_null(),
        is_managed.is_not_null(),
        pl.when(is_managed)
        .then(pl.col("case_manager").is_not_null())
        .otherwise(is_managed.is_not_null()),
        pl.col("social_needs").is_not_null(),
        pl.col("primary_language").is_not_null(),
        pl.col("risk_score").is_not_null(),
        pl.when(pl.col("is_medicaid"))
        .then(pl.col("coverage_level").is_not_null())
        .otherwise(is_member),
    ]
    return pl.sum_horizontal([fact.fill_null(False).cast(pl.Int64) for fact in facts])
