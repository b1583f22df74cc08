"""Reports to the practice: what the claims show of each patient since the last report."""

from __future__ import annotations

from datetime import date

import polars as pl

from tandem_flows.documents.workbook import Sheet


def report_sheets(
    rows: pl.DataFrame, combined_list: pl.DataFrame, as_of: date, title: str = "Report"
) -> list[Sheet]:
    """Return one tab of `rows`, each with the patient's name and birth date."""
    people = combined_list.select("case_id", "first_name", "last_name", "birth_date")
    named = rows.join(people, on="case_id", how="left").select(
        "case_id",
        "first_name",
        "last_name",
        "birth_date",
        pl.exclude("case_id", "first_name", "last_name", "birth_date"),
    )
    return [Sheet(title, f"As known to the plan on {as_of}; claims may still arrive", named)]
