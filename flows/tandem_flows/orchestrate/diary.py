"""How a run is called and tagged, so that a list of runs reads as a diary.

Names and tags hold the step, the partnership and a day: ids and dates by their type.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from prefect.client.orchestration import get_client
from prefect.context import FlowRunContext
from prefect.runtime import flow_run

from tandem_flows.desk import Job
from tandem_flows.steps.definition import Step

_ALL = "all"


def flow_name(step_name: str) -> str:
    """Return the name of a step's flow and deployment."""
    return step_name.replace("_", "-")


def first_name() -> str:
    """Return a run's name from its parameters alone, before its call or day was looked up."""
    given = flow_run.parameters
    day = given.get("call_date") or given.get("as_of")
    words = [str(flow_run.flow_name), str(given.get("practice") or _ALL)]
    return " ".join([*words, week(date.fromisoformat(str(day)[:10]))] if day else words)


def week(day: date) -> str:
    """Return a day's week as a diary has it."""
    return f"{day:%G-W%V}"


def enter_step(step: Step, job: Job) -> None:
    """Name and tag the run of a step: partnership and the week of its call, or of its day."""
    name = f"{flow_name(step.name)} {job.practice_id} {week(job.call_date or job.as_of)}"
    enter(name, (f"step:{step.word}", f"partnership:{job.practice_id}"))


def enter_day(practice_id: str | None, as_of: date) -> None:
    """Name and tag the run of a daily look: partnership, or all, and the day."""
    tags = (f"partnership:{practice_id}",) if practice_id else ()
    enter(f"{flow_run.flow_name} {practice_id or _ALL} {as_of}", tags)


def enter(name: str, tags: Iterable[str]) -> None:
    """Give the run that is going on its name, and `tags` beside those it has."""
    run = FlowRunContext.get()
    if run is None or run.flow_run is None:
        return
    with get_client(sync_client=True) as client:
        client.update_flow_run(run.flow_run.id, name=name, tags={*run.flow_run.tags, *tags})


def is_scheduled() -> bool:
    """Whether the run that is going on was planned by a schedule."""
    run = FlowRunContext.get()
    return bool(run and run.flow_run and run.flow_run.auto_scheduled)
