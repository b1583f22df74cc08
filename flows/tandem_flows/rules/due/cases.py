"""What each case asks for between calls: its tasks, and the next date of its state."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import polars as pl

from tandem_flows.marks import implements
from tandem_flows.rules.due.item import Item
from tandem_flows.rules.due.work import Seen
from tandem_flows.rules.ready.plan import next_open_day
from tandem_flows.rules.states.awaited import PLAN, ROLES

# What a state asks for where no task says it: step, what, clause, task kinds that say it already.
_ASKED = {
    "active": ("call", "give_update", "CAL-19", ()),
    "pending_information": ("call", "answer_question", "PRI-07", ("information_request",)),
    "possible_provider_change": (
        "call",
        "ask_about_provider",
        "MEM-03",
        ("provider_change_follow_up",),
    ),
    "outreach": ("call", "try_again", "UNE-04", ("final_f2f_attempt", "outreach_attempt")),
}


@implements("INF-02", "INF-07", "ROL-12")
def task_items(seen: Seen) -> Iterator[Item]:
    """Return the next steps that were not cancelled, each with its owner and date."""
    for row in seen.history.tasks.iter_rows(named=True):
        if row["state"] != "cancelled" and row["call_date"] <= seen.as_of:
            yield Item(
                "call",
                row["kind"],
                row["owner_organisation"],
                row["owner"],
                since_on=row["call_date"],
                due_on=row["due_on"],
                clause="INF-07",
                call_date=row["call_date"],
                case_id=row["case_id"],
                done_on=_done_on(row),
            )


def _done_on(task: dict[str, Any]) -> Any:
    """The day a task was closed; a task done without a day counts from the call that gave it."""
    return (task["closed_on"] or task["call_date"]) if task["state"] == "done" else None


@implements("UNE-01", "UNE-04", "MEM-03", "PRI-07", "MEM-08")
def state_items(seen: Seen, states: pl.DataFrame) -> Iterator[Item]:
    """Return the next date of each case in `states` for which no open task stands already."""
    covered = {(item.case_id, item.what) for item in task_items(seen) if not _is_done(item, seen)}
    for case in states.iter_rows(named=True):
        if case["reason"] == "tracking_entry_due":
            yield _item(case, "tracking", "enter_tracking", "MEM-08")
        elif case["state"] in _ASKED:
            step, what, clause, kinds = _ASKED[case["state"]]
            if not any((case["case_id"], kind) in covered for kind in kinds):
                yield _item(case, step, what, clause)


def _is_done(item: Item, seen: Seen) -> bool:
    return item.state(seen.as_of) == "done"


def _item(case: dict[str, Any], step: str, what: str, clause: str) -> Item:
    return Item(
        step,
        what,
        case["owner_organisation"],
        case["owner"],
        since_on=case["since_on"],
        due_on=case["next_on"],
        clause=clause,
        case_id=case["case_id"],
    )


@implements("LED-06")
def monitor_items(seen: Seen, states: pl.DataFrame) -> Iterator[Item]:
    """Return the members whom the plan monitors and has still to tell so, by the next call."""
    active = states.filter(pl.col("state") == "active")["case_id"].to_list()
    tasks = seen.history.tasks.iter_rows(named=True)
    told = {row["case_id"] for row in tasks if row["kind"] == "monitor_notice"}
    latest = {
        row["case_id"]: row
        for row in sorted(seen.history.decisions.iter_rows(named=True), key=_by_date)
        if row["call_date"] <= seen.as_of and row["outcome"] == "decided"
    }
    for case_id in (case_id for case_id in active if case_id not in told):
        row = latest.get(case_id)
        if row is not None and row["plan_case_status"] == "monitor":
            yield _notice(case_id, row, seen)


def _by_date(row: dict[str, Any]) -> Any:
    return row["call_date"]


def _notice(case_id: str, decision: dict[str, Any], seen: Seen) -> Item:
    call_on = decision["call_date"]
    # Told by hand, without a task: the day is in the decision itself.
    return Item(
        "call",
        "monitor_notice",
        PLAN,
        ROLES[PLAN],
        since_on=call_on,
        due_on=seen.calls.first_after(call_on) or next_open_day(call_on, seen.closed_days),
        clause="LED-06",
        call_date=call_on,
        case_id=case_id,
        done_on=decision["patient_informed_on"],
    )
