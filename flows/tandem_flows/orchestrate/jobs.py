"""From what was asked to a job: on which day it looks, about which call, and by whom.

The scheduler's clock is read here and nowhere else in `orchestrate`. Knows no Prefect.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from tandem_flows.desk import Job
from tandem_flows.rules.ready import next_call
from tandem_flows.steps.definition import Step
from tandem_flows.workspace.folder import Workspace
from tandem_validators.errors import GuidelineRefused, InputRefused, Problem


@dataclass(frozen=True)
class Asked:
    """What was asked of a step: an empty day means today, an empty call the next planned one."""

    practice_id: str
    operator: str
    operator_basis: str
    as_of: date | None = None
    call_date: date | None = None
    flow_run_id: str | None = None


def job_of(workspace: Workspace, step: Step, asked: Asked) -> Job:
    """Return the job of a step; raise InputRefused for an ended partnership or an unknown call."""
    as_of = asked.as_of or today(workspace)
    refuse_ended(workspace, asked.practice_id, as_of)
    call_date = asked.call_date
    if step.needs_call and call_date is None:
        call_date = _next_call(workspace, step, asked.practice_id, as_of)
    return Job(
        asked.practice_id,
        as_of,
        call_date,
        asked.operator,
        asked.operator_basis,
        asked.flow_run_id,
    )


def today(workspace: Workspace) -> date:
    """Return the day it is where the organisation's calls are held."""
    return datetime.now(time_zone(workspace)).date()


def time_zone(workspace: Workspace) -> ZoneInfo:
    """Return the profile's time zone; raise GuidelineRefused for one that does not exist."""
    try:
        return ZoneInfo(workspace.profile.timezone)
    except (ZoneInfoNotFoundError, ValueError):
        remedy = "Write it as in `America/New_York`."
        problem = Problem("profile.yaml, key 'timezone'", "is no known time zone", remedy)
    raise GuidelineRefused(problem)


def refuse_ended(workspace: Workspace, practice_id: str, as_of: date) -> None:
    """Raise InputRefused when the partnership has ended by that day."""
    practice = workspace.practice(practice_id)
    if practice.rests_on(as_of) != "ended":
        return
    remedy = f"Take it up again with `tandem partnership resume --practice {practice_id}`."
    what = f"has ended on {practice.ended_on}"
    raise InputRefused(Problem(f"partnership {practice_id}", what, remedy))


def idle_reason(workspace: Workspace, step: Step, asked: Asked) -> str | None:
    """Return why a run that a schedule began has nothing to do, if so.

    The schedule follows the series; which calls are held stands in the store.
    """
    as_of = asked.as_of or today(workspace)
    rests = workspace.practice(asked.practice_id).rests_on(as_of)
    if rests:
        return f"the partnership is {rests}"
    is_about_today = planned_call(workspace, asked.practice_id, as_of) == as_of
    return None if is_about_today or not step.needs_call else f"no call is planned on {as_of}"


def _next_call(workspace: Workspace, step: Step, practice_id: str, as_of: date) -> date:
    """Return the next planned call on or after the day; raise InputRefused when none is known."""
    found = planned_call(workspace, practice_id, as_of)
    if found is not None:
        return found
    remedy = "Name the call with `--call YYYY-MM-DD`, or run `tandem run ready` to plan the calls."
    what = f"is about one call, and none is planned on or after {as_of}"
    raise InputRefused(Problem(f"step {step.name}", what, remedy))


def planned_call(workspace: Workspace, practice_id: str, as_of: date) -> date | None:
    """Return the first planned call on or after a day, if any."""
    store = workspace.store(practice_id)
    calls = store.read("calls").frame if store.path.is_file() else None
    return next_call(calls, as_of) if calls is not None and calls.height else None
