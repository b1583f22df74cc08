"""What falls due by the calendar: reports to the practice, surveys, and planning more calls."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

import polars as pl

from tandem_flows.marks import implements
from tandem_flows.rules.due.item import Item
from tandem_flows.rules.due.work import Seen
from tandem_flows.rules.states.awaited import PLAN, PRACTICE, PROJECT_MANAGER, ROLES

_REPORT_CLAUSES = {"tracking": "TRK-03", "plan_lead": "LED-08", "monitor": "LED-07"}
_SURVEY_CLAUSES = {"health": "EVL-15", "recommend": "EVL-17", "staff": "EVL-18"}


@implements("TRK-03", "LED-07", "LED-08")
def report_items(seen: Seen, states: pl.DataFrame) -> Iterator[Item]:
    """Return the reports owed and sent; for a tracked case without one, its next report date."""
    reports = list(seen.history.reports.iter_rows(named=True))
    for row in reports:
        yield Item(
            "tracking",
            f"send_{row['kind']}_report",
            PLAN,
            PROJECT_MANAGER,
            since_on=row["due_on"],
            due_on=row["due_on"],
            clause=_REPORT_CLAUSES[row["kind"]],
            case_id=row["case_id"],
            done_on=row["sent_on"],
        )
    dated = {(row["case_id"], row["due_on"]) for row in reports if row["kind"] == "tracking"}
    for case in states.filter(pl.col("state") == "tracking").iter_rows(named=True):
        if (case["case_id"], case["next_on"]) not in dated:
            yield _next_report(case["case_id"], case["next_on"])


def _next_report(case_id: str, due_on: date) -> Item:
    return Item(
        "tracking",
        "send_tracking_report",
        PLAN,
        PROJECT_MANAGER,
        since_on=due_on,
        due_on=due_on,
        clause="TRK-03",
        case_id=case_id,
    )


@implements("EVL-15", "EVL-16", "EVL-17", "EVL-18")
def survey_items(seen: Seen, states: pl.DataFrame) -> Iterator[Item]:
    """Return the questions owed: the lead's care manager asks patients, the plan asks the staff."""
    owners = dict(states.select("case_id", "owner_organisation").iter_rows())
    for row in seen.work.surveys.iter_rows(named=True):
        side = PLAN if row["case_id"] is None else owners.get(row["case_id"]) or PRACTICE
        yield Item(
            "evaluation",
            f"ask_{row['survey']}",
            side,
            PROJECT_MANAGER if row["survey"] == "staff" else ROLES[side],
            since_on=row["window_start_on"],
            due_on=row["due_on"],
            clause=_SURVEY_CLAUSES[row["survey"]],
            case_id=row["case_id"],
            done_on=row["answered_on"],
            last_on=row["window_end_on"],
        )


@implements("RDY-03")
def planning_items(seen: Seen, states: pl.DataFrame) -> Iterator[Item]:
    """Return the planning of further calls, when cases wait and no call is set."""
    is_open = states["owner_organisation"].is_not_null().any()
    if is_open and seen.calls.first_planned(seen.as_of) is None:
        last_on = seen.calls.live[-1] if seen.calls.live else seen.history.listed_on
        yield Item(
            "ready",
            "plan_calls",
            PLAN,
            PROJECT_MANAGER,
            since_on=last_on,
            due_on=last_on,
            clause="RDY-03",
        )
