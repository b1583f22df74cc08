"""Which dates stand in the calendars: calls, pre-work, report-back dates, tracking reports.

Titles are neutral: nothing tells of a patient, nor how many there are.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime, time
from typing import Any
from zoneinfo import ZoneInfo

import polars as pl

from tandem_flows.documents.calendar_file import CalendarDate, Dates
from tandem_flows.marks import implements
from tandem_flows.rules.prework import due_on
from tandem_validators.guideline.values import Values

_FOLLOW_UP = "The follow-up list says what was promised."


@implements("RDY-03", "INF-01")
def call_dates_of(calls: pl.DataFrame, series: pl.DataFrame, partnership: str) -> Dates:
    """Return the calls; `partnership` keeps two practices' calls apart.

    A moved call keeps its identity and has its new day. It is cancelled when it will not be held,
    or when the day it moved to has a call of its own.
    """
    agreed = series.row(0, named=True)
    there = frozenset(calls["call_date"])
    rows = calls.sort("call_date").iter_rows(named=True)
    return _by_uid(_call(row, agreed, there, partnership) for row in rows)


def _call(
    call: dict[str, Any], agreed: dict[str, Any], there: frozenset[date], partnership: str
) -> CalendarDate:
    first_on, moved_to = call["call_date"], call["moved_to"]
    is_moved = call["state"] == "moved"
    on = moved_to if is_moved and moved_to else first_on
    starts_at = time.fromisoformat(agreed["starts_at"])
    return CalendarDate(
        uid=_uid(first_on, partnership),
        title="Care coordination call",
        on=on,
        begins=datetime.combine(on, starts_at, ZoneInfo(agreed["timezone"])),
        minutes=call["minutes"],
        note=f"Moved from {first_on}." if on != first_on else "",
        is_cancelled=call["state"] == "cancelled"
        or (is_moved and (moved_to is None or moved_to in there)),
    )


@implements("PRE-01")
def prework_dates(
    calls: pl.DataFrame,
    series: pl.DataFrame,
    partnership: str,
    values: Values,
    closed_days: frozenset[date],
) -> Dates:
    """Return the last day for the research of each call; it moves and falls with its call."""
    return _by_uid(
        CalendarDate(
            uid=f"prework-{call.uid}",
            title="Pre-work is due for the care coordination call",
            on=due_on(call.on, values, closed_days),
            note=f"For the call on {call.on}.",
            is_cancelled=call.is_cancelled,
        )
        for call in call_dates_of(calls, series, partnership).values()
    )


@implements("CAL-30", "INF-07")
def report_back_dates(tasks: pl.DataFrame, partnership: str) -> Dates:
    """Return each day on which one side reports back on a next step that is open."""
    days = tasks.filter(state="open").select("report_back_on", "owner_organisation").unique()
    return _by_uid(
        CalendarDate(
            uid=_uid(on, partnership, f"report-back-{organisation}"),
            title=f"Report back on agreed next steps ({organisation})",
            on=on,
            note=_FOLLOW_UP,
        )
        for on, organisation in days.sort("report_back_on", "owner_organisation").iter_rows()
    )


@implements("TRK-03")
def tracking_dates(tracking_list: pl.DataFrame, partnership: str) -> Dates:
    """Return each day on which the plan's report on the tracking list is due."""
    days = tracking_list.filter(pl.col("exited_on").is_null())["next_report_on"].unique().sort()
    return _by_uid(
        CalendarDate(
            uid=_uid(on, partnership, "tracking-report"),
            title="The plan's report on the tracking list is due",
            on=on,
        )
        for on in days
    )


def _uid(on: date, partnership: str, kind: str = "") -> str:
    return f"{f'{kind}-' if kind else ''}{on.isoformat()}-{partnership}@caretandem"


def _by_uid(dates: Iterator[CalendarDate]) -> Dates:
    return {event.uid: event for event in dates}
