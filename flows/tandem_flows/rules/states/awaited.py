"""Who owns a case and when its next date is, for each state that is not terminal."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta

from tandem_flows.marks import implements
from tandem_flows.rules.ready.call_dates import CallDates
from tandem_flows.rules.ready.plan import next_open_day
from tandem_flows.rules.states.machine import Standing
from tandem_flows.rules.states.records import CaseRecords, Duty
from tandem_validators.guideline.values import Values

PLAN, PRACTICE = "plan", "practice"
# The role that acts for each side where no person is named.
PROJECT_MANAGER = "project_manager"
ROLES = {PLAN: "case_manager", PRACTICE: "clinical_care_manager"}
_ATTEMPTS = ("final_f2f_attempt", "outreach_attempt")


@dataclass(frozen=True)
class Awaited:
    """The organisation and the role or person who acts next, by when, and why."""

    organisation: str
    owner: str
    next_on: date
    reason: str


@dataclass(frozen=True)
class View:
    """What the case is seen with: the calls, the values, the closed days and the day."""

    calls: CallDates
    values: Values
    closed_days: frozenset[date]
    on: date


def awaited(case: Standing, records: CaseRecords, view: View) -> Awaited:
    """Return owner and next date of a case that is not terminal; the date is never missing."""
    return _BY_STATE[case.state](case, records, view)


def _listed(case: Standing, records: CaseRecords, view: View) -> Awaited:
    next_on, reason = _or_after_series(view.calls.first_planned(view.on), case, records, view)
    return Awaited(PLAN, PROJECT_MANAGER, next_on, reason)


@implements("TRK-05")
def _returning(case: Standing, records: CaseRecords, view: View) -> Awaited:
    """A patient who came back is discussed at the next call, before an agenda says so."""
    next_on, reason = _next_call(case, records, view)
    return Awaited(PRACTICE, ROLES[PRACTICE], next_on, reason)


@implements("PRI-07", "INF-02")
def _pending(case: Standing, records: CaseRecords, view: View) -> Awaited:
    """The owner of the open question reports by the date set, at latest at the next call."""
    call_on, reason = _next_call(case, records, view)
    questions = [duty for duty in records.duties if duty.kind == "information_request"]
    asked = [duty for duty in questions if duty.given_on <= view.on]
    unanswered = _open(asked, view)
    if not unanswered:
        answered = asked and reason != "no_call_planned"
        reason = "answer_received" if answered else reason
        return Awaited(PLAN, PROJECT_MANAGER, call_on, reason)
    first = min(unanswered, key=lambda duty: (duty.report_back_on, duty.order))
    return Awaited(first.organisation, first.owner, min(first.report_back_on, call_on), case.reason)


@implements("MEM-03")
def _provider_change(case: Standing, records: CaseRecords, view: View) -> Awaited:
    """The plan asks the patient by the date of its task, else within the days in force."""
    followups = [duty for duty in records.duties if duty.kind == "provider_change_follow_up"]
    for duty in _open(followups, view)[:1]:
        return Awaited(PLAN, duty.owner, duty.due_on, case.reason)
    days = view.values.number("provider_change_followup_days")
    return Awaited(PLAN, ROLES[PLAN], case.since_on + timedelta(days=days), case.reason)


@implements("UNE-01", "UNE-04", "MEM-05", "TRK-02")
def _outreach(case: Standing, records: CaseRecords, view: View) -> Awaited:
    """The practice tries first, then both in turn; once enough, the plan makes the entry."""
    if case.owed_attempts_made >= view.values.number("final_attempts"):
        return Awaited(PLAN, PROJECT_MANAGER, view.on, "tracking_entry_due")
    attempts = [duty for duty in records.duties if duty.kind in _ATTEMPTS]
    for duty in _open(attempts, view)[:1]:
        return Awaited(duty.organisation, duty.owner, duty.due_on, case.reason)
    side = PLAN if case.last_tried_by == PRACTICE else PRACTICE
    days = view.values.number("outreach_attempt_days")
    due_on = (case.last_tried_on or case.since_on) + timedelta(days=days)
    return Awaited(side, ROLES[side], due_on, case.reason)


def _active(case: Standing, records: CaseRecords, view: View) -> Awaited:
    """The lead, or for a joint lead the organisation of the point of contact, gives the update."""
    contact = records.point_of_contact
    reason = case.reason
    side = case.lead or PRACTICE
    if case.lead == "joint":
        side, reason = (contact[0], reason) if contact else (PRACTICE, "no_point_of_contact")
    owner = contact[1] if contact and contact[0] == side else ROLES[side]
    if case.next_update_on is not None:
        return Awaited(side, owner, case.next_update_on, reason)
    next_on, why = _next_call(case, records, view)
    return Awaited(side, owner, next_on, "no_next_update_set" if why == case.reason else why)


@implements("TRK-03")
def _tracking(case: Standing, records: CaseRecords, view: View) -> Awaited:
    assert records.next_report_on is not None  # only the tracking list leads here
    return Awaited(PLAN, PROJECT_MANAGER, records.next_report_on, case.reason)


def _next_call(case: Standing, records: CaseRecords, view: View) -> tuple[date, str]:
    return _or_after_series(view.calls.first_after(case.since_on), case, records, view)


def _or_after_series(
    call_on: date | None, case: Standing, records: CaseRecords, view: View
) -> tuple[date, str]:
    """The call, or the day on which the series would go on, with the reason that none is set."""
    if call_on is not None:
        return call_on, case.reason
    last = view.calls.live[-1] if view.calls.live else records.listed_on
    on = max(last, case.since_on) + timedelta(days=view.values.number("call_interval_days"))
    return next_open_day(on, view.closed_days), "no_call_planned"


def _open(duties: list[Duty], view: View) -> list[Duty]:
    return [duty for duty in duties if duty.is_open(view.on)]


_BY_STATE: dict[str, Callable[[Standing, CaseRecords, View], Awaited]] = {
    "listed": _listed,
    "on_agenda": _returning,
    "pending_information": _pending,
    "possible_provider_change": _provider_change,
    "outreach": _outreach,
    "active": _active,
    "tracking": _tracking,
}
