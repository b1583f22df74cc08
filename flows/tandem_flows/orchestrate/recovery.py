"""What a start finds of the last one: runs whose process is gone, and missed schedules."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, datetime
from typing import Any

from prefect.client.orchestration import SyncPrefectClient, get_client
from prefect.client.schemas.filters import (
    FlowRunFilter,
    FlowRunFilterDeploymentId,
    FlowRunFilterNextScheduledStartTime,
    FlowRunFilterState,
    FlowRunFilterStateType,
)
from prefect.client.schemas.objects import FlowRun, StateType
from prefect.states import Cancelled, Crashed

from tandem_flows.orchestrate.known import is_alive
from tandem_flows.server.home import Home

LOST = "Its process is gone; nothing was half-written. Run it again."
MISSED = "Missed while nothing was served; the latest of its kind is run instead."
_BEGUN = [StateType.RUNNING, StateType.PENDING, StateType.CANCELLING]
_PAGE = 200


def settle(home: Home) -> tuple[int, int]:
    """End runs that lost their process, and all but the latest of missed ones; return how many."""
    with get_client(sync_client=True) as client:
        lost = [run for run in _begun(client) if not is_alive(home, str(run.id))]
        for run in lost:
            client.set_flow_run_state(run.id, Crashed(message=LOST), force=True)
        missed = _superseded(_overdue(client))
        for run in missed:
            client.set_flow_run_state(run.id, Cancelled(message=MISSED), force=True)
    return len(lost), len(missed)


def _begun(client: SyncPrefectClient) -> list[FlowRun]:
    """Return the runs of deployments that began and have not ended."""
    return client.read_flow_runs(
        flow_run_filter=FlowRunFilter(
            state=FlowRunFilterState(type=FlowRunFilterStateType(any_=_BEGUN)),
            deployment_id=FlowRunFilterDeploymentId(is_null_=False),
        ),
        limit=_PAGE,
    )


def _overdue(client: SyncPrefectClient) -> list[FlowRun]:
    """Return the scheduled runs whose time has passed, the earliest first."""
    scheduled = FlowRunFilterStateType(any_=[StateType.SCHEDULED])
    now: Any = datetime.now(UTC)  # as good as Prefect's own kind of moment
    found = client.read_flow_runs(
        flow_run_filter=FlowRunFilter(
            state=FlowRunFilterState(type=scheduled),
            next_scheduled_start_time=FlowRunFilterNextScheduledStartTime(before_=now),
        ),
        limit=_PAGE,
    )
    planned = [run for run in found if run.auto_scheduled]
    return sorted(planned, key=lambda run: run.expected_start_time or now)


def _superseded(runs: Iterable[FlowRun]) -> list[FlowRun]:
    """Return all runs but the latest of each deployment and partnership."""
    latest: dict[tuple[object, object], FlowRun] = {}
    superseded = []
    for run in runs:
        key = (run.deployment_id, run.parameters.get("practice"))
        if key in latest:
            superseded.append(latest[key])
        latest[key] = run
    return superseded
