"""The practice's own list of its highest-risk patients, read from CSV or XLSX.

Here: from the file to the frame of the handoff `practice_list`, or every reason why not. Not here:
how many patients the list should name (the step warns) and who they are to the plan (matching).
"""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import TypeVar

import polars as pl

from tandem_flows.inbox import cells
from tandem_flows.inbox.aliases import REQUIRED
from tandem_flows.inbox.csv_text import read_csv
from tandem_flows.inbox.list_checks import whole_list_problems
from tandem_flows.inbox.list_fields import READERS, SCHEMA
from tandem_flows.inbox.mistakes import MOST_TOLD, told
from tandem_flows.inbox.opened import InboxFile, OpenedTab, read_file, read_workbook
from tandem_flows.inbox.table import table_of
from tandem_flows.inbox.table_parts import HeadingFound, Row, Table
from tandem_flows.marks import implements
from tandem_validators.errors import InputRefused, Problem

LIST_ENDINGS = (".csv", ".xlsx")
File = TypeVar("File", bound=InboxFile)


@dataclass(frozen=True)
class PracticeListFile:
    """A list that was read: its rows in the columns of the handoff, and what it was read from."""

    frame: pl.DataFrame
    source_hash: str
    headings: tuple[HeadingFound, ...]
    ignored: tuple[str, ...]


@implements("SHR-01", "IDN-01")
def read_practice_list(
    path: InboxFile, profile_definition: str | None, as_of: date
) -> PracticeListFile:
    """Take in the list by which the practice names its highest-risk patients.

    `profile_definition` is the practice's definition of high risk from the profile; one that stands
    in the file goes before it. Raises InputRefused with all problems of the file at once.
    """
    content = read_file(path)
    table = table_of(_tabs(content, path.name), path.name)
    read, problems = _read(table)
    found = [*table.problems, *problems, *whole_list_problems(read, table, as_of)]
    definition = _definition(read, table, profile_definition)
    found += [definition] if isinstance(definition, Problem) else []
    if found or isinstance(definition, Problem):
        raise InputRefused(told(found, path.name))
    frame = _as_handoff(read, definition)
    source_hash = hashlib.sha256(content).hexdigest()
    return PracticeListFile(frame, source_hash, table.headings, table.ignored)


def _tabs(content: bytes, file: str) -> tuple[OpenedTab, ...]:
    ending = Path(file).suffix.lower()
    if ending == ".csv":
        return (read_csv(content, file),)
    if ending == ".xlsx":
        return read_workbook(content, file)
    what = "is neither CSV nor XLSX"
    raise InputRefused(Problem(file, what, "Save it as 'CSV UTF-8' or as 'Excel Workbook'."))


def _read(table: Table) -> tuple[pl.DataFrame, list[Problem]]:
    problems: list[Problem] = []
    rows = []
    for row in table.rows:
        if len(problems) <= MOST_TOLD:  # nobody reads on
            rows.append(_read_row(row, table, problems))
    return pl.DataFrame(rows, schema=dict(SCHEMA)), problems


def _read_row(row: Row, table: Table, problems: list[Problem]) -> dict[str, object]:
    values: dict[str, object] = {"row": row.number}
    for heading in table.headings:
        cell = row.cells[heading.index] if heading.index < len(row.cells) else None
        where = table.place(row.number, heading.heading)
        try:
            value = READERS.get(heading.field, cells.as_one_line)(cell)
        except cells.Unreadable as refused:
            problems.append(Problem(where, refused.what, f"{refused.remedy}."))
            continue
        if value is None and heading.field in REQUIRED:
            remedy = "Fill in this cell, or delete the whole row."
            problems.append(Problem(where, "is empty but required", remedy, "IDN-01"))
        values[heading.field] = value
    return values


@implements("IDN-02")
def _definition(read: pl.DataFrame, table: Table, profile_definition: str | None) -> str | Problem:
    """Return the practice's own definition of high risk, which each list must state once."""
    stated = read.drop_nulls("risk_definition").unique(
        "risk_definition", keep="first", maintain_order=True
    )
    if stated.height > 1:
        return _two_definitions(stated["row"].to_list(), table)
    if stated.height:
        return str(stated["risk_definition"][0])
    if profile_definition and profile_definition.strip():
        return profile_definition.strip()
    remedy = (
        "Write it in a column Risk Definition (one row is enough), "
        "or as the practice's definition in profile.yaml."
    )
    return Problem(
        table.place(), "does not say how the practice defines high risk", remedy, "IDN-02"
    )


def _two_definitions(rows: list[int], table: Table) -> Problem:
    column = next(h.heading for h in table.headings if h.field == "risk_definition")
    what = f"differs from the definition in row {rows[0]}"
    remedy = "Write the same definition in every row, or in one row only."
    return Problem(table.place(rows[1], column), what, remedy, "IDN-02")


@implements("IDN-03")
def _as_handoff(read: pl.DataFrame, definition: str) -> pl.DataFrame:
    """Return the columns of the handoff; a patient added beyond the list is one with a reason."""
    return read.with_columns(
        pl.lit(definition).alias("risk_definition"),
        pl.col("urgent").fill_null(False).alias("is_urgent"),
        pl.col("added_late_reason").is_not_null().alias("is_added_late"),
    ).drop("row", "urgent")


def find_practice_list(inbox: Path) -> Path:
    """Return the list in a practice's inbox; raise InputRefused when there is none, or two."""
    places = [inbox / f"practice_list{ending}" for ending in LIST_ENDINGS]
    return the_one_list([path for path in places if path.is_file()], inbox.name)


def the_one_list(found: Sequence[File], practice_id: str) -> File:
    """Return the one list that was found; raise InputRefused when there is none, or two."""
    if len(found) == 1:
        return found[0]
    if found:
        names = " and ".join(path.name for path in found)
        what, remedy = "lie there both", "Keep the one that is to be used."
        raise InputRefused(Problem(f"inbox/{practice_id}, {names}", what, remedy))
    remedy = "Put the practice's list there as practice_list.csv or practice_list.xlsx."
    raise InputRefused(Problem(f"inbox/{practice_id}", "holds no practice list", remedy))
