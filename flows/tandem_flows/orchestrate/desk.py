"""A desk whose work Prefect sees: one task to read, one for each handoff, one to commit.

The rows stay in this process: tasks take no arguments, and what they return is not stored.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import cached_property
from typing import Any, TypeVar

import polars as pl
from prefect import Task
from prefect.cache_policies import NO_CACHE
from prefect.client.schemas.objects import State, TaskRun
from prefect.context import TaskRunContext

from tandem_flows.desk import Desk
from tandem_flows.orchestrate.guard import AWAY, BUSY, StepFailed, guarded
from tandem_flows.server.drain import expect
from tandem_flows.source.open import Source
from tandem_flows.store.entries import Entry
from tandem_flows.store.rounds import Round
from tandem_flows.store.writing import Staged, Written

Answer = TypeVar("Answer")
_PAUSES_SECONDS: list[float] = [2, 10]
_MAY_PASS = (BUSY, AWAY)


class FlowDesk(Desk):
    """One run of one step for one partnership, inside its Prefect flow."""

    def load(self) -> None:
        """Read every declared handoff, as the task `read`."""
        self._task("read", super().load)

    @cached_property
    def source(self) -> Source:
        """The plan source, opened as the task `open plan source` when first asked for."""
        opened: Source = self._task("open plan source", lambda: self.workspace.source)
        return opened

    def open_round(self) -> Round:
        """Open the next round, as the task `open round`."""
        return self._task("open round", super().open_round)

    def hand_on(
        self,
        name: str,
        frame: pl.DataFrame,
        *clauses: str,
        part: str = "",
        notes: tuple[Entry, ...] = (),
        **facts: Any,
    ) -> pl.DataFrame:
        """Validate and stage a handoff, as the task `write <handoff>`."""
        hand_on = super().hand_on
        return self._task(
            f"write {name}",
            lambda: hand_on(name, frame, *clauses, part=part, notes=notes, **facts),
        )

    def commit(self) -> list[Written]:
        """Write everything staged in one transaction, as the task `commit`."""
        return self._task("commit", super().commit)

    @property
    def staged(self) -> tuple[Staged, ...]:
        """What waits to be committed, or was."""
        return tuple(self._staged)

    def _task(self, name: str, work: Callable[[], Answer]) -> Answer:
        """Run `work` as a guarded task.

        Only what may pass by itself is tried again: a store that others keep, a share that is away.
        """

        def guarded_work() -> Answer:
            context = TaskRunContext.get()
            if context is not None:
                expect(context.task_run.id)
            return guarded(self.workspace.folder, work)

        task: Task[[], Answer] = Task(
            guarded_work,
            name=name,
            task_run_name=name,
            persist_result=False,
            cache_policy=NO_CACHE,
            log_prints=False,
            retries=len(_PAUSES_SECONDS),
            retry_delay_seconds=_PAUSES_SECONDS,
            retry_condition_fn=_may_pass,
        )
        return task()


def _may_pass(_task: Task[..., Any], _run: TaskRun, state: State[Any]) -> bool:
    return isinstance(state.data, StepFailed) and state.data.code in _MAY_PASS
