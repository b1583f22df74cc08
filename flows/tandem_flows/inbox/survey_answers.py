"""Answers to the surveys, read from `survey_answers.csv` of a practice's inbox."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from tandem_flows.inbox.cells import Unreadable, as_date, as_one_line
from tandem_flows.inbox.headed import HeadedRow, read_headed
from tandem_flows.inbox.mistakes import told
from tandem_flows.inbox.opened import InboxFile
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
    file = read_headed(path, COLUMNS, ())
    problems: list[Problem] = []
    read = [_answer(row, problems) for row in file.rows]
    if problems:
        raise InputRefused(told(problems, path.name))
    return SurveyFile([answer for answer in read if answer is not None], file.source_hash)


def _answer(row: HeadedRow, problems: list[Problem]) -> SurveyAnswer | None:
    cells = row.cells
    short = [name for name in COLUMNS if name not in cells]
    problems += [_cut_off(row.at(name)) for name in short]
    if short:
        return None
    due_on, answered_on = (_date(row, name, problems) for name in _DATES)
    if due_on is None or answered_on is None:
        return None
    return SurveyAnswer(
        survey=row.line("survey"),
        case_id=as_one_line(cells["case_id"]),
        due_on=due_on,
        answered_on=answered_on,
        answer=row.line("answer"),
        comment=as_one_line(cells["comment"]),
    )


def _cut_off(where: str) -> Problem:
    remedy = "Write every column of the row, with nothing between the commas where none is known."
    return Problem(where, "is missing: the row ends before this column", remedy)


def _date(row: HeadedRow, name: str, problems: list[Problem]) -> date | None:
    try:
        found = as_date(row.cells[name])
    except Unreadable as unreadable:
        problems.append(Problem(row.at(name), unreadable.what, unreadable.remedy))
        return None
    if found is None:
        problems.append(Problem(row.at(name), "is empty", "Write the date as year-month-day."))
    return found
