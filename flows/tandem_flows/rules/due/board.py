"""The due board: everything owed in one partnership, each item with its state on a day."""

from __future__ import annotations

from datetime import date

import polars as pl

from tandem_flows.marks import implements
from tandem_flows.rules.due.calls import call_items
from tandem_flows.rules.due.cases import monitor_items, state_items, task_items
from tandem_flows.rules.due.dated import planning_items, report_items, survey_items
from tandem_flows.rules.due.item import board
from tandem_flows.rules.due.work import Seen, Work
from tandem_flows.rules.states.cases import case_states
from tandem_validators.guideline.values import Values


@implements("INF-07", "ROL-12")
def due_board(
    work: Work, as_of: date, values: Values, closed_days: frozenset[date] = frozenset()
) -> pl.DataFrame:
    """Return what is due, with whom, since when and until when, and whether it is late on `as_of`.

    One row each: step, what, call_date, case_id, organisation, owner, since_on, due_on, done_on,
    state (done, waiting, due, late), is_late (also of what was done too late), clause. Nothing is
    stored: the same records give another answer on another day.
    """
    seen = Seen(work, as_of, values, closed_days)
    states = case_states(work.history, as_of, values, closed_days)
    items = [
        *planning_items(seen, states),
        *call_items(seen),
        *task_items(seen),
        *state_items(seen, states),
        *monitor_items(seen, states),
        *report_items(seen, states),
        *survey_items(seen, states),
    ]
    return board(items, as_of)
