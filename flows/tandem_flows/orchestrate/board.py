"""The status board as counts: for each step and side what is done, due, late and waiting.

Counts, days, roles and clauses only; the items with their case ids stay in the store. Knows no
Prefect.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

import polars as pl

from tandem_flows.documents.markdown import as_words
from tandem_flows.orchestrate.offers import clause_link
from tandem_flows.steps.look import board
from tandem_flows.workspace.folder import Workspace

STATES = ("late", "due", "waiting", "done")
_HEAD = (
    "| step | what | with whom | late | due | waiting | done | next day | clause |",
    "|---|---|---|---:|---:|---:|---:|---|---|",
)


@dataclass(frozen=True)
class Line:
    """One line of the board: something owed by one side, counted by its state."""

    step: str
    what: str
    organisation: str
    clause: str
    late: int
    due: int
    waiting: int
    done: int
    next_on: date | None


@dataclass(frozen=True)
class Board:
    """The board of one partnership on a day."""

    practice_id: str
    as_of: date
    lines: tuple[Line, ...]
    rests: str | None = None

    def count(self, state: str) -> int:
        """Return how many things are in a state."""
        return sum(getattr(line, state) for line in self.lines)

    def late_things(self) -> dict[str, int]:
        """Return what is late and how often, by what it is."""
        found: dict[str, int] = {}
        for line in self.lines:
            if line.late:
                found[line.what] = found.get(line.what, 0) + line.late
        return found

    def owed_now(self, what: str) -> int:
        """Return how many things of a kind are due or late."""
        return sum(line.late + line.due for line in self.lines if line.what == what)

    @property
    def words(self) -> str:
        """Return the board in one sentence."""
        if self.rests:
            return f"{self.practice_id}: {self.rests}"
        if not self.lines:
            return f"{self.practice_id}: nothing is due"
        counts = ", ".join(f"{self.count(state)} {state}" for state in STATES[:3])
        return f"{self.practice_id}: {counts}"


def board_of(workspace: Workspace, practice_id: str, as_of: date) -> Board:
    """Return the board of a partnership, counted from its dated records."""
    rests = workspace.practice(practice_id).rests_on(as_of)
    if not workspace.store(practice_id).path.is_file():
        return Board(practice_id, as_of, (), rests)
    return Board(practice_id, as_of, counted(board(workspace, practice_id, as_of)), rests)


def counted(items: pl.DataFrame) -> tuple[Line, ...]:
    """Return the items of `rules.due` counted by what is owed and by whom, in order of its day."""
    if items.is_empty():
        return ()
    is_open = pl.col("state") != "done"
    lines = items.group_by("step", "what", "organisation", "clause").agg(
        *((pl.col("state") == state).sum().alias(state) for state in STATES),
        pl.col("due_on").filter(is_open).min().alias("next_on"),
    )
    ordered = lines.sort("next_on", "step", "what", "organisation", nulls_last=True)
    return tuple(Line(**row) for row in ordered.iter_rows(named=True))


def board_page(workspace: Workspace, boards: Iterable[Board]) -> str:
    """Return the boards as a page of Markdown, with each clause linked to its sentence."""
    return "\n\n".join(_section(workspace, board) for board in boards)


def _section(workspace: Workspace, board: Board) -> str:
    head = f"## {as_words(board.practice_id)}, as of {board.as_of}"
    if not board.lines:
        begin = "Nothing is recorded yet. Begin with the deployment `ready`."
        return f"{head}\n\n{as_words(board.rests) if board.rests else begin}"
    return "\n\n".join(
        [head, f"**{as_words(board.words)}**", "\n".join([*_HEAD, *_rows(workspace, board)])]
    )


def _rows(workspace: Workspace, board: Board) -> Iterator[str]:
    for line in board.lines:
        late = f"**{line.late}**" if line.late else "0"
        cells = (
            as_words(line.step),
            as_words(line.what.replace("_", " ")),
            as_words(line.organisation),
            late,
            str(line.due),
            str(line.waiting),
            str(line.done),
            str(line.next_on or ""),
            clause_link(workspace, line.clause),
        )
        yield f"| {' | '.join(cells)} |"
