"""The calendar files in the outbox: made anew whenever a date changed, with what was sent in mind.

How often a date changed is read from the versions of the registers it comes from, so it counts on
whatever becomes of the files.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date, datetime
from itertools import groupby

import polars as pl

from tandem_flows.desk import Desk
from tandem_flows.documents.calendar_dates import (
    call_dates_of,
    prework_dates,
    report_back_dates,
    tracking_dates,
)
from tandem_flows.documents.calendar_file import Dates, calendar_text, numbered
from tandem_flows.documents.file import text_file
from tandem_flows.store.reading import Version, read_versions
from tandem_validators.handoffs.registry import handoff

_COLUMNS: Mapping[str, tuple[str, ...]] = {
    "calls": ("call_date", "minutes", "state", "moved_to"),
    "call_series": ("starts_at", "timezone"),
    "tasks": ("report_back_on", "owner_organisation", "state"),
    "tracking_list": ("next_report_on", "exited_on"),
}
_CALENDARS = {
    "calls.ics": ("Care coordination calls", ("calls", "call_series")),
    "prework.ics": ("Care coordination: pre-work", ("calls", "call_series")),
    "report-back.ics": ("Care coordination: report back", ("tasks",)),
    "tracking-reports.ics": ("Care coordination: reports", ("tracking_list",)),
}
Frames = Mapping[str, pl.DataFrame]


def publish_calendars(desk: Desk) -> None:
    """Plan every calendar that has a date, with what this run has staged as its last version."""
    versions = _versions(desk)
    for file, (name, registers) in _CALENDARS.items():
        states = (
            (as_of, _dates(desk, file, frames, as_of))
            for as_of, frames in _states(versions, registers)
        )
        dates = numbered(states)
        if dates:
            desk.publish(file, text_file(calendar_text(name, dates)))


def _dates(desk: Desk, file: str, frames: Frames, as_of: date) -> Dates:
    partnership = desk.practice.practice_id
    if file == "report-back.ics":
        return report_back_dates(frames["tasks"], partnership)
    if file == "tracking-reports.ics":
        return tracking_dates(frames["tracking_list"], partnership)
    calls, series = frames["calls"], frames["call_series"]
    if file == "calls.ics":
        return call_dates_of(calls, series, partnership)
    values = desk.workspace.values(as_of)
    return prework_dates(calls, series, partnership, values, desk.closed_days)


def _versions(desk: Desk) -> list[tuple[str, Version]]:
    """Return every version of the registers by name, oldest first; what is staged is the latest."""
    found: list[tuple[str, Version]] = []
    with desk.store.session() as opened:
        for name, columns in _COLUMNS.items():
            stored = read_versions(opened, handoff(name), columns, desk.seen_until)
            found += [(name, version) for version in stored]
    found.sort(key=lambda item: item[1].recorded_at)
    staged = {item.place.spec.name: item.frame for item in desk.staged}
    now = [
        (name, Version(datetime.max, "staged", desk.as_of, staged[name].select(columns)))
        for name, columns in _COLUMNS.items()
        if name in staged
    ]
    return [*found, *now]


def _states(
    versions: list[tuple[str, Version]], registers: tuple[str, ...]
) -> Iterator[tuple[date, Frames]]:
    """Yield how the registers stood after each run that wrote one, once all of them are known.

    What one run writes of several registers counts as one change.
    """
    known: dict[str, pl.DataFrame] = {}
    mine = [(name, version) for name, version in versions if name in registers]
    for _, written in groupby(mine, key=lambda item: item[1].input_hash):
        run = list(written)
        known |= {name: version.frame for name, version in run}
        if len(known) == len(registers):
            yield run[-1][1].as_of, dict(known)
