"""Prefect's own run history as a table, read through its API. It is evidence beside the ledger."""

from __future__ import annotations

import polars as pl
from prefect.client.orchestration import get_client
from prefect.client.schemas.objects import FlowRun

_PAGE = 200
_SCHEMA: dict[str, pl.DataType | type[pl.DataType]] = {
    "run_id": pl.String,
    "name": pl.String,
    "state": pl.String,
    "message": pl.String,
    "tags": pl.List(pl.String),
    "created_at": pl.Datetime("us"),
    "started_at": pl.Datetime("us"),
    "ended_at": pl.Datetime("us"),
}


def flow_runs() -> pl.DataFrame:
    """Return every flow run the server knows, oldest first.

    Columns: run_id, name, state, message, tags, created_at, started_at, ended_at (UTC).
    """
    rows: list[tuple[object, ...]] = []
    with get_client(sync_client=True) as client:
        while page := client.read_flow_runs(limit=_PAGE, offset=len(rows)):
            rows += [_row(run) for run in page]
    return pl.DataFrame(rows, schema=_SCHEMA, orient="row").sort("created_at", "run_id")


def _row(run: FlowRun) -> tuple[object, ...]:
    state = run.state
    times = (run.created, run.start_time, run.end_time)
    return (
        str(run.id),
        run.name,
        state.type.value.lower() if state else None,
        state.message if state else None,
        sorted(run.tags),
        *(time.replace(tzinfo=None) if time else None for time in times),
    )
