"""The reports that the plan owes the practice: when due, when sent. Not here: what they say."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any

import polars as pl

from tandem_flows.marks import implements
from tandem_flows.rules.days import add_months
from tandem_flows.rules.tracking.register import REPORTS, TRACKING_LIST
from tandem_flows.rules.tracking.rhythm import ReportRun, due_dates, report_runs
from tandem_validators.guideline.values import Values


@implements("TRK-03", "LED-07", "LED-08")
def reports_due(
    tracking_list: pl.DataFrame,
    decisions: pl.DataFrame,
    reports: pl.DataFrame,
    ended: pl.DataFrame,
    as_of: date,
    values: Values,
    until: date,
) -> pl.DataFrame:
    """Return the `reports` handoff: what was sent, and what is owed up to and with `until`.

    What is owed is worked out anew from the decisions seen on `as_of`, so a correction takes its
    reports along. A report sent covers every date up to the one it was due. Nothing is owed from
    the day a case ended (`ended`: case_id, ended_on; death or end of coverage).
    """
    sent = [row for row in reports.iter_rows(named=True) if row["sent_on"] is not None]
    seen = decisions if decisions.is_empty() else decisions.filter(pl.col("call_date") <= as_of)
    ended_on = {row["case_id"]: row["ended_on"] for row in ended.iter_rows(named=True)}
    owed = [
        {"case_id": run.case_id, "kind": run.kind, "due_on": due_on, "sent_on": None}
        for run in report_runs(tracking_list, seen)
        for due_on in _unsent(run, sent, until, values)
        if due_on < ended_on.get(run.case_id, date.max)
    ]
    frame = pl.DataFrame(sent + owed, schema=REPORTS)
    return frame.sort("due_on", "case_id", "kind")


def _unsent(
    run: ReportRun, sent: list[dict[str, Any]], until: date, values: Values
) -> Iterator[date]:
    covered = [
        row["due_on"]
        for row in sent
        if (row["case_id"], row["kind"]) == (run.case_id, run.kind) and row["due_on"] > run.start_on
    ]
    reached = max(covered, default=run.start_on)
    return (due_on for due_on in due_dates(run, until, values) if due_on > reached)


@implements("TRK-03")
def reported(
    tracking_list: pl.DataFrame, reports: pl.DataFrame, as_of: date, values: Values
) -> pl.DataFrame:
    """Return the tracking list with the latest report sent by `as_of` and the next one due."""
    sent = [
        row
        for row in reports.iter_rows(named=True)
        if row["kind"] == "tracking" and row["sent_on"] is not None and row["sent_on"] <= as_of
    ]
    rows = [_with_reports(row, sent, values) for row in tracking_list.iter_rows(named=True)]
    return pl.DataFrame(rows, schema=TRACKING_LIST)


def _with_reports(
    row: dict[str, Any], sent: list[dict[str, Any]], values: Values
) -> dict[str, Any]:
    mine = [
        report
        for report in sent
        if report["case_id"] == row["case_id"] and report["due_on"] > row["entered_on"]
    ]
    if not mine:
        return row
    last_due_on = max(report["due_on"] for report in mine)
    months = values.number("tracking_report_months")
    return row | {
        "last_report_on": max(report["sent_on"] for report in mine),
        "next_report_on": _next_due(row["entered_on"], last_due_on, months),
    }


def _next_due(entered_on: date, last_due_on: date, months: int) -> date:
    periods = 1
    while (due_on := add_months(entered_on, months * periods)) <= last_due_on:
        periods += 1
    return due_on
