"""What lies beside the summary of a call and stays with the plan: its own record, and patterns.

Here too: what the project manager and the observer wrote down, read from files of the inbox.
"""

from __future__ import annotations

from collections.abc import Mapping

import polars as pl

from tandem_flows.desk import Desk
from tandem_flows.documents.table_file import csv_file
from tandem_flows.inbox.place import at
from tandem_flows.inbox.register import RegisterFile, read_register
from tandem_flows.marks import implements
from tandem_flows.rules.observer import decision_patterns
from tandem_flows.rules.plan_record import decisions_for_plan
from tandem_flows.rules.registers import add_rows
from tandem_flows.rules.summary import SummaryFacts
from tandem_flows.steps.arrivals import arrived
from tandem_flows.steps.refusals import refusals_on_record
from tandem_flows.store.canonical import digest
from tandem_validators.errors import InputRefused, Problem

_DIGEST_LENGTH = 8
# file and handoff, the column that names a team member, and who may stand there
_REGISTERS: Mapping[str, Mapping[str, tuple[str | None, str | None]]] = {
    "contact_log": {"person": ("plan", None), "reached": ("practice", None)},
    "observations": {"person": (None, "observer")},
}
_CLAUSES = {"contact_log": "ROL-09", "observations": "PIL-02"}


@implements("SCP-04", "ROL-04")
def keep_plan_record(desk: Desk, facts: SummaryFacts) -> None:
    """Keep the decisions as the plan's system, and its vendors', take them in; never sent."""
    table = decisions_for_plan(
        facts.decisions,
        desk.read("combined_list"),
        facts.goals,
        facts.tasks,
        facts.services,
        desk.read("programs"),
    )
    _keep(desk, "decisions", table)


@implements("PIL-02")
def keep_patterns(desk: Desk, facts: SummaryFacts) -> None:
    """Keep how the leads of this call came about, for the observer's report."""
    _keep(desk, "patterns", decision_patterns(desk.of_call("prework"), facts.decisions))


@implements("ROL-09", "PIL-02")
def record_notes(desk: Desk) -> None:
    """Record the contacts between calls and the observer's notes, where such files lie."""
    for name in _REGISTERS:
        path = arrived(desk, f"{name}.csv")
        if path is None:
            continue
        with refusals_on_record(desk, f"{name}_refused", path):
            notes = read_register(path, name)
            problems = _people_problems(notes, name, desk.require("team"))
            if problems:
                raise InputRefused(problems)
        desk.note_file(path.name, notes.source_hash)
        register = add_rows(desk.read(name), [notes.frame])
        desk.hand_on(name, register, _CLAUSES[name], source_hash=notes.source_hash)


def _people_problems(notes: RegisterFile, name: str, team: pl.DataFrame) -> list[Problem]:
    problems = []
    for column, (organisation, role) in _REGISTERS[name].items():
        wanted = {"organisation": organisation, "role": role}
        named = {name: word for name, word in wanted.items() if word is not None}
        known = team.filter(**named)["person"].to_list()
        what = f"names nobody of the team who is {role or f'of the {organisation}'}"
        problems += [
            Problem(at(f"{name}.csv", row=row, column=column), what, "Give an id of team.csv.")
            for row, person in zip(notes.row_numbers, notes.frame[column], strict=True)
            if person not in known
        ]
    return problems


def _keep(desk: Desk, kind: str, table: pl.DataFrame) -> None:
    # the name tells the contents: a corrected decision makes a file of its own
    mark = digest(table.write_csv())[:_DIGEST_LENGTH].upper()
    desk.keep(f"{kind}-{desk.call_date.isoformat()}-{mark}.csv", csv_file(table))
