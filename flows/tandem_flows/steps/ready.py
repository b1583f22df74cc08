"""Getting ready: contacts of both sides, the call series, and how files travel."""

from __future__ import annotations

import polars as pl

from tandem_flows.desk import Desk
from tandem_flows.documents.file import text_file
from tandem_flows.inbox.team import read_team
from tandem_flows.marks import implements
from tandem_flows.rules.days import add_months
from tandem_flows.rules.ready import call_calendar, contact_problems, plan_calls
from tandem_flows.steps.definition import Result, step
from tandem_validators.errors import InputRefused

_HORIZON_MONTHS = 12  # calls are planned a year ahead; each run of the step extends them


@step(
    "ready",
    word="ready",
    title="Share contacts and plan the calls",
    reads=("call_series", "calls"),
    writes=("team", "call_series", "calls"),
)
@implements("RDY-01", "RDY-02", "RDY-03", "INF-01", "INF-03", "INF-04")
def ready(desk: Desk) -> Result:
    """Record the contacts of both sides and plan the calls of the coming year."""
    contacts = read_team(desk.workspace.inbox(desk.practice.practice_id) / "team.csv")
    desk.note_file(contacts.path.name, contacts.source_hash)
    problems = contact_problems(contacts.frame)
    if problems:
        raise InputRefused(problems)
    series = _call_series(desk)
    until = add_months(max(desk.as_of, desk.practice.first_call_on), _HORIZON_MONTHS)
    calls = plan_calls(series, until, desk.closed_days, desk.read("calls"))
    desk.hand_on("team", contacts.frame, "RDY-01", source_hash=contacts.source_hash)
    desk.hand_on(
        "call_series", series, "RDY-03", "INF-03", "INF-04", *_changed_rhythm(desk, series)
    )
    desk.hand_on("calls", calls, "RDY-03", "INF-01")
    text = call_calendar(calls, series, desk.practice.practice_id)
    desk.publish("calls.ics", text_file(text))
    counts = {"contacts": contacts.frame.height, "calls": calls.height}
    return Result(f"{counts['contacts']} contacts, {counts['calls']} calls planned", counts)


def _call_series(desk: Desk) -> pl.DataFrame:
    return pl.DataFrame(
        {
            "first_call_on": [desk.practice.first_call_on],
            "starts_at": [desk.practice.call_starts_at],
            "timezone": [desk.workspace.profile.timezone],
            "interval_days": [desk.values.number("call_interval_days")],
            "minutes": [desk.values.number("call_minutes")],
            "leader": [desk.values.choice("call_leader")],
            "channel": [desk.practice.channel],
        }
    )


@implements("RDY-05")
def _changed_rhythm(desk: Desk, series: pl.DataFrame) -> tuple[str, ...]:
    """Name the clause of a changed rhythm, so that the ledger shows the change as a decision."""
    before = desk.read("call_series")
    is_changed = before.height and before["interval_days"][0] != series["interval_days"][0]
    return ("RDY-05",) if is_changed else ()
