"""Small records that a person makes by command: they change one register and leave their entry.

They carry words of people, so they do not pass through Prefect: its parameters would keep them.
"""

from __future__ import annotations

from dataclasses import replace

from tandem_flows.desk import Desk, Job
from tandem_flows.steps.definition import Result, Step
from tandem_flows.workspace.folder import Workspace


def _by_hand(desk: Desk) -> Result:
    return Result("recorded by a person")


def record_desk(
    workspace: Workspace, job: Job, word: str, reads: tuple[str, ...], writes: tuple[str, ...]
) -> Desk:
    """Return a loaded desk for a record of step `word`."""
    step = Step(
        f"{word}_by_hand", word, "Record by hand", reads, writes, False, False, _by_hand, False
    )
    desk = Desk(step, job, workspace)
    desk.load()
    latest = desk.store.latest_day(writes)
    if latest is None or latest <= job.as_of:
        return desk
    # what happened earlier is often written down later: the record counts from today on
    later = Desk(step, replace(job, as_of=latest), workspace)
    later.load()
    return later
