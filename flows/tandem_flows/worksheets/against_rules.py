"""What a rule refuses in a sheet that reads well, told by the cells in which people wrote it.

A rule knows tables and cases, a sheet tabs and rows: here the one is found in the other. A place
with several rows of one patient and no way to tell them apart is told without a row.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from tandem_flows.inbox.place import at
from tandem_flows.rules.guards import RecordProblem
from tandem_flows.worksheets.answered_row import AnsweredRow
from tandem_flows.worksheets.check import Look, in_order
from tandem_flows.worksheets.finding import Finding
from tandem_flows.worksheets.tab import Shown, Tab
from tandem_validators.errors import Problem

# The tabs that have another name than the table people's answers go to.
_TAB_OF = {"case_records": "patients", "outreach_attempts": "attempts"}
Ids = Mapping[str, Sequence[str]]


def refused_by_rule(
    look: Look, problems: Sequence[Problem], file: str, tabs: Sequence[Tab], ids: Ids
) -> Look:
    """Return what the check saw, with the `problems` of a rule as what is wrong.

    `ids` are those that the rows of a tab got, in the order of its frame of answers.
    """
    by_name = {tab.name: tab for tab in tabs}
    found = [one for problem in problems for one in _findings(look, problem, file, by_name, ids)]
    return replace(look, findings=in_order(found, tabs))


def _findings(
    look: Look, problem: Problem, file: str, tabs: Mapping[str, Tab], ids: Ids
) -> Iterator[Finding]:
    tab = None
    if isinstance(problem, RecordProblem):
        tab = tabs.get(_TAB_OF.get(problem.table, problem.table))
    if tab is None or not isinstance(problem, RecordProblem):
        yield Finding(_plain(problem, problem.where))
        return
    shown = next((one for one in tab.columns if one.name == problem.column), None)
    rows = _rows(look, problem, tab, ids.get(tab.name, ()))
    for row in rows:
        yield _in_cell(problem, file, tab, row, shown)
    if not rows:
        yield _without_row(problem, file, tab, shown)


def _rows(
    look: Look, problem: RecordProblem, tab: Tab, ids: Sequence[str]
) -> Sequence[AnsweredRow]:
    """Return the rows that are meant; none when it cannot be told which."""
    rows = look.counted[tab.name]
    if problem.ids and len(ids) == len(rows):
        return [row for row, its_id in zip(rows, ids, strict=True) if its_id in problem.ids]
    column, about = problem.about
    found = [row for row in rows if {**(row.sent or {}), **row.answers}.get(column) == about]
    return found if len(found) == 1 else []


def _in_cell(
    problem: RecordProblem, file: str, tab: Tab, row: AnsweredRow, shown: Shown | None
) -> Finding:
    where = at(file, tab.label, row.number, shown.field.title if shown else None)
    name = shown.name if shown else None
    return Finding(_plain(problem, where), tab.name, row.number, name, row.sent_at)


def _without_row(problem: RecordProblem, file: str, tab: Tab, shown: Shown | None) -> Finding:
    about = f"{problem.about[0].removesuffix('_id')} {problem.about[1]}"
    title = f", column {shown.field.title}" if shown else ""
    where = f"{at(file, tab.label)}, {about}{title}"
    name = shown.name if shown else None
    return Finding(_plain(problem, where), tab.name, None, name, about=about)


def _plain(problem: Problem, where: str) -> Problem:
    return Problem(where, problem.what, problem.remedy, problem.clause)
