"""The directory: who works together, which programs there are, and who comes to the calls.

It holds nothing of any patient.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

import polars as pl

from tandem_flows.documents.paper import DAY, LATE, MISSING, Column, Grid, Paper, Part, Words, says
from tandem_flows.documents.text import coded, counted, words
from tandem_flows.documents.workbook import Sheet
from tandem_flows.marks import implements
from tandem_flows.rules.ready import core_absences

_PEOPLE = (
    Column("Name", share=4),
    Column("Position", share=4),
    Column("Role", share=4),
    Column("Telephone", share=3),
    Column("E-mail", share=5),
    Column("Calls", share=4),
)
_PROGRAMS = (
    Column("Program", share=4),
    Column("Given by", "given by", 2),
    Column("Nature", share=4),
    Column("Duration", share=3),
    Column("Need", share=2),
    Column("For whom, and how to ask", share=5),
)
_CALLS = (
    Column("Call", share=2),
    Column("Core people there", "core people there:", 2),
    Column("Missed", share=6),
)
_FRONT_LINE = (
    "case_manager",
    "social_care_manager",
    "outreach_worker",
    "clinical_care_manager",
    "community_health_worker",
    "care_coordinator",
)
_DESIGNEE = (
    "The plan's director takes part, or one standing designee, who is named here and comes to "
    "every call. Core people come to every call."
)


@dataclass(frozen=True)
class DirectoryFacts:
    """What the directory says; frames in the columns of the handoffs of the same names."""

    team: pl.DataFrame
    programs: pl.DataFrame
    services: pl.DataFrame
    attendance: pl.DataFrame


@implements("RDY-01", "RDY-02", "RDY-04", "LES-05", "ELM-03")
def directory_paper(facts: DirectoryFacts) -> Paper:
    """Return the directory as a document."""
    return Paper(
        kind="directory",
        title="Who works together, and what they can offer",
        lead=("It holds nothing of any patient.", _DESIGNEE),
        notes=_to_define(facts),
        parts=(
            _people("People of the plan", facts.team.filter(organisation="plan")),
            _people("People of the practice", facts.team.filter(organisation="practice")),
            _programs(facts.programs),
            _attendance(facts),
        ),
        is_wide=True,
    )


def directory_sheets(facts: DirectoryFacts) -> list[Sheet]:
    """Return the directory as tabs: contacts, programs, attendance."""
    front = pl.col("role").is_in(_FRONT_LINE).alias("is_front_line")
    return [
        Sheet("Contacts", "Everyone of both sides", facts.team.with_columns(front)),
        Sheet("Programs", "Programs with their nature and duration", facts.programs),
        Sheet("Attendance", "Who took part in which call", facts.attendance),
        Sheet("Core people missing", "Core people who missed a call", _absent(facts)),
    ]


def _to_define(facts: DirectoryFacts) -> tuple[str, ...]:
    """Return the request to describe programs that were offered but are not described."""
    named = set(facts.services["program"]) - set(facts.programs["program"])
    if not named:
        return ()
    asked = ", ".join(sorted(named))
    return (f"Please describe in programs.csv, with nature and duration: {asked}.",)


def _people(heading: str, team: pl.DataFrame) -> Part:
    rows = tuple(_person(row) for row in team.iter_rows(named=True))
    return Part(heading, grid=Grid("", _PEOPLE, rows))


def _person(row: dict[str, Any]) -> tuple[Words, ...]:
    front = "front line" if row["role"] in _FRONT_LINE else ""
    comes = says(
        (
            "every call" if row["is_core"] else "when asked",
            "standing designee of the director" if row["is_designee"] else "",
        ),
        ", ",
    )
    return (
        Words(words(row["name"])),
        Words(words(row["position"])),
        Words(says((coded(row["role"]), front), ", ")),
        Words(words(row["phone"])),
        Words(words(row["email"])),
        Words(comes),
    )


def _programs(programs: pl.DataFrame) -> Part:
    rows = tuple(_program(row) for row in programs.iter_rows(named=True))
    closing = "" if rows else "No program is described yet: put programs.csv into the inbox."
    return Part("Programs", grid=Grid("", _PROGRAMS, rows), closing=closing)


def _program(row: dict[str, Any]) -> tuple[Words, ...]:
    by = says((words(row["organisation"]), words(row["vendor"])), ", through ")
    told = words(row["description"])
    return (
        Words(words(row["program"])),
        Words(by),
        Words(words(row["nature"])),
        Words(words(row["duration"])),
        Words(coded(row["need_category"])),
        Words(told) if told else Words("missing", MISSING),
    )


def _attendance(facts: DirectoryFacts) -> Part:
    held = facts.attendance["call_date"].unique().sort().to_list()
    rows = tuple(_call(on, facts) for on in held)
    core = facts.team.filter("is_core").height
    return Part(
        "Who comes to the calls",
        sentences=(
            ("", f"{counted(core, 'core person', 'core people')} should be in every call."),
        ),
        grid=Grid("", _CALLS, rows),
        closing="" if rows else "No call was held yet.",
    )


def _call(on: date, facts: DirectoryFacts) -> tuple[Words, ...]:
    core = facts.team.filter("is_core")
    absent = core_absences(facts.team, facts.attendance).filter(call_date=on)
    names = dict(facts.team.select("person", "name").iter_rows())
    missed = ", ".join(names[person] for person in absent["person"])
    there = core.height - absent.height
    return (
        Words(words(on), DAY),
        Words(f"{there} of {core.height}"),
        Words(missed, LATE) if missed else Words("nobody"),
    )


def _absent(facts: DirectoryFacts) -> pl.DataFrame:
    return core_absences(facts.team, facts.attendance)
