"""Getting ready: contacts of both sides, their programs, the call series, how files travel."""

from __future__ import annotations

import polars as pl

from tandem_flows.desk import Desk
from tandem_flows.inbox.register import read_register
from tandem_flows.inbox.team import TeamFile, read_team
from tandem_flows.marks import implements
from tandem_flows.rules.days import add_months
from tandem_flows.rules.readiness import open_points
from tandem_flows.rules.ready import (
    contact_problems,
    plan_calls,
    without_licence,
)
from tandem_flows.steps.arrivals import arrived, expected
from tandem_flows.steps.calendars import publish_calendars
from tandem_flows.steps.definition import Result, step
from tandem_flows.steps.notes import deviation_note
from tandem_flows.steps.refusals import refusals_on_record
from tandem_flows.store.entries import Entry
from tandem_validators.errors import InputRefused

_HORIZON_MONTHS = 12  # calls are planned a year ahead; each run of the step extends them


@step(
    "ready",
    word="ready",
    title="Share contacts and plan the calls",
    reads=("call_series", "calls"),
    writes=("team", "programs", "call_series", "calls"),
)
@implements("RDY-01", "RDY-02", "RDY-03", "INF-01", "INF-03", "INF-04")
def ready(desk: Desk) -> Result:
    """Record the contacts of both sides and plan the calls of the coming year."""
    contacts = _contacts(desk)
    series = _call_series(desk)
    until = add_months(max(desk.as_of, desk.practice.first_call_on), _HORIZON_MONTHS)
    calls = plan_calls(series, until, desk.closed_days, desk.read("calls"))
    notes = _open_points(desk, contacts.frame)
    desk.hand_on("team", contacts.frame, "RDY-01", source_hash=contacts.source_hash, notes=notes)
    _hand_on_programs(desk)
    desk.hand_on(
        "call_series", series, "RDY-03", "INF-03", "INF-04", *_changed_rhythm(desk, series)
    )
    desk.hand_on("calls", calls, "RDY-03", "INF-01")
    publish_calendars(desk)
    counts = {"contacts": contacts.frame.height, "calls": calls.height}
    return Result(f"{counts['contacts']} contacts, {counts['calls']} calls planned", counts)


def _contacts(desk: Desk) -> TeamFile:
    """Return the contacts of both sides; raise InputRefused when any of them cannot stand."""
    path = expected(desk, "team.csv")
    with refusals_on_record(desk, "team_refused", path):
        contacts = read_team(path)
        problems = contact_problems(contacts.frame)
        if problems:
            raise InputRefused(problems)
    desk.note_file(path.name, contacts.source_hash)
    return contacts


@implements("LES-05", "ELM-03")
def _hand_on_programs(desk: Desk) -> None:
    """Record the directory of programs, when one lies in the inbox."""
    path = arrived(desk, "programs.csv")
    if path is None:
        return
    with refusals_on_record(desk, "programs_refused", path):
        programs = read_register(path, "programs")
    desk.note_file(path.name, programs.source_hash)
    desk.hand_on("programs", programs.frame, "LES-05", source_hash=programs.source_hash)


@implements("LES-08", "TRN-01", "TRN-02", "ROL-05", "DEF-03")
def _open_points(desk: Desk, team: pl.DataFrame) -> tuple[Entry, ...]:
    """Note what is still open before the partnership begins; none of it stops the calls."""
    stated = desk.workspace.profile.readiness[desk.practice.practice_id]
    counts = open_points(stated, desk.as_of) | {"licence_missing": without_licence(team).height}
    notes = (deviation_note(desk, code, count) for code, count in counts.items())
    return tuple(note for found in notes for note in found)


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
