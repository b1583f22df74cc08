"""The grain of all measures: from when to when each listed case had which status.

Derived from dated records whenever it is asked for, never stored. A measure reads these periods,
not a flag of today.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

import polars as pl

from tandem_flows.rules.measures.records import Records
from tandem_flows.rules.states.decided import NOT_DISCUSSED, decided
from tandem_flows.rules.states.machine import CHANGED_PROVIDER

SCHEMA = {
    "person_id": pl.String,
    "case_id": pl.String,
    "practice_id": pl.String,
    "plan_id": pl.String,
    "from_date": pl.Date,
    "to_date": pl.Date,
    "status": pl.String,
    "plan_case_status": pl.String,
}
ACTIVE = ("active_plan", "active_practice", "active_joint")
# Not to be managed by this partnership any more: out of every denominator of the list.
LEFT = ("removed", "coverage_ended", "provider_changed")
# No call has taken the case up yet, whoever tried to reach the patient.
BEFORE_CALL = ("listed", "outreached", "engaged")
_BEFORE_LEAD = (*BEFORE_CALL, "discussed")
_DISCUSSED = ("pending_information", "possible_provider_change", "outreach", "listed", "closed")
_DAY = timedelta(days=1)
# On one day the list comes first, then the call, what was done after it, and what the plan's
# records say.
_ORDER = ("listed", "decision", "attempt", "answer", "tracking", "left_tracking", "ended")


@dataclass(frozen=True)
class _Event:
    case_id: str
    on: date
    kind: str
    word: str = ""
    plan_case: str | None = None

    @property
    def place(self) -> tuple[date, int]:
        return self.on, _ORDER.index(self.kind)


def case_periods(records: Records, as_of: date) -> pl.DataFrame:
    """Return each case's statuses with their first and last day, up to `as_of`.

    Columns person_id, case_id, practice_id, plan_id, from_date, to_date (empty while it lasts),
    status, plan_case_status. Death ends the last period; nothing follows it.
    """
    died = _days(records.care, "died_on", as_of)
    by_case: dict[str, list[_Event]] = {}
    for event in _events(records, as_of):
        by_case.setdefault(event.case_id, []).append(event)
    persons = dict(records.listed.select("case_id", "person_id").iter_rows())
    where = {"practice_id": records.practice_id, "plan_id": records.plan_id}
    rows = [
        {"person_id": persons.get(case_id), "case_id": case_id, **where, **row}
        for case_id, events in sorted(by_case.items())
        for row in _periods(sorted(events, key=lambda event: event.place), died.get(case_id))
    ]
    return pl.DataFrame(rows, schema=SCHEMA)


def status_on(periods: pl.DataFrame, on: date) -> pl.DataFrame:
    """Return the rows of `periods` in force on a day, one a case that lives."""
    is_over = pl.col("to_date").is_not_null() & (pl.col("to_date") < on)
    return periods.filter(pl.col("from_date") <= on, ~is_over)


def _periods(events: list[_Event], died_on: date | None) -> Iterator[dict[str, Any]]:
    """Yield the periods of one case; a day with several changes keeps the last of them."""
    status, plan_case = "", "none"
    changes: list[tuple[date, str, str]] = []
    for event in events:
        if died_on is not None and event.on > died_on:
            break
        status = _after(status, event)
        plan_case = event.plan_case or plan_case
        if status and (not changes or changes[-1][1:] != (status, plan_case)):
            changes = [change for change in changes if change[0] != event.on]
            changes.append((event.on, status, plan_case))
    ends: list[date | None] = [following[0] - _DAY for following in changes[1:]]
    for (on, named, plan_case_then), to_on in zip(changes, [*ends, died_on], strict=False):
        yield {
            "from_date": on,
            "to_date": to_on,
            "status": named,
            "plan_case_status": plan_case_then,
        }


def _after(status: str, event: _Event) -> str:
    """Return the status after an event; an attempt changes nothing once a lead is decided."""
    if event.kind == "listed":
        return status or "listed"
    if not status:
        return ""
    if event.kind == "attempt":
        return _after_attempt(status, event.word)
    if event.kind == "left_tracking":
        return "outreached" if status == "tracking" else status
    return event.word or status


def _after_attempt(status: str, result: str) -> str:
    if status not in (*_BEFORE_LEAD, "tracking"):
        return status
    if result == "reached":
        return "engaged"
    return status if status in ("engaged", "tracking") else "outreached"


def _events(records: Records, as_of: date) -> Iterator[_Event]:
    for row in records.listed.iter_rows(named=True):
        yield _Event(row["case_id"], row["listed_on"], "listed")
    seen = [_decision(row) for row in records.decisions.iter_rows(named=True)]
    yield from (event for event in seen if event.on <= as_of)
    for row in records.outreach_attempts.iter_rows(named=True):
        if row["contact_on"] <= as_of:
            yield _Event(row["case_id"], row["contact_on"], "attempt", row["result"])
    for row in records.tracking_list.iter_rows(named=True):
        yield _Event(row["case_id"], row["entered_on"], "tracking", "tracking")
        if row["exited_on"] is not None:
            yield _Event(row["case_id"], row["exited_on"], "left_tracking")
    yield from _endings(records, as_of)


def _decision(row: dict[str, Any]) -> _Event:
    state, _ = decided(row)
    word = f"active_{row['lead']}" if state == "active" else state
    if state == NOT_DISCUSSED:
        word = ""
    elif state in _DISCUSSED:
        word = "discussed"
    return _Event(row["case_id"], row["call_date"], "decision", word, row["plan_case_status"])


def _endings(records: Records, as_of: date) -> Iterator[_Event]:
    """Yield the end of coverage and a change of provider, as the plan's records or a task say."""
    for column, word in (
        ("coverage_ended_on", "coverage_ended"),
        ("left_practice_on", "provider_changed"),
    ):
        for case_id, on in _days(records.care, column, as_of).items():
            yield _Event(case_id, on, "ended", word)
    answered = records.tasks.filter(
        pl.col("kind") == "provider_change_follow_up",
        pl.col("state") == "done",
        pl.col("result") == CHANGED_PROVIDER,
    )
    for row in answered.iter_rows(named=True):
        on = row["closed_on"] or row["call_date"]
        if on <= as_of:
            yield _Event(row["case_id"], on, "answer", "provider_changed")


def _days(frame: pl.DataFrame, column: str, as_of: date) -> dict[str, date]:
    known = frame.drop_nulls(column).filter(pl.col(column) <= as_of)
    return dict(known.select("case_id", column).iter_rows())
