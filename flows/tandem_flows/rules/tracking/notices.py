"""What the plan tells the practice at once: the admission of a patient it tries to meet."""

from __future__ import annotations

from datetime import date

import polars as pl

from tandem_flows.marks import implements

_SCHEMA = {"case_id": pl.String, "admitted_on": pl.Date, "due_on": pl.Date, "clause": pl.String}


@implements("MEM-06")
def admission_notices(admissions: pl.DataFrame, cases: pl.DataFrame, as_of: date) -> pl.DataFrame:
    """Return the admissions that the practice is to be told of, one row each.

    `admissions`: case_id, admitted_on. `cases`: case_id, since_on, and nobody else: the patients
    whom the practice tries to meet once more (MEM-05). Columns: case_id, admitted_on, due_on (the
    day of the admission: the guideline gives no time), clause.
    """
    if admissions.is_empty() or cases.is_empty():
        return pl.DataFrame(schema=_SCHEMA)
    told = admissions.join(cases.select("case_id", "since_on"), on="case_id").filter(
        pl.col("admitted_on") >= pl.col("since_on"), pl.col("admitted_on") <= as_of
    )
    due = told.select(
        "case_id",
        "admitted_on",
        pl.col("admitted_on").alias("due_on"),
        pl.lit("MEM-06").alias("clause"),
    )
    return due.unique().sort("admitted_on", "case_id")
