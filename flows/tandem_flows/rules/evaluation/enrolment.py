"""When a patient is enrolled. Not here: the decision itself, which people make."""

from __future__ import annotations

from datetime import date

import polars as pl

from tandem_flows.marks import implements

_SCHEMA = {"case_id": pl.String, "index_on": pl.Date, "lead": pl.String}


@implements("EVL-10")
def enrolments(decisions: pl.DataFrame, as_of: date) -> pl.DataFrame:
    """Return the `enrolments` handoff: the first call at which each patient was given a lead.

    `decisions` are the latest versions; a correction that takes the lead away takes the enrolment
    away. Patients without a discussion or a lead have no row (reading 19).
    """
    if decisions.is_empty():
        return pl.DataFrame(schema=_SCHEMA)
    enrolled = decisions.filter(
        pl.col("call_date") <= as_of,
        pl.col("outcome") == "decided",
        pl.col("membership") == "active",
        pl.col("lead").is_not_null(),
    )
    first = enrolled.sort("call_date").unique("case_id", keep="first", maintain_order=True)
    return first.select("case_id", pl.col("call_date").alias("index_on"), "lead").sort("case_id")
