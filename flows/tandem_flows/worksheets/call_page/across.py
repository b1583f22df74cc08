"""Guards that look across the tabs of a call, as data for the page: what the step would refuse.

The words and clauses are those of the step's own guards where it has them. Here: only which form a
guard has. That page and step refuse the same is proved by a test, guard by guard.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from tandem_flows.rules import decisions, goals, next_steps
from tandem_flows.rules.answers import ANSWERS, DECLINED
from tandem_flows.rules.guards import Guard
from tandem_flows.rules.invitees import OF_PLAN, OF_PRACTICE

Json = Any
_DECIDED = {"membership": ["active"], "outcome": ["decided"]}
_CHANGED = {"membership": ["possible_provider_change"]}


@dataclass(frozen=True)
class Across:
    """One guard: its form, the tab and column in which it is told, and what the form needs."""

    form: str
    tab: str
    column: str
    words: Guard
    needs: Mapping[str, Json] = field(default_factory=dict)


def _said(column: str, what: str, remedy: str, clause: str) -> Guard:
    return Guard("", column, what, remedy, clause)


_CONTACT = _said(
    "is_point_of_contact",
    "names no point of contact, or several",
    "Name exactly one person to whom the patient turns.",
    "CMP-05",
)
_SIGNED = _said(
    "decided_by",
    "names no one of this side who was on the call and decides",
    "Name someone of that side from the attendance; an observer only listens.",
    "LED-01",
)
_GUEST = _said(
    "person",
    "is not in the team of that organisation",
    "Add the person to the team table, or correct the entry.",
    "RDY-01",
)
_INVITED = _said(
    "person", "has no role that joins for a patient", "Ask someone of another role.", "ROL-14"
)
_NOT_NEXT = _said(
    "case_id",
    "is not on the next call",
    "Keep the patient for the next call first, or remove the row.",
    "ROL-14",
)

GUARDS = (
    Across("not_before_call", "tasks", "due_on", next_steps._TASK_DUE),
    Across("not_before_call", "tasks", "report_back_on", next_steps._TASK_REPORT),
    Across("not_after_call", "attempts", "contact_on", decisions._LATER_ATTEMPT),
    Across(
        "in_team",
        "tasks",
        "owner",
        next_steps._TASK_OWNER,
        {"side": "owner_organisation", "is_no_observer": True},
    ),
    Across(
        "no_outreach",
        "tasks",
        "kind",
        next_steps._NO_WISH,
        {"values": next_steps.OUTREACH_KINDS, "answers": [*ANSWERS], "no": DECLINED},
    ),
    Across("in_team", "attendance", "person", _GUEST, {"side": "organisation"}),
    Across("was_there", "decisions", "decided_by_plan", _SIGNED, {"side": "plan"}),
    Across("was_there", "decisions", "decided_by_practice", _SIGNED, {"side": "practice"}),
    Across(
        "only",
        "decisions",
        "outcome",
        decisions._STILL_DISCUSSED,
        {"when": _CHANGED, "values": ["no_discussion"]},
    ),
    Across("no_row", "goals", "goal", decisions._STOPPED_GOAL, {"when": _CHANGED}),
    Across(
        "row_or_reason",
        "patients",
        "no_goal_reason",
        next_steps._NO_GOAL,
        {"when": _DECIDED, "rows": "goals", "but": "rejected"},
    ),
    Across(
        "row_or_reason",
        "patients",
        "no_task_reason",
        next_steps._NO_STEP,
        {"when": _DECIDED, "rows": "tasks", "but": ""},
    ),
    Across("one_contact", "care_team", "is_point_of_contact", _CONTACT, {"when": _DECIDED}),
    Across("not_back", "goals", "state", goals._BACK, {"value": "proposed"}),
    Across("may_join", "invitees", "person", _INVITED, {"roles": [*OF_PLAN, *OF_PRACTICE]}),
    Across("is_kept", "invitees", "case_id", _NOT_NEXT),
)


def guards_as_json() -> list[Json]:
    """Return the guards with their words, for the page."""
    return [
        {
            "form": guard.form,
            "tab": guard.tab,
            "column": guard.column,
            "what": guard.words.what,
            "remedy": guard.words.remedy,
            "clause": guard.words.clause,
            "needs": dict(guard.needs),
        }
        for guard in GUARDS
    ]
