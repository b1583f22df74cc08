"""Looking without changing: where each case stands, and what is due, on a day."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import polars as pl

from tandem_flows.desk import Desk, Job
from tandem_flows.rules.due import COLUMNS, Work, due_board
from tandem_flows.rules.states.cases import SCHEMA
from tandem_flows.steps.definition import Result, Step
from tandem_flows.steps.history import HISTORY, facts_by_case, history, states
from tandem_flows.workspace.folder import Workspace


def _nothing(desk: Desk) -> Result:
    return Result("nothing was changed")


_LOOK = Step(
    name="look",
    word="look",
    title="Look without changing",
    reads=("combined_list", "prework", "summary", "surveys", *HISTORY),
    writes=(),
    needs_source=True,
    needs_call=False,
    run=_nothing,
)


def present_states(workspace: Workspace, practice_id: str, as_of: date) -> pl.DataFrame:
    """Return the state of every listed case: case_id, state, owner, next_on, reason, since_on."""
    desk = _desk(workspace, practice_id, as_of)
    combined = desk.read("combined_list")
    if combined.is_empty():
        return pl.DataFrame(schema=SCHEMA)
    return states(desk, combined, facts_by_case(desk, combined))


def board(workspace: Workspace, practice_id: str, as_of: date) -> pl.DataFrame:
    """Return what is due, with whom and until when, as `rules.due` describes it."""
    desk = _desk(workspace, practice_id, as_of)
    combined = desk.read("combined_list")
    if not desk.has_round or combined.is_empty():
        return pl.DataFrame(schema=COLUMNS)
    work = Work(
        history(desk, combined, facts_by_case(desk, combined)),
        prework=desk.read("prework"),
        summaries=desk.read("summary"),
        surveys=desk.read("surveys"),
    )
    return due_board(work, as_of, desk.values, desk.closed_days)


def kept_rows(
    workspace: Workspace, practice_id: str, names: tuple[str, ...], as_of: date
) -> dict[str, pl.DataFrame]:
    """Return the latest rows of some handoffs, of every round, as they stood on a day."""
    desk = reading(workspace, practice_id, as_of, names)
    return {name: desk.every_round(name) for name in names}


def reading(workspace: Workspace, practice_id: str, as_of: date, names: tuple[str, ...]) -> Desk:
    """Return a desk that has read some handoffs as they stood on a day, and opens no claims."""
    return _desk(workspace, practice_id, as_of, replace(_LOOK, reads=names, needs_source=False))


def _desk(workspace: Workspace, practice_id: str, as_of: date, step: Step = _LOOK) -> Desk:
    desk = Desk(step, Job(practice_id, as_of), workspace)
    desk.load()
    return desk
