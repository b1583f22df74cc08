"""The state of every listed case on a day, with its owner and next date."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date

import polars as pl

from tandem_flows.marks import implements
from tandem_flows.rules.ready.call_dates import call_dates
from tandem_flows.rules.states.agenda import Place, lost_place, open_place
from tandem_flows.rules.states.awaited import PLAN, PRACTICE, PROJECT_MANAGER, ROLES, View, awaited
from tandem_flows.rules.states.history import History
from tandem_flows.rules.states.machine import Standing, standing
from tandem_flows.rules.states.model import is_terminal
from tandem_flows.rules.states.records import CaseRecords, case_records
from tandem_validators.guideline.values import Values

SCHEMA = {
    "case_id": pl.String,
    "state": pl.String,
    "owner_organisation": pl.String,
    "owner": pl.String,
    "next_on": pl.Date,
    "reason": pl.String,
    "since_on": pl.Date,
}


@dataclass(frozen=True)
class CaseNow:
    """Where a case stands on a day; owner and next date are empty when it has ended."""

    case_id: str
    state: str
    owner_organisation: str | None
    owner: str | None
    next_on: date | None
    reason: str
    since_on: date


@implements("PRI-07", "UNE-02", "UNE-03", "INF-07")
def case_states(
    history: History, as_of: date, values: Values, closed_days: frozenset[date] = frozenset()
) -> pl.DataFrame:
    """Return the state of every listed case on `as_of`, one row each, in the order of the ids.

    Columns: case_id, state, owner_organisation, owner, next_on, reason, since_on; owner and next
    date are empty only when the case has ended. What was recorded for a later day is not seen.
    """
    calls = call_dates(history.calls, as_of)
    view = View(calls, values, closed_days, as_of)
    rows = [case_on(records, view) for records in case_records(history, calls, as_of)]
    return pl.DataFrame(rows, schema=SCHEMA)


def case_on(records: CaseRecords, view: View) -> CaseNow:
    """Return where the case of `records` stands on the day of `view`."""
    happened = [event for event in records.events if event.on <= view.on]
    case = standing(records.listed_on, happened, records.facts, view.values, view.on)
    if is_terminal(case.state):
        return CaseNow(records.case_id, case.state, None, None, None, case.reason, case.since_on)
    discussed_on = [event.on for event in happened if event.kind == "decision"]
    is_waiting = case.state == "listed"
    place = open_place(records.places, discussed_on, case.since_on, is_waiting, view.on)
    if place is not None:
        return _on_agenda(records.case_id, case, place, view)
    return _waiting(records, case, view)


def _on_agenda(case_id: str, case: Standing, place: Place, view: View) -> CaseNow:
    call_on = place.call_on or place.call_date
    reason = "call_moved" if place.is_moved else "call_set"
    side, owner = view.calls.leader(call_on) or PRACTICE, PROJECT_MANAGER
    if side != PLAN:
        owner = ROLES[side]
    reason = "decision_awaited" if call_on < view.on else reason
    since_on = max(place.agreed_on, case.since_on)
    return CaseNow(case_id, "on_agenda", side, owner, call_on, reason, since_on)


def _waiting(records: CaseRecords, case: Standing, view: View) -> CaseNow:
    if case.state == "listed" and lost_place(records.places, case.since_on, view.on):
        case = replace(case, reason="call_cancelled")
    due = awaited(case, records, view)
    return CaseNow(
        records.case_id,
        case.state,
        due.organisation,
        due.owner,
        due.next_on,
        due.reason,
        case.since_on,
    )
