"""A frame as table, CSV, JSON or workbook, on the screen or in a file."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import polars as pl
import typer

from tandem_flows.cli.frames import table_of
from tandem_flows.cli.output import as_json_text, print_grid
from tandem_flows.cli.write import whole_file


def emit(frame: pl.DataFrame, form: str, output: Path | None, *, title: str, as_of: date) -> None:
    """Print `frame`, or write it to `output`."""
    if form == "xlsx" and output is not None:
        _write_workbook(frame, output, title, as_of)
    elif output is not None:
        with whole_file(output) as unfinished:
            unfinished.write_text(_text(frame, form), encoding="utf-8")
    elif form == "table":
        print_grid(table_of(frame))
    else:
        typer.echo(_text(frame, form), nl=False)


def _text(frame: pl.DataFrame, form: str) -> str:
    """Return CSV (also where a table was asked for: a file has no screen) or JSON."""
    return as_json_text(table_of(frame)) + "\n" if form == "json" else frame.write_csv()


def _write_workbook(frame: pl.DataFrame, output: Path, title: str, as_of: date) -> None:
    from tandem_flows.documents.file import About
    from tandem_flows.documents.workbook import Sheet, workbook

    lines = (title.replace("_", " ").capitalize(), "Patients' data: keep it as your rules ask.")
    write = workbook([Sheet(title, f"As it stands, shown on {as_of}", frame)])
    with whole_file(output) as unfinished:
        write(unfinished, About(lines, as_of))
