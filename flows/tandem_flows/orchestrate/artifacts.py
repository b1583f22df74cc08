"""What a run leaves to be seen in Prefect's UI: pages of counts, and the progress of long work."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from types import TracebackType
from uuid import UUID

from prefect.artifacts import (
    create_markdown_artifact,
    create_progress_artifact,
    update_progress_artifact,
)

from tandem_flows.desk import Job
from tandem_flows.documents.markdown import as_words
from tandem_flows.orchestrate.board import Board, board_page
from tandem_flows.orchestrate.guard import StepFailed
from tandem_flows.orchestrate.page import step_page
from tandem_flows.server.home import REPORTS
from tandem_flows.steps.definition import Result, Step
from tandem_flows.store.writing import Staged, Written
from tandem_flows.upkeep.checks import Check, checks_page
from tandem_flows.workspace.folder import Workspace

_WHOLE = 100.0
_BOARD = "status-board"


def leave_artifact(
    workspace: Workspace,
    step: Step,
    job: Job,
    result: Result,
    staged: Sequence[Staged],
    written: Sequence[Written],
) -> None:
    """Leave what the step handed on; the same step of a practice keeps one line of versions."""
    create_markdown_artifact(
        key=f"{step.name}-{job.practice_id}".replace("_", "-"),
        description=as_words(step.title),
        markdown=step_page(workspace, step, job, result, staged, written),
    )


def leave_board(workspace: Workspace, boards: Sequence[Board]) -> None:
    """Leave the status board of each partnership; each keeps one line of versions."""
    for board in boards:
        create_markdown_artifact(
            key=f"{_BOARD}-{board.practice_id}",
            description=as_words(board.words),
            markdown=f"# Status board\n\n{board_page(workspace, [board])}",
        )


def leave_checks(checks: Sequence[Check]) -> None:
    """Leave what was checked and what came of it."""
    create_markdown_artifact(
        key="check", description="Installation and records", markdown=checks_page(checks)
    )


def leave_refusal(practice_id: str | None, failed: StepFailed) -> None:
    """Leave where the reasons of a refused run stand: in the workspace, behind its login."""
    address = f"{REPORTS}/{failed.report_id}"
    create_markdown_artifact(
        key=f"refused-{practice_id or 'all'}",
        description=as_words(failed),
        markdown=(
            f"# Refused, nothing was stored\n\n**{as_words(failed)}**\n\n"
            f"[Read report {failed.report_id}]({address}): file, row, column, what is wrong and "
            "what to do. It asks for the same login.\n\n"
            "Correct it, then run the same deployment again: nothing is recorded twice."
        ),
    )


class Progress:
    """How far a run over several partnerships has come, as a bar in the UI."""

    def __init__(self, practices: Sequence[str]) -> None:
        self._practices = list(practices)
        self._artifact: UUID | None = None

    def __enter__(self) -> Progress:
        self._artifact = create_progress_artifact(0.0, description="Steps that are due")  # type: ignore[assignment]
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        if kind is None:
            self._show(_WHOLE)

    def of(self, practice_id: str) -> Callable[[int, int], None]:
        """Return how to tell that `done` of `known` due steps of a practice are done."""
        share = _WHOLE / len(self._practices)
        before = self._practices.index(practice_id) * share

        def tell(done: int, known: int) -> None:
            self._show(before + share * done / known)

        return tell

    def _show(self, percent: float) -> None:
        if self._artifact is not None:
            update_progress_artifact(self._artifact, percent)
