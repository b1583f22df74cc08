"""Records of one case, `A`, and where it stands after them."""

from datetime import date, timedelta
from typing import Any

import polars as pl

from tandem_flows.rules.states import History, case_states
from tests.rules.rounds import CALL_2, rows
from tests.values import standard_values

DAY = timedelta(days=1)


def state(seen: History, on: date, **changes: Any) -> dict[str, Any]:
    return case_states(seen, on, standard_values(**changes)).row(0, named=True)


def decisions(**given: Any) -> pl.DataFrame:
    return rows("decisions", {"case_id": "A", **given})


def attempts(*given: dict[str, Any]) -> pl.DataFrame:
    return rows("outreach_attempts", *({"case_id": "A", **row} for row in given))


def tasks(**given: Any) -> pl.DataFrame:
    due = {"task_id": "T", "due_on": CALL_2, "report_back_on": CALL_2}
    return rows("tasks", {"case_id": "A", **due, **given})


def agenda(**given: Any) -> pl.DataFrame:
    return rows("agenda", {"case_id": "A", **given})


UNRESPONSIVE = {"membership": "unresponsive", "outcome": "no_discussion"}
ON_LIST = {"case_id": "A", "final_attempt_on": CALL_2, "entered_on": CALL_2}
ON_LIST |= {"next_report_on": date(2026, 7, 12)}
