"""The suggestions of the call: branch and lead of each patient, put together for the sheet.

The two suggestions themselves are made in `membership` and `lead`.
"""

from __future__ import annotations

import polars as pl

from tandem_flows.marks import implements

_IS_ACTIVE = pl.col("membership") == "active"


@implements("MEM-04")
def combine_suggestions(
    agenda: pl.DataFrame, membership: pl.DataFrame, leads: pl.DataFrame
) -> pl.DataFrame:
    """Return the handoff `suggestions`: one row a patient of the agenda.

    A lead is suggested only for an active patient: on the other branches the talk stops for now.
    """
    lead_words = leads.rename({"reason": "lead_reason"})
    cases = agenda.select("call_date", "case_id").join(
        membership, on="case_id", how="left", maintain_order="left"
    )
    both = cases.join(lead_words, on="case_id", how="left", maintain_order="left")
    spoken = pl.concat_str("reason", "lead_reason", separator=" ", ignore_nulls=True)
    return both.with_columns(
        lead=pl.when(_IS_ACTIVE).then("lead"),
        lead_clause=pl.when(_IS_ACTIVE).then("lead_clause"),
        reason=pl.when(_IS_ACTIVE).then(spoken).otherwise("reason"),
    ).drop("lead_reason")


@implements("LES-07")
def with_proposals(suggestions: pl.DataFrame, proposals: pl.DataFrame) -> pl.DataFrame:
    """Return the suggestions with the words of each proposed removal; whoever reads it decides."""
    words = proposals.select(
        "case_id", pl.format("Removal may be considered. {}", "evidence").alias("proposed")
    )
    told = suggestions.join(words, on="case_id", how="left", maintain_order="left")
    spoken = pl.concat_str("reason", "proposed", separator=" ", ignore_nulls=True)
    return told.with_columns(reason=spoken).drop("proposed")
