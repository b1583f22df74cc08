"""Which of the owed reports go out in one run, and which period each covers."""

from __future__ import annotations

from datetime import date, timedelta

import polars as pl

from tandem_flows.marks import implements

_SENT = ["case_id", "kind"]


@implements("TRK-03", "LED-07", "LED-08")
def reports_to_send(owed: pl.DataFrame, starts: pl.DataFrame, as_of: date) -> pl.DataFrame:
    """Return one row a case and kind whose report is due by `as_of`: the latest date owed.

    `owed` is the handoff `reports`; `starts` has case_id and start_on, the day from which a case
    is reported on. Columns case_id, kind, due_on, period_start_on, last_report_on. The period goes
    on from the day after the last report; a report covers every earlier date still owed.
    """
    sent = (
        owed.filter(pl.col("sent_on").is_not_null())
        .group_by(_SENT)
        .agg(pl.col("sent_on").max().alias("last_report_on"))
    )
    due = (
        owed.filter(pl.col("sent_on").is_null(), pl.col("due_on") <= as_of)
        .group_by(_SENT)
        .agg(pl.col("due_on").max())
        .join(sent, on=_SENT, how="left")
        .join(starts, on="case_id", how="left")
    )
    next_day = pl.col("last_report_on") + timedelta(days=1)
    period = pl.coalesce(next_day, "start_on").alias("period_start_on")
    columns = ["case_id", "kind", "due_on", period, "last_report_on"]
    return due.select(columns).sort("kind", "case_id")


def as_sent(owed: pl.DataFrame, sending: pl.DataFrame, as_of: date) -> pl.DataFrame:
    """Return the reports with those of `sending` sent on `as_of`.

    An earlier date that a report covers is no report of its own and is left out; what is owed later
    is worked out when it is asked for.
    """
    before = owed.filter(pl.col("sent_on").is_not_null())
    now = sending.select("case_id", "kind", "due_on", pl.lit(as_of).alias("sent_on"))
    return pl.concat([before, now.select(before.columns)]).sort("due_on", "case_id", "kind")
