"""The columns of the tracking list and of the reports, for frames that the rules build."""

from __future__ import annotations

import polars as pl

TRACKING_LIST = {
    "case_id": pl.String,
    "reason": pl.String,
    "final_attempt_on": pl.Date,
    "entered_on": pl.Date,
    "last_report_on": pl.Date,
    "next_report_on": pl.Date,
    "exited_on": pl.Date,
}
REPORTS = {"case_id": pl.String, "kind": pl.String, "due_on": pl.Date, "sent_on": pl.Date}
