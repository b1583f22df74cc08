"""Boards of what is due, from few records, for the tests of `due`."""

from datetime import timedelta

import polars as pl

from tandem_flows.rules.due import Work, due_board
from tests.rules.rounds import CALL_1, CALL_2, CALL_3, calls, history, rows
from tests.values import standard_values

DAY = timedelta(days=1)
HELD = calls({"call_date": CALL_1, "state": "held"}, CALL_2, CALL_3)
ON_AGENDA = rows("agenda", {"case_id": "A"})


def board(on, work=None, **changes):
    return due_board(work or Work(history()), on, standard_values(**changes))


def item(on, what, work=None, **changes):
    return board(on, work, **changes).filter(pl.col("what") == what).row(0, named=True)


def tasks(**given):
    due = {"task_id": "T", "case_id": "A", "due_on": CALL_2, "report_back_on": CALL_2}
    return rows("tasks", due | given)


def work(**frames):
    return Work(history(**frames))
