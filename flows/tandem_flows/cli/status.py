"""`tandem status`: what is due, with whom, and what is late. Worked out when read."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import TYPE_CHECKING, Annotated

import typer

from tandem_flows.cli.options import AsOfOption, JsonOption, OptionalPractice, WorkspaceOption
from tandem_flows.cli.output import Cell, Table, note, print_table

if TYPE_CHECKING:
    from tandem_flows.workspace.folder import Workspace

_EMPTY = "Nothing is due."
_OPEN = ("late", "due", "waiting")
_SUMMARY = ("practice", "step", "what", "late", "due", "waiting", "done", "next_due_on")

Item = dict[str, Cell]


def status(
    workspace: WorkspaceOption,
    as_of: AsOfOption,
    practice: OptionalPractice = None,
    show_all: Annotated[bool, typer.Option("--all", help="List each item, not counts.")] = False,
    as_json: JsonOption = False,
) -> None:
    """Show what is due, with whom, and what is late.

    By default one line for each thing owed, with counts: late, due now, waiting for its day,
    done. With --all one line for each item. It holds case ids, no names.

    \b
    Example:
      tandem status --workspace W --as-of 2026-01-20
      tandem status --workspace W --practice lakeside --all
    """
    from tandem_flows.workspace.folder import Workspace

    opened = Workspace(workspace)
    chosen = [opened.practice(practice).practice_id] if practice else list(opened.profile.practices)
    items = [item for name in chosen for item in _items(opened, name, as_of)]
    if show_all:
        columns = ("practice", *(tuple(items[0])[1:] if items else ()))
        rows = tuple(tuple(item.values()) for item in items)
        print_table(Table(columns, rows), as_json=as_json, empty=_EMPTY)
        return
    print_table(Table(_SUMMARY, counted(items)), as_json=as_json, empty=_EMPTY)
    if items and not as_json:
        typer.echo(_last_line(items, as_of))


def _items(workspace: Workspace, practice_id: str, as_of: date) -> list[Item]:
    """Return the board of one practice, each item with the practice in front."""
    if not workspace.store(practice_id).path.is_file():
        note(f"{practice_id}: nothing is recorded yet. Begin with `tandem run ready`.")
        return []
    from tandem_flows.steps.look import board

    rows = board(workspace, practice_id, as_of).iter_rows(named=True)
    return [{"practice": practice_id, **row} for row in rows]


def counted(items: Sequence[Item]) -> tuple[tuple[Cell, ...], ...]:
    """Return one row for each practice, step and thing owed, the most pressing day first."""
    groups = dict[tuple[Cell, ...], list[Item]]()
    for item in items:
        groups.setdefault((item["practice"], item["step"], item["what"]), []).append(item)
    rows = [(*key, *_counts(group), _next_due(group)) for key, group in groups.items()]
    return tuple(sorted(rows, key=lambda row: (row[0], row[-1] or date.max)))


def _counts(group: Sequence[Item]) -> tuple[int, ...]:
    states = [item["state"] for item in group]
    return tuple(states.count(state) for state in (*_OPEN, "done"))


def _next_due(group: Sequence[Item]) -> date | None:
    days = [item["due_on"] for item in group if item["state"] in _OPEN]
    return min((day for day in days if isinstance(day, date)), default=None)


def _last_line(items: Sequence[Item], as_of: date) -> str:
    late, due, waiting = (sum(item["state"] == state for item in items) for state in _OPEN)
    return f"\nAs of {as_of}: {late} late, {due} due, {waiting} waiting for their day."
