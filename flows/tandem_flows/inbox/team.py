"""The team list: who takes part on either side, read from `team.csv` of a practice's inbox.

Here: its columns and its yes-and-no words. Whether the list is complete is a rule.
"""

from __future__ import annotations

from dataclasses import dataclass

import polars as pl

from tandem_flows.inbox.cells import Unreadable, as_one_line, as_yes_no
from tandem_flows.inbox.headed import HeadedRow, read_headed
from tandem_flows.inbox.mistakes import told
from tandem_flows.inbox.opened import InboxFile
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
    file = read_headed(path, COLUMNS, OPTIONAL)
    problems: list[Problem] = []
    people = [_person(row, problems) for row in file.rows]
    if problems:
        raise InputRefused(told(problems, path.name))
    names = (*COLUMNS, *OPTIONAL)
    types = {name: pl.Boolean if name in _YES_NO else pl.String for name in names}
    return TeamFile(path, pl.DataFrame(people, schema=types), file.source_hash)


def _person(row: HeadedRow, problems: list[Problem]) -> dict[str, object]:
    person: dict[str, object] = {
        name: as_one_line(row.cells.get(name)) for name in (*COLUMNS, *OPTIONAL)
    }
    for name in _YES_NO:
        try:
            person[name] = bool(as_yes_no(row.cells.get(name)))
        except Unreadable as unreadable:
            problems.append(Problem(row.at(name), unreadable.what, unreadable.remedy))
    return person
