"""What a decision brings by itself: the tasks that nobody has to write down."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import TYPE_CHECKING, Any

from tandem_site.blocks.values import values_of
from tandem_site.decision_table import (
    Answers,
    DecisionTable,
    collapsed,
    decided_table,
    every_combination,
    markdown,
)
from tandem_validators.counts import counted

if TYPE_CHECKING:
    from tandem_flows.rules.call_record import CallRecord
    from tandem_site.edition import Edition

_ON, _CASE = date(2026, 1, 5), "A"
_YES_NO = ("yes", "no")
_TEAM = [
    ("plan", "case_manager"),
    ("plan", "project_manager"),
    ("practice", "clinical_care_manager"),
]


def tasks_table(edition: Edition) -> str:
    """Return the tasks that follow by themselves, as a short table."""
    return markdown(collapsed(tasks_that_follow(edition)))


def tasks_that_follow(edition: Edition) -> DecisionTable:
    """Return which tasks the flow gives for every combination of answers on one patient."""
    from tandem_validators.handoffs.call import MEMBERSHIPS
    from tandem_validators.handoffs.prework import LEADS

    questions = ("Still the practice's patient?", "Who leads?", "Told already?", "New goal?")
    asked = [
        (membership.replace("_", " "), lead, told, goal)
        for membership, lead, told, goal in every_combination(
            (MEMBERSHIPS, (*LEADS, "nobody"), _YES_NO, _YES_NO)
        )
        # the sheet asks for a lead where, and only where, the patient is active
        if (membership == "active") == (lead != "nobody")
    ]

    def outcomes(combinations: Sequence[Answers]) -> list[Answers]:
        return [(_tasks(answers, edition),) for answers in combinations]

    return decided_table(questions, ("What follows by itself",), asked, outcomes)


def _tasks(answers: Answers, edition: Edition) -> str:
    from tandem_flows.rules.branches import branch_tasks

    given = branch_tasks(_record(answers), values_of(edition)).iter_rows(named=True)
    return "<br>".join(_task_words(task) for task in given) or "nothing"


def _task_words(task: dict[str, Any]) -> str:
    days = counted((task["due_on"] - _ON).days, "day")
    return f"The {task['owner_organisation']}, in {days}: {task['action']}"


def _record(answers: Answers) -> CallRecord:
    """Return a call in which one patient was decided about, with both sides' people there."""
    from tandem_flows.rules.call_record import CallRecord
    from tandem_validators.handoffs.frames import filled_in

    membership, lead, told, goal = answers
    decision = {
        "call_date": _ON,
        "case_id": _CASE,
        "membership": membership.replace(" ", "_"),
        "outcome": "decided",
        "lead": None if lead == "nobody" else lead,
        "patient_informed_on": _ON if told == "yes" else None,
    }
    goals = [{"goal_id": "G", "case_id": _CASE, "state": "proposed"}] if goal == "yes" else []
    names = ("agenda", "attendance", "case_records", "tasks", "prework")
    return CallRecord(
        call_date=_ON,
        **{name: filled_in(name) for name in names},
        team=filled_in("team", [_person(*place) for place in _TEAM]),
        decisions=filled_in("decisions", [decision]),
        goals=filled_in("goals", goals),
        care_team=filled_in("care_team", [_contact()]),
        attempts=filled_in("outreach_attempts"),
        earlier_goals=filled_in("goals"),
        earlier_tasks=filled_in("tasks"),
        prework_states=filled_in("prework"),
        minutes=None,
        next_agenda_size=0,
    )


def _person(side: str, role: str) -> dict[str, Any]:
    return {"person": role, "organisation": side, "role": role, "is_core": True}


def _contact() -> dict[str, Any]:
    """For a joint lead, whose point of contact it is decides: here the practice's."""
    return {"case_id": _CASE, "organisation": "practice", "is_point_of_contact": True}
