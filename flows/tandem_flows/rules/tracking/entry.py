"""Who goes on the tracking list. Not here: the reports on them (`reports`)."""

from __future__ import annotations

from datetime import date
from typing import Any

import polars as pl

from tandem_flows.marks import implements
from tandem_flows.rules.days import add_months
from tandem_flows.rules.tracking.attempts import is_owed_attempt
from tandem_flows.rules.tracking.register import TRACKING_LIST
from tandem_validators.guideline.values import Values


@implements("TRK-01", "TRK-02", "UNE-02", "UNE-04", "MEM-08")
def enter_tracking(
    owed: pl.DataFrame,
    attempts: pl.DataFrame,
    tracking_list: pl.DataFrame,
    as_of: date,
    values: Values,
) -> pl.DataFrame:
    """Return the tracking list with the patients who enter it on `as_of`.

    `owed` holds the cases in outreach: case_id and since_on, the day from which further attempts
    are owed. A patient enters only after `final_attempts` further attempts failed and none reached
    them; who is on the list stays as they are, who had left enters anew.
    """
    rows = {row["case_id"]: row for row in tracking_list.iter_rows(named=True)}
    seen = [row for row in attempts.iter_rows(named=True) if row["contact_on"] <= as_of]
    for case in owed.iter_rows(named=True):
        tried = _further_attempts(seen, case["case_id"], case["since_on"])
        if _is_enough(tried, values) and not _is_on_list(rows.get(case["case_id"]), as_of):
            rows[case["case_id"]] = _entry(case["case_id"], tried, as_of, values)
    return pl.DataFrame([rows[case_id] for case_id in sorted(rows)], schema=TRACKING_LIST)


def _further_attempts(
    attempts: list[dict[str, Any]], case_id: str, since_on: date
) -> list[dict[str, Any]]:
    return [
        row
        for row in attempts
        if row["case_id"] == case_id
        and is_owed_attempt(row["contact_on"], row["purpose"], since_on)
    ]


def _is_enough(tried: list[dict[str, Any]], values: Values) -> bool:
    if any(row["result"] == "reached" for row in tried):
        return False
    return len(tried) >= values.number("final_attempts")


def _is_on_list(row: dict[str, Any] | None, as_of: date) -> bool:
    return row is not None and (row["exited_on"] is None or row["exited_on"] > as_of)


def _entry(
    case_id: str, tried: list[dict[str, Any]], as_of: date, values: Values
) -> dict[str, Any]:
    return {
        "case_id": case_id,
        "reason": _reason(tried),
        "final_attempt_on": max(row["contact_on"] for row in tried),
        "entered_on": as_of,
        "last_report_on": None,
        "next_report_on": add_months(as_of, values.number("tracking_report_months")),
        "exited_on": None,
    }


def _reason(tried: list[dict[str, Any]]) -> str:
    """Reading 9: declined after a meeting in person was tried, or simply not engaged."""
    met_on = [row["contact_on"] for row in tried if row["channel"] == "face_to_face"]
    declined_on = [row["contact_on"] for row in tried if row["result"] == "declined"]
    is_declined = bool(met_on and declined_on) and max(declined_on) >= min(met_on)
    return "declined_after_face_to_face" if is_declined else "unengaged"
