"""Moves of cases that the contract's table does not have, for the audit. Nothing is undone."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date

import polars as pl

from tandem_flows.rules.ready.call_dates import call_dates
from tandem_flows.rules.states.awaited import View
from tandem_flows.rules.states.cases import CaseNow, case_on
from tandem_flows.rules.states.history import History
from tandem_flows.rules.states.model import is_allowed
from tandem_flows.rules.states.records import CaseRecords, case_records
from tandem_validators.guideline.values import Values

_SCHEMA = {
    "case_id": pl.String,
    "moved_on": pl.Date,
    "before": pl.String,
    "after": pl.String,
    "reason": pl.String,
}


def unusual_moves(
    history: History, as_of: date, values: Values, closed_days: frozenset[date] = frozenset()
) -> pl.DataFrame:
    """Return each move up to `as_of` that the contract's table of states does not have.

    Columns: case_id, moved_on, before, after, reason. People's records stand; this only shows
    where they went another way than the table. Several moves of one day show as one.
    """
    calls = call_dates(history.calls, as_of)
    view = View(calls, values, closed_days, as_of)
    rows = [
        (records.case_id, later.since_on, earlier.state, later.state, later.reason)
        for records in case_records(history, calls, as_of)
        for earlier, later in _moves(records, view)
        if not is_allowed(earlier.state, later.state)
    ]
    return pl.DataFrame(rows, schema=_SCHEMA, orient="row")


def _moves(records: CaseRecords, view: View) -> Iterator[tuple[CaseNow, CaseNow]]:
    """Where the case stood on each day on which something happened, where it changed."""
    before: CaseNow | None = None
    for on in _days(records, view.on):
        now = case_on(records, replace(view, on=on))
        if before is not None and before.state != now.state:
            yield before, now
        before = now


def _days(records: CaseRecords, as_of: date) -> list[date]:
    facts = records.facts
    days = {event.on for event in records.events} | {place.agreed_on for place in records.places}
    dated = {facts.died_on, facts.coverage_ended_on, facts.left_practice_on}
    days |= {on for on in dated if on is not None} | {records.listed_on, as_of}
    return sorted(on for on in days if records.listed_on <= on <= as_of)
