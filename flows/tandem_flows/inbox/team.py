"""The team list: who takes part on either side, read from `team.csv` of a practice's inbox.

Here: its columns and its yes-and-no words. Whether the list is complete is a rule.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass

import polars as pl

from tandem_flows.inbox.cells import Cell, Unreadable, as_one_line, as_yes_no
from tandem_flows.inbox.csv_text import read_csv
from tandem_flows.inbox.opened import InboxFile, read_file
from tandem_flows.inbox.place import at
from tandem_flows.marks import implements
from tandem_validators.errors import InputRefused, Problem

COLUMNS = (
    "person",
    "organisation",
    "name",
    "position",
    "email",
    "phone",
    "role",
    "is_core",
    "is_designee",
)
# a team list written before these were asked for is read as it stands
OPTIONAL = ("licence_type", "delegated_to")
_YES_NO = ("is_core", "is_designee")


@dataclass(frozen=True)
class TeamFile:
    """A team list that was read, in the columns of the handoff `team`."""

    path: InboxFile
    frame: pl.DataFrame
    source_hash: str


@implements("RDY-01", "RDY-02", "DEF-03", "DEF-04")
def read_team(path: InboxFile) -> TeamFile:
    """Return the team list at `path`; raise InputRefused with all its problems at once."""
    content = read_file(path)
    rows = [(n, row) for n, row in enumerate(read_csv(content, path.name).rows, 1) if any(row)]
    if not rows:
        remedy = f"Write a row of headings ({', '.join(COLUMNS)}) and a row for each person."
        raise InputRefused(Problem(path.name, "has no rows", remedy))
    headings = [(as_one_line(cell) or "").lower() for cell in rows[0][1]]
    problems = _heading_problems(headings, path.name)
    if problems:
        raise InputRefused(problems)
    people = [
        _person(dict(zip(headings, row, strict=False)), number, path.name, problems)
        for number, row in rows[1:]
    ]
    if problems:
        raise InputRefused(problems)
    names = (*COLUMNS, *OPTIONAL)
    types = {name: pl.Boolean if name in _YES_NO else pl.String for name in names}
    frame = pl.DataFrame(people, schema=types)
    return TeamFile(path, frame, hashlib.sha256(content).hexdigest())


def _heading_problems(headings: list[str], file: str) -> list[Problem]:
    missing = [
        Problem(
            at(file, row=1, column=name), "is missing", f"Add a column with the heading {name}."
        )
        for name in COLUMNS
        if name not in headings
    ]
    doubled = [
        Problem(at(file, row=1, column=name), "stands twice", "Keep one of the two columns.")
        for name in (*COLUMNS, *OPTIONAL)
        if headings.count(name) > 1
    ]
    return missing + doubled


def _person(
    cells: dict[str, Cell], row: int, file: str, problems: list[Problem]
) -> dict[str, object]:
    person: dict[str, object] = {
        name: as_one_line(cells.get(name)) for name in (*COLUMNS, *OPTIONAL)
    }
    for name in _YES_NO:
        try:
            person[name] = bool(as_yes_no(cells.get(name)))
        except Unreadable as unreadable:
            where = at(file, row=row, column=name)
            problems.append(Problem(where, unreadable.what, unreadable.remedy))
    return person
