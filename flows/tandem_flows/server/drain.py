"""Waits until Prefect has the whole history of what this process ran.

Task runs and log lines travel in the background; a process that just ended would drop them.
"""

from __future__ import annotations

import time
from collections.abc import Iterable
from typing import Any
from uuid import UUID

RECORDED_SECONDS = 20.0
_PAUSE_SECONDS = 0.1
_FINAL = ["COMPLETED", "FAILED", "CRASHED", "CANCELLED"]
_awaited: set[UUID] = set()


def expect(task_run_id: UUID) -> None:
    """Note a task run whose end the server must have recorded before this process may end."""
    _awaited.add(task_run_id)


def drain(seconds: float = RECORDED_SECONDS) -> int:
    """Send all log lines and events and wait for the records; return how many are still missing."""
    import httpx
    from prefect.events.worker import EventsWorker
    from prefect.logging.handlers import APILogWorker

    deadline = time.monotonic() + seconds
    # their type allows for a caller inside an event loop, which a command is not
    APILogWorker.drain_all(timeout=seconds)
    EventsWorker.drain_all(timeout=seconds)
    try:
        missing = _missing(_awaited)
        while missing and time.monotonic() < deadline:
            time.sleep(_PAUSE_SECONDS)
            missing = _missing(_awaited)
    except httpx.HTTPError:
        missing = len(_awaited)
    _awaited.clear()
    return missing


def _missing(task_run_ids: Iterable[UUID]) -> int:
    from prefect.client.orchestration import get_client

    ids = [str(task_run_id) for task_run_id in task_run_ids]
    if not ids:
        return 0
    asked: dict[str, Any] = {"id": {"any_": ids}, "state": {"type": {"any_": _FINAL}}}
    with get_client(sync_client=True) as client:
        answer = client.request("POST", "/task_runs/count", json={"task_runs": asked})
    return len(ids) - int(answer.json())
