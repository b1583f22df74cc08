"""Answers to the surveys, read from `survey_answers.csv` of a practice's inbox."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from tandem_flows.inbox.cells import Cell, Unreadable, as_date, as_one_line
from tandem_flows.inbox.csv_text import read_csv
from tandem_flows.inbox.opened import InboxFile, read_file
from tandem_flows.inbox.place import at
from tandem_flows.rules.evaluation.answers import SurveyAnswer
from tandem_validators.errors import InputRefused, Problem

COLUMNS = ("survey", "case_id", "due_on", "answered_on", "answer", "comment")
_DATES = ("due_on", "answered_on")


@dataclass(frozen=True)
class SurveyFile:
    """Answers that were read, and the hash of their file."""

    answers: list[SurveyAnswer]
    source_hash: str


def read_survey_answers(path: InboxFile) -> SurveyFile:
    """Return the answers in `path`; raise InputRefused with all its problems at once."""
    content = read_file(path)
    rows = [(n, row) for n, row in enumerate(read_csv(content, path.name).rows, 1) if any(row)]
    headings = [(as_one_line(cell) or "").lower() for cell in rows[0][1]] if rows else []
    problems = [
        Problem(at(path.name, row=1, column=name), "is missing", f"Add the heading {name}.")
        for name in COLUMNS
        if name not in headings
    ]
    if problems:
        raise InputRefused(problems)
    read = [_answer(headings, row, number, path.name, problems) for number, row in rows[1:]]
    if problems:
        raise InputRefused(problems)
    answers = [answer for answer in read if answer is not None]
    return SurveyFile(answers, hashlib.sha256(content).hexdigest())


def _answer(
    headings: list[str], row: Sequence[Cell], number: int, file: str, problems: list[Problem]
) -> SurveyAnswer | None:
    cells = dict(zip(headings, row, strict=False))
    short = [name for name in COLUMNS if name not in cells]
    problems += [_cut_off(at(file, row=number, column=name)) for name in short]
    if short:
        return None
    due_on, answered_on = (
        _date(cells, name, at(file, row=number, column=name), problems) for name in _DATES
    )
    if due_on is None or answered_on is None:
        return None
    return SurveyAnswer(
        survey=as_one_line(cells["survey"]) or "",
        case_id=as_one_line(cells["case_id"]),
        due_on=due_on,
        answered_on=answered_on,
        answer=as_one_line(cells["answer"]) or "",
        comment=as_one_line(cells["comment"]),
    )


def _cut_off(where: str) -> Problem:
    remedy = "Write every column of the row, with nothing between the commas where none is known."
    return Problem(where, "is missing: the row ends before this column", remedy)


def _date(cells: dict[str, Cell], name: str, where: str, problems: list[Problem]) -> date | None:
    try:
        found = as_date(cells[name])
    except Unreadable as unreadable:
        problems.append(Problem(where, unreadable.what, unreadable.remedy))
        return None
    if found is None:
        problems.append(Problem(where, "is empty", "Write the date as year-month-day."))
    return found
