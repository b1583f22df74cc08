"""When reports fall due: the rhythm of each kind, and the time for which it runs."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

import polars as pl

from tandem_flows.marks import implements
from tandem_flows.rules.days import add_months
from tandem_validators.guideline.values import Values


@dataclass(frozen=True)
class ReportRun:
    """One kind of report on one case, from a day until (not with) another."""

    case_id: str
    kind: str
    start_on: date
    end_on: date | None


def report_runs(tracking_list: pl.DataFrame, decisions: pl.DataFrame) -> list[ReportRun]:
    """Return the times in which reports are owed, one run a case, kind and start."""
    tracked = [
        ReportRun(row["case_id"], "tracking", row["entered_on"], row["exited_on"])
        for row in tracking_list.iter_rows(named=True)
    ]
    return tracked + list(_decided_runs(decisions))


@implements("LED-06", "LED-07", "LED-08")
def _decided_runs(decisions: pl.DataFrame) -> Iterator[ReportRun]:
    """A rhythm runs from the call that decided it until a call that decides otherwise."""
    open_runs: dict[str, ReportRun] = {}
    rows = sorted(decisions.iter_rows(named=True), key=lambda row: row["call_date"])
    for row in (row for row in rows if _is_settled(row)):
        case_id, on, kind = row["case_id"], row["call_date"], _kind(row)
        running = open_runs.get(case_id)
        if running is not None and running.kind != kind:
            yield ReportRun(case_id, running.kind, running.start_on, on)
            del open_runs[case_id]
        if kind is not None and case_id not in open_runs:
            open_runs[case_id] = ReportRun(case_id, kind, on, None)
    yield from open_runs.values()


def _is_settled(decision: dict[str, Any]) -> bool:
    """A call that leaves the question open changes no agreed report."""
    is_open = decision["outcome"] in ("no_discussion", "pending_information")
    return not (is_open and decision["membership"] == "active")


def _kind(decision: dict[str, Any]) -> str | None:
    """The report agreed; where none was, what the guideline asks of the one who leads."""
    if decision["outcome"] != "decided" or decision["membership"] != "active":
        return None
    if decision["report_schedule"] != "none":
        return str(decision["report_schedule"])
    if decision["plan_case_status"] == "monitor":
        return "monitor"
    is_led_by_plan = decision["lead"] == "plan" and decision["plan_case_status"] != "closed"
    return "plan_lead" if is_led_by_plan else None


def due_dates(run: ReportRun, until: date, values: Values) -> list[date]:
    """Return the days on which reports of `run` are due, up to and with `until`."""
    last = until if run.end_on is None else min(until, run.end_on - timedelta(days=1))
    if run.kind == "plan_lead":
        return plan_lead_dates(run.start_on, last, values)
    return _every_months(run.start_on, _months(run.kind, values), last)


@implements("TRK-03", "LED-07")
def _months(kind: str, values: Values) -> int:
    if kind == "monitor":
        return values.number("monitor_interval_months")
    return values.number("tracking_report_months")


@implements("LED-08")
def plan_lead_dates(decided_on: date, until: date, values: Values) -> list[date]:
    """Return when the plan reports while it leads: a quick rhythm at first, then a slower one."""
    first_end = add_months(decided_on, values.number("plan_lead_first_months"))
    step = timedelta(days=values.number("plan_lead_first_interval_days"))
    dates, on = [], decided_on + step
    while on <= min(first_end, until):
        dates.append(on)
        on += step
    months = values.number("plan_lead_later_interval_months")
    return dates + _every_months(first_end, months, until)


def _every_months(start_on: date, months: int, until: date) -> list[date]:
    """Every `months` counted from the start, so that a short month does not move the day."""
    dates: list[date] = []
    while (on := add_months(start_on, months * (len(dates) + 1))) <= until:
        dates.append(on)
    return dates
