"""Makes Prefect's writes on SQLite wait for each other instead of failing. Nothing on PostgreSQL.

Prefect begins a transaction as a reader; when it then writes and another has written meanwhile,
SQLite answers "database is locked" at once: a click in the UI fails, an automation misses its
event. A transaction that begins as a writer waits for its turn.
"""

from __future__ import annotations

from contextlib import AbstractAsyncContextManager
from typing import Any

from prefect.server.database.configurations import AioSqliteConfiguration

_begin_as_prefect_does = AioSqliteConfiguration.begin_transaction


def _begin_as_writer(
    configuration: AioSqliteConfiguration, session: Any, with_for_update: bool = True
) -> AbstractAsyncContextManager[Any]:
    return _begin_as_prefect_does(configuration, session, with_for_update=True)


def let_writers_wait() -> None:
    """Let every transaction of this process begin as a writer."""
    AioSqliteConfiguration.begin_transaction = _begin_as_writer  # type: ignore[method-assign, assignment]
