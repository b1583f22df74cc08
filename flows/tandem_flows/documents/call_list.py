"""The call list: the combined list with the patients marked for the call, and their background."""

from __future__ import annotations

import polars as pl

from tandem_flows.documents.workbook import Sheet

_LIST_COLUMNS = (
    "case_id",
    "marked_for_call",
    "origin",
    "match",
    "plan_rank",
    "practice_rank",
    "risk_score",
    "first_name",
    "last_name",
    "birth_date",
    "pcp_name",
)


def call_list_sheets(
    combined_list: pl.DataFrame, agenda: pl.DataFrame, background: pl.DataFrame
) -> list[Sheet]:
    """Return the tabs of the call list for the practice.

    They hold this practice's own patients and the fields the guideline names, nothing else: the
    plan's own id of a person stays with the plan.
    """
    marked = agenda.select("case_id", pl.col("position").alias("marked_for_call"))
    listed = combined_list.join(marked, on="case_id", how="left").select(_LIST_COLUMNS)
    people = combined_list.select("case_id", "first_name", "last_name", "birth_date")
    for_call = agenda.join(people, on="case_id", how="left").select(
        "position", "case_id", "first_name", "last_name", "birth_date", "tier", "reason", "clause"
    )
    return [
        Sheet("For the call", "Patients to discuss on the call, in order", for_call),
        Sheet(
            "Combined list",
            "Everyone on either list; where the match says review, please tell us whether both "
            "are the same patient",
            listed,
        ),
        Sheet("Background", "What the plan knows; empty where it does not", background),
    ]
