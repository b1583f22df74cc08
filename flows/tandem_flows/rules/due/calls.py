"""What each call asks of both sides: naming patients, research, decisions and the summary."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from tandem_flows.marks import implements
from tandem_flows.rules.days import shift_days
from tandem_flows.rules.due.item import Item
from tandem_flows.rules.due.work import Seen
from tandem_flows.rules.ready.call_dates import CallDates
from tandem_flows.rules.states.awaited import PLAN, PRACTICE, PROJECT_MANAGER, ROLES


@dataclass(frozen=True)
class Call:
    """One call on the day it is held, with its agenda: the cases and the day it was agreed."""

    on: date
    before_on: date
    is_held: bool
    case_ids: tuple[str, ...]
    agreed_on: date | None


def call_items(seen: Seen) -> Iterator[Item]:
    """Return what every call up to the next one asks for; later calls are not looked at yet."""
    for call in _calls(seen, seen.calls):
        yield _agenda(call)
        yield from _research(call, seen)
        yield _meeting(call)
        yield from _decisions(call, seen)
        yield _summary(call, seen)


def _calls(seen: Seen, dates: CallDates) -> Iterator[Call]:
    next_on = dates.first_planned(seen.as_of) or seen.as_of
    for on in (day for day in dates.live if day <= next_on):
        rows = seen.agendas.get(on, [])
        before_on = dates.last_before(on) or seen.history.listed_on
        yield Call(on, before_on, on in dates.held, _case_ids(rows), _agreed_on(rows, before_on))


def _case_ids(rows: list[dict[str, Any]]) -> tuple[str, ...]:
    return tuple(sorted(row["case_id"] for row in rows))


def _agreed_on(rows: list[dict[str, Any]], before_on: date) -> date | None:
    """The day the agenda was agreed; where it is not recorded, the call before."""
    return max((row.get("agreed_on") or before_on for row in rows), default=None)


@implements("INF-05")
def _agenda(call: Call) -> Item:
    """The patients are named before the call that comes before ends."""
    return Item(
        "share",
        "name_patients",
        PLAN,
        PROJECT_MANAGER,
        since_on=call.before_on,
        due_on=call.before_on,
        clause="INF-05",
        call_date=call.on,
        done_on=call.agreed_on,
    )


def _research(call: Call, seen: Seen) -> Iterator[Item]:
    lead_days = seen.values.number("prework_lead_days")
    due_on = shift_days(call.on, -lead_days, seen.values, seen.closed_days)
    for case_id in call.case_ids:
        for side in (PLAN, PRACTICE):
            yield Item(
                "prework",
                "research",
                side,
                PROJECT_MANAGER if side == PLAN else ROLES[PRACTICE],
                since_on=call.agreed_on or call.before_on,
                due_on=due_on,
                clause="PRE-01",
                call_date=call.on,
                case_id=case_id,
                done_on=seen.researched.get((call.on, case_id, side)),
            )


@implements("INF-01")
def _meeting(call: Call) -> Item:
    """The regular call itself."""
    return Item(
        "call",
        "hold_call",
        PLAN,
        PROJECT_MANAGER,
        since_on=call.on,
        due_on=call.on,
        clause="INF-01",
        call_date=call.on,
        done_on=call.on if call.is_held else None,
    )


def _decisions(call: Call, seen: Seen) -> Iterator[Item]:
    for case_id in call.case_ids:
        yield Item(
            "call",
            "record_decision",
            PRACTICE,
            ROLES[PRACTICE],
            since_on=call.on,
            due_on=call.on,
            clause="LED-01",
            call_date=call.on,
            case_id=case_id,
            done_on=call.on if (call.on, case_id) in seen.decided else None,
        )


@implements("INF-06", "SUM-01")
def _summary(call: Call, seen: Seen) -> Item:
    """The summary after the call."""
    sent = [
        row["sent_on"]
        for row in seen.work.summaries.iter_rows(named=True)
        if seen.held_on(row["call_date"]) == call.on
    ]
    days = seen.values.number("summary_within_days")
    return Item(
        "summary",
        "send_summary",
        PLAN,
        PROJECT_MANAGER,
        since_on=call.on,
        due_on=shift_days(call.on, days, seen.values, seen.closed_days),
        clause="SUM-01",
        call_date=call.on,
        done_on=min(sent, default=None),
    )
