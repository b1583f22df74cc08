"""The claims activity that a run's reports show, asked of the plan source period by period."""

from __future__ import annotations

import polars as pl

from tandem_flows.desk import Desk
from tandem_flows.source.activity import claims_activity
from tandem_validators.handoffs.registry import handoff


def activity_of(desk: Desk, sending: pl.DataFrame, facts: pl.DataFrame) -> pl.DataFrame:
    """Return the handoff rows of `claims_activity` for the reports of `sending`.

    A patient whom the plan does not know has no claims, so no row.
    """
    columns = handoff("claims_activity").columns
    known = sending.join(facts.select("case_id", "person_id"), on="case_id").drop_nulls("person_id")
    periods = known.partition_by(["kind", "period_start_on", "last_report_on"], as_dict=True)
    parts = [_of_period(desk, rows).select(columns) for rows in periods.values()]
    return pl.concat(parts) if parts else desk.read("claims_activity").clear()


def _of_period(desk: Desk, rows: pl.DataFrame) -> pl.DataFrame:
    first = rows.row(0, named=True)
    activity = claims_activity(
        desk.source,
        rows["person_id"].to_list(),
        first["period_start_on"],
        desk.as_of,
        desk.as_of,
        first["last_report_on"],
    )
    return (
        rows.select("case_id", "person_id", pl.col("kind").alias("report_kind"), "period_start_on")
        .join(activity, on="person_id")
        .with_columns(pl.lit(desk.as_of).alias("period_end_on"))
    )
