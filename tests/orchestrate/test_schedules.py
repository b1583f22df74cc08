"""When runs start by themselves follows from parameters and profile, and a change is told."""

from datetime import datetime
from zoneinfo import ZoneInfo

import pytest

from tandem_flows.orchestrate import schedules
from tandem_flows.workspace.folder import Workspace
from tandem_validators.errors import GuidelineRefused
from tests.orchestrate.steps import MONDAY, PRACTICE
from tests.orchestrate.workspaces import new_workspace


@pytest.fixture
def workspace(tmp_path):
    return new_workspace(tmp_path)


def _with(workspace, *lines):
    profile = workspace.folder / "profile.yaml"
    with profile.open("a", encoding="utf-8") as text:
        text.write("\n".join(lines) + "\n")
    return Workspace(workspace.folder)


@pytest.mark.clause("RDY-03")
def test_the_daily_look_and_the_call_follow_the_profile_and_the_guideline(workspace):
    daily, call = schedules.rhythms(workspace, MONDAY)

    zone = ZoneInfo("America/New_York")
    assert daily == schedules.Rhythm("advance", PRACTICE, datetime(2026, 1, 13, 6, tzinfo=zone), 1)
    interval = workspace.values(MONDAY).number("call_interval_days")
    assert call == schedules.Rhythm(
        "call", PRACTICE, datetime(2026, 1, 13, 8, tzinfo=zone), interval
    )


def test_a_changed_parameter_changes_the_schedule_and_is_told(workspace):
    before = {rhythm.name: rhythm.words for rhythm in schedules.rhythms(workspace, MONDAY)}
    changed = _with(
        workspace,
        "values:",
        '  - {parameter: call_interval_days, value: 14, since: 2026-01-01, reason: "agreed"}',
    )

    now = schedules.rhythms(changed, MONDAY)

    [told] = schedules.changes(before, now)
    assert told.startswith(f"call {PRACTICE}: every 14 days from 2026-01-13 at 08:00 America/New_")
    assert "(was every 7 days" in told


def test_what_is_new_and_what_is_gone_is_told(workspace):
    now = schedules.rhythms(workspace, MONDAY)

    told = schedules.changes({"advance elsewhere": "daily at 06:00 Europe/Rome"}, now)

    assert [line.endswith("(new)") for line in told] == [True, True, False]
    assert told[-1] == "advance elsewhere: no longer (daily at 06:00 Europe/Rome)"


def test_the_schedules_of_a_start_are_kept_for_the_next(tmp_path, workspace):
    now = schedules.rhythms(workspace, MONDAY)

    schedules.keep(tmp_path / "kept.json", now)

    assert schedules.changes(schedules.kept(tmp_path / "kept.json"), now) == []


def test_the_times_are_the_organisations_own(workspace):
    own = _with(workspace, "serve:", '  advance_at: "05:30"', "  call_sheet_minutes_before: 15")

    daily, call = schedules.rhythms(own, MONDAY)

    assert (f"{daily.first_at:%H:%M}", f"{call.first_at:%H:%M}") == ("05:30", "08:45")


@pytest.mark.parametrize(
    ("lines", "words"),
    [
        (["serve:", "  advance_at: 6"], "key 'advance_at': is no time of day. Write it in quotes"),
        (["serve:", "  runs_at_once: 0"], "key 'runs_at_once': is below 1. Give 1 or more"),
        (["serve:", "  advanced_at: 6"], "advanced_at"),
        (["mail:", "  host: a"], "mail"),
    ],
)
def test_a_wrong_block_is_refused_with_its_key(workspace, lines, words):
    with pytest.raises(GuidelineRefused, match=r"profile\.yaml, ") as refused:
        _with(workspace, *lines)

    assert words in str(refused.value)


def test_a_time_zone_that_nobody_knows_is_refused(workspace):
    profile = workspace.folder / "profile.yaml"
    text = profile.read_text(encoding="utf-8").replace("America/New_York", "Mars/Olympus")
    profile.write_text(text, encoding="utf-8")

    with pytest.raises(GuidelineRefused, match=r"is no known time zone. Write it as in `America/"):
        schedules.rhythms(Workspace(workspace.folder), MONDAY)
