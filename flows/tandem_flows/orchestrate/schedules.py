"""When runs start by themselves: from the values in force and the profile, for each partnership.

Reports and surveys have no schedule of their own: the daily `advance` finds in the store what has
become due. Knows no Prefect.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from pathlib import Path

from tandem_flows.marks import implements
from tandem_flows.orchestrate.jobs import time_zone
from tandem_flows.workspace.folder import Workspace
from tandem_flows.workspace.profile import Practice

ADVANCE, CALL = "advance", "call"


@dataclass(frozen=True)
class Rhythm:
    """From when and how often a deployment runs by itself for one partnership."""

    deployment: str
    practice_id: str
    first_at: datetime
    interval_days: int

    @property
    def name(self) -> str:
        """Return how people call it."""
        return f"{self.deployment} {self.practice_id}"

    @property
    def words(self) -> str:
        """Return it in words: days, time and time zone."""
        often = "daily" if self.interval_days == 1 else f"every {self.interval_days} days"
        since = "" if self.interval_days == 1 else f" from {self.first_at:%Y-%m-%d}"
        return f"{often}{since} at {self.first_at:%H:%M} {self.first_at.tzinfo}"


def rhythms(workspace: Workspace, as_of: date) -> tuple[Rhythm, ...]:
    """Return all schedules as of a day; a partnership that rests has none."""
    practices = workspace.profile.practices.values()
    return tuple(
        rhythm
        for practice in practices
        if practice.rests_on(as_of) is None
        for rhythm in _of_practice(workspace, practice, as_of)
    )


@implements("RDY-03")
def _of_practice(workspace: Workspace, practice: Practice, as_of: date) -> Iterator[Rhythm]:
    """Yield the daily look and the sheet before each call of the series, at local time."""
    zone, serving = time_zone(workspace), workspace.profile.serving
    daily = datetime.combine(practice.first_call_on, _time(serving.advance_at), zone)
    yield Rhythm(ADVANCE, practice.practice_id, daily, 1)
    starts = datetime.combine(practice.first_call_on, _time(practice.call_starts_at), zone)
    sheet_at = starts - timedelta(minutes=serving.call_sheet_minutes_before)
    interval_days = workspace.values(as_of).number("call_interval_days")
    yield Rhythm(CALL, practice.practice_id, sheet_at, interval_days)


def _time(text: str) -> time:
    return time.fromisoformat(text)


def changes(before: dict[str, str], now: Iterable[Rhythm]) -> list[str]:
    """Return in words what is new, other or gone among the schedules since the last start."""
    after = {rhythm.name: rhythm.words for rhythm in now}
    told = []
    for name, words in after.items():
        if name not in before:
            told.append(f"{name}: {words} (new)")
        elif before[name] != words:
            told.append(f"{name}: {words} (was {before[name]})")
    return [*told, *(f"{name}: no longer ({before[name]})" for name in before.keys() - after)]


def kept(path: Path) -> dict[str, str]:
    """Return the schedules of the last start by name, in words; none before the first."""
    if not path.is_file():
        return {}
    return dict(json.loads(path.read_text(encoding="utf-8")))


def keep(path: Path, now: Iterable[Rhythm]) -> None:
    """Keep the schedules of this start in words, to tell at the next what has changed."""
    path.touch(mode=0o600)
    words = {rhythm.name: rhythm.words for rhythm in now}
    path.write_text(json.dumps(words, indent=1), encoding="utf-8")
