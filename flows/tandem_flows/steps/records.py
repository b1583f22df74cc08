"""Small records that a person makes by command: they change one register and leave their entry.

They carry words of people, so they do not pass through Prefect: its parameters would keep them.
"""

from __future__ import annotations

from tandem_flows.desk import Desk, Job
from tandem_flows.steps.definition import Result, Step
from tandem_flows.workspace.folder import Workspace


def _by_hand(desk: Desk) -> Result:
    return Result("recorded by a person")


def record_desk(
    workspace: Workspace, job: Job, word: str, reads: tuple[str, ...], writes: tuple[str, ...]
) -> Desk:
    """Return a loaded desk for a record of step `word`."""
    step = Step(f"{word}_by_hand", word, "Record by hand", reads, writes, False, False, _by_hand)
    desk = Desk(step, job, workspace)
    desk.load()
    return desk
