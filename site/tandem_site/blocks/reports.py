"""The reports that the plan owes after a decision, for every combination of answers."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from typing import TYPE_CHECKING

from tandem_site.blocks.values import values_of
from tandem_site.decision_table import (
    Answers,
    DecisionTable,
    collapsed,
    decided_table,
    every_combination,
    markdown,
)

if TYPE_CHECKING:
    from tandem_site.edition import Edition

_ON, _CASE, _SHOWN = date(2026, 1, 5), "A", 3


def reports_table(edition: Edition) -> str:
    """Return the reports that the plan owes after a decision, as a short table."""
    return markdown(collapsed(reports_that_follow(edition)))


def reports_that_follow(edition: Edition) -> DecisionTable:
    """Return the kind of report and its first days for every combination of answers."""
    from tandem_validators.handoffs.call import CASE_STATUSES, REPORT_SCHEDULES
    from tandem_validators.handoffs.prework import LEADS

    questions = ("Agreed reports", "The plan's case", "Who leads?")
    coded = (REPORT_SCHEDULES, CASE_STATUSES, LEADS)
    choices = [[code.replace("_", " ") for code in codes] for codes in coded]

    def outcomes(combinations: Sequence[Answers]) -> list[Answers]:
        return [_reports(answers, edition) for answers in combinations]

    headings = ("Report", f"The first {_SHOWN} after a call on {_ON} are due on")
    return decided_table(questions, headings, every_combination(choices), outcomes)


def _reports(answers: Answers, edition: Edition) -> Answers:
    from tandem_flows.rules.tracking.rhythm import due_dates, report_runs
    from tandem_validators.handoffs.frames import filled_in

    schedule, status, lead = (answer.replace(" ", "_") for answer in answers)
    decision = {
        "call_date": _ON,
        "case_id": _CASE,
        "membership": "active",
        "outcome": "decided",
        "lead": lead,
        "plan_case_status": status,
        "report_schedule": schedule,
    }
    runs = report_runs(filled_in("tracking_list"), filled_in("decisions", [decision]))
    if not runs:
        return "none", "—"
    until = _ON + timedelta(days=3660)
    days = due_dates(runs[0], until, values_of(edition))[:_SHOWN]
    return runs[0].kind.replace("_", " "), ", ".join(str(day) for day in days)
