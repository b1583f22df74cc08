"""The decisions of a call as the plan's own care-management system takes them in.

One table for every plan and vendor, so that all document alike. It stays with the plan.
"""

from __future__ import annotations

import polars as pl

from tandem_flows.marks import implements

_DECIDED = [
    "membership",
    "outcome",
    "lead",
    "plan_case_status",
    "report_schedule",
    "decided_by_plan",
    "decided_by_practice",
    "next_update_on",
]
COLUMNS = ["call_date", "case_id", "person_id", *_DECIDED, "goals", "next_steps", "vendors"]


@implements("SCP-04", "ROL-04")
def decisions_for_plan(
    decisions: pl.DataFrame,
    combined_list: pl.DataFrame,
    goals: pl.DataFrame,
    tasks: pl.DataFrame,
    services: pl.DataFrame,
    programs: pl.DataFrame,
) -> pl.DataFrame:
    """Return one row a decision, in COLUMNS, with the plan's id of the person.

    `goals` and `next_steps` count what stands and is open; `vendors` names those whose programs
    the patient has or was offered, who write the decision down too.
    """
    people = combined_list.select("case_id", "person_id")
    vendors = (
        services.join(programs.drop_nulls("vendor"), on="program", suffix="_of_program")
        .group_by("case_id")
        .agg(pl.col("vendor").unique().sort().str.join("; ").alias("vendors"))
    )
    standing = goals.filter(pl.col("state") != "rejected").group_by("case_id").len("goals")
    steps = tasks.filter(pl.col("state") == "open").group_by("case_id").len("next_steps")
    rows = decisions
    for facts in (people, vendors, standing, steps):
        rows = rows.join(facts, on="case_id", how="left", maintain_order="left")
    return rows.with_columns(pl.col("goals", "next_steps").fill_null(0)).select(COLUMNS)
