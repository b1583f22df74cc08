"""How answers are printed: a table for people, JSON for programs, notes beside them.

A table on a terminal fits its width; one that goes into a pipe keeps its lines whole. Notes go to
standard error, so that what a program reads is the answer alone.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

import typer

if TYPE_CHECKING:
    from rich.console import Console

Progress = Callable[[str], None]
Cell = str | int | float | bool | date | None | Sequence[str]
_WIDE_ENOUGH = 10_000  # columns of a line that goes into a pipe
_NARROWEST = 11  # characters a column needs on a screen; with less, rows are printed as records


@dataclass(frozen=True)
class Table:
    """What is printed: names of columns, and rows in that order."""

    columns: tuple[str, ...]
    rows: tuple[tuple[Cell, ...], ...]

    def without(self, *names: str) -> Table:
        """Return the table without some columns."""
        kept = [index for index, name in enumerate(self.columns) if name not in names]
        rows = tuple(tuple(row[index] for index in kept) for row in self.rows)
        return Table(tuple(self.columns[index] for index in kept), rows)


def print_table(table: Table, *, as_json: bool = False, empty: str = "Nothing to show.") -> None:
    """Print `table`; without rows say so in the words of `empty`, or `[]` in JSON."""
    if as_json:
        typer.echo(as_json_text(table))
    elif table.rows:
        _print_rows(table)
    else:
        typer.echo(empty)


def print_grid(table: Table) -> None:
    """Print `table` with its header, also when it has no rows."""
    _print_rows(table)


def as_json_text(table: Table) -> str:
    """Return the rows as a JSON list of objects; days are ISO text, empty is null."""
    rows = [dict(zip(table.columns, row, strict=True)) for row in table.rows]
    return json.dumps(rows, ensure_ascii=False, indent=1, default=_plain)


def note(words: str) -> None:
    """Print a remark on standard error; it holds no patient's data."""
    typer.echo(words, err=True)


@contextmanager
def working(words: str) -> Iterator[Progress]:
    """Show on a terminal that long work goes on; yield how to say what it is at."""
    if not sys.stderr.isatty():
        yield note
        return
    from rich.console import Console

    with Console(stderr=True).status(words) as status:
        yield status.update


def shown(cell: Cell) -> str:
    """Return a cell as a person reads it."""
    if cell is None:
        return ""
    if isinstance(cell, bool):
        return "yes" if cell else "no"
    if isinstance(cell, list | tuple):
        return ", ".join(cell)
    return cell.isoformat() if isinstance(cell, date) else str(cell)


def _print_rows(table: Table) -> None:
    from rich import box
    from rich.measure import Measurement
    from rich.table import Table as Grid
    from rich.text import Text

    console = _console()
    grid = Grid(box=box.SIMPLE_HEAD, pad_edge=False, show_edge=False, padding=(0, 1, 0, 0))
    for index, name in enumerate(table.columns):
        # the first column is what people copy: it stays whole
        grid.add_column(name, overflow="fold", no_wrap=index == 0)
    for row in table.rows:
        grid.add_row(*(Text(shown(cell)) for cell in row))
    needed = Measurement.get(console, console.options.update(width=_WIDE_ENOUGH), grid).maximum
    is_cramped = console.width < _NARROWEST * len(table.columns)
    if table.rows and is_cramped and needed > console.width:
        _print_records(table)
        return
    console.print(grid)


def _print_records(table: Table) -> None:
    """Print each row as lines of name and value: what a wide table needs on a narrow screen."""
    widest = max(len(name) for name in table.columns)
    for number, row in enumerate(table.rows, start=1):
        typer.echo(f"- {number} " + "-" * widest)
        for name, cell in zip(table.columns, row, strict=True):
            typer.echo(f"{name:<{widest}}  {shown(cell)}".rstrip())


def _console() -> Console:
    from rich.console import Console

    width = None if sys.stdout.isatty() else _WIDE_ENOUGH
    return Console(file=sys.stdout, width=width, highlight=False, soft_wrap=False)


def _plain(value: object) -> str:
    if isinstance(value, date):
        return value.isoformat()
    raise TypeError(f"a {type(value).__name__} has no JSON form here")
