"""The care plan as JSON, written and read: the same columns, checked cell by cell.

Here: the form of the file. Not here: what it says against our own record (`differences`).
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import date
from types import MappingProxyType
from typing import Any

import polars as pl

from tandem_flows.exchange.care_plan import FORMAT, ONE_ROW, SECTIONS, VERSION, CarePlan
from tandem_flows.inbox.cells import Unreadable
from tandem_flows.marks import implements
from tandem_flows.worksheets.fields import DTYPES
from tandem_flows.worksheets.reading import read_answer
from tandem_flows.worksheets.tab import Shown, answer
from tandem_validators.errors import InputRefused, Problem

_HEAD = {"format", "version", "practice", "case_id", "made_on"}
_AS_SENT = "Send the file as CareTandem writes it; the data dictionary names each column."


@implements("ELC-01", "ELC-02")
def as_json(plan: CarePlan) -> str:
    """Return the plan as JSON text: a head, and a list of rows for each section."""
    head = {
        "format": FORMAT,
        "version": VERSION,
        "practice": plan.practice_id,
        "case_id": plan.case_id,
        "made_on": plan.made_on.isoformat(),
    }
    rows = {name: frame.to_dicts() for name, frame in plan.sections.items()}
    return json.dumps(head | rows, ensure_ascii=False, indent=1, default=_plain) + "\n"


def _plain(value: object) -> str:
    assert isinstance(value, date)
    return value.isoformat()


@implements("ELC-01", "ELC-02")
def read_json(text: str, file: str) -> CarePlan:
    """Return the plan in `text`; raise InputRefused with everything that is wrong with the file."""
    block = _block(text, file)
    problems = [*_head_problems(block, file), *_section_problems(block, file)]
    if problems:
        raise InputRefused(problems)
    sections = {name: _section(name, block[name], file, problems) for name in SECTIONS}
    if problems:
        raise InputRefused(problems)
    made_on = date.fromisoformat(block["made_on"])
    return CarePlan(block["practice"], block["case_id"], made_on, MappingProxyType(sections))


def _block(text: str, file: str) -> Mapping[str, Any]:
    try:
        block = json.loads(text)
    except json.JSONDecodeError as error:
        where = f"{file}, line {error.lineno}"
    except (ValueError, RecursionError):  # a number too long, or parts inside too many others
        where = file
    else:
        if isinstance(block, dict):
            return block
        where = file
    # raised here, not in the handler: the parser's message may hold a patient's value
    raise InputRefused(Problem(where, "is not a JSON object", _AS_SENT))


def _head_problems(block: Mapping[str, Any], file: str) -> list[Problem]:
    wanted = {"format": FORMAT, "version": VERSION}
    problems = [
        Problem(f"{file}, {key}", f"is not {value}", _AS_SENT)
        for key, value in wanted.items()
        if block.get(key) != value
    ]
    for key in ("practice", "case_id", "made_on"):
        if not isinstance(block.get(key), str) or (key == "made_on" and not _is_day(block[key])):
            problems.append(Problem(f"{file}, {key}", "is missing or cannot be read", _AS_SENT))
    return problems


def _is_day(text: str) -> bool:
    try:
        date.fromisoformat(text)
    except ValueError:
        return False
    return True


def _section_problems(block: Mapping[str, Any], file: str) -> list[Problem]:
    known = {*_HEAD, *SECTIONS}
    strange = [
        Problem(f"{file}, part {number}", "is no part of a care plan", _AS_SENT)
        for number, name in enumerate(block, start=1)
        if name not in known
    ]
    return strange + [
        Problem(f"{file}, {name}", "is missing or no list of rows", _AS_SENT)
        for name in SECTIONS
        if not _is_rows(block.get(name)) or (name in ONE_ROW and len(block[name]) > 1)
    ]


def _is_rows(rows: object) -> bool:
    return isinstance(rows, list) and all(isinstance(row, dict) for row in rows)


def _section(
    name: str, rows: list[Mapping[str, Any]], file: str, problems: list[Problem]
) -> pl.DataFrame:
    section = SECTIONS[name]
    columns = [answer(section.handoff, column) for column in section.columns]
    read: list[dict[str, object]] = []
    for number, row in enumerate(rows, start=1):
        cells: dict[str, object] = {}
        for shown in columns:
            where = f"{file}, {name}, row {number}, column {shown.name}"
            cells[shown.name] = _cell(shown, row.get(shown.name), where, problems)
        if set(row) - set(section.columns):
            where = f"{file}, {name}, row {number}"
            problems.append(Problem(where, "has a column that is not known", _AS_SENT))
        read.append(cells)
    return pl.DataFrame(read, schema={shown.name: DTYPES[shown.field.kind] for shown in columns})


def _cell(shown: Shown, cell: Any, where: str, problems: list[Problem]) -> object:
    if isinstance(cell, list | dict):
        problems.append(Problem(where, "is not one value", _AS_SENT))
        return None
    try:
        value = read_answer(shown, cell)
    except Unreadable as unreadable:
        problems.append(Problem(where, unreadable.what, f"{unreadable.remedy}."))
        return None
    if value is None and shown.is_required:
        problems.append(Problem(where, "is empty", "Give its value.", shown.field.clause))
    return value
