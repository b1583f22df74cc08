"""What people write down in the call about a vignette, as the record of that call.

The decisions are the source's; what it leaves open is the file's `script` (reading 26).
"""

from __future__ import annotations

from datetime import date
from typing import Any

from tandem_flows.rules.call_record import CallRecord
from tandem_flows.vignettes.partnership import CALLS, person_of, team_rows
from tandem_flows.vignettes.story import NextStep, Vignette
from tandem_validators.handoffs.frames import filled_in

# As people answer in the call: the plan's case and the agreed reports, by who leads.
PLAN_CASE = {
    "plan": ("open", "plan_lead"),
    "practice": ("monitor", "monitor"),
    "joint": ("open", "none"),
}
_MANAGERS = {"plan": "case_manager", "practice": "clinical_care_manager"}


def call_record(name: str, story: Vignette) -> CallRecord:
    """Return the record of the call in which one vignette was decided."""
    on = CALLS[story.call]
    goal = {"goal_id": name, "case_id": name, "goal": story.decisions.goal, "state": "proposed"}
    team = [row | {"is_core": row["is_core"] == "yes"} for row in team_rows()]
    return CallRecord(
        call_date=on,
        agenda=filled_in("agenda", [{"call_date": on, "case_id": name, "position": 1}]),
        team=filled_in("team", [row | {"is_designee": False} for row in team]),
        attendance=filled_in("attendance"),
        case_records=filled_in("case_records"),
        decisions=filled_in("decisions", [_decision(name, story, on)]),
        goals=filled_in("goals", [goal]),
        tasks=filled_in("tasks", [_task(name, step, on) for step in story.decisions.tasks]),
        care_team=filled_in("care_team", [_contact(name, story)]),
        attempts=filled_in("outreach_attempts"),
        earlier_goals=filled_in("goals"),
        earlier_tasks=filled_in("tasks"),
        prework=filled_in("prework"),
        prework_states=filled_in("prework"),
        minutes=None,
        next_agenda_size=0,
    )


def _decision(name: str, story: Vignette, on: date) -> dict[str, Any]:
    status, schedule = PLAN_CASE[story.lead]
    return {
        "call_date": on,
        "case_id": name,
        "membership": "active",
        "outcome": story.script.outcome,
        "lead": story.lead,
        "plan_case_status": status,
        "report_schedule": schedule,
        "next_update_on": story.script.next_update_on,
    }


def _task(name: str, step: NextStep, on: date) -> dict[str, Any]:
    return {
        "task_id": f"{name}-{step.what}",
        "case_id": name,
        "call_date": on,
        "kind": step.kind,
        "need_category": step.need,
        "action": step.what,
        "owner_organisation": step.side,
        "owner": person_of(step.side, step.owner),
        "due_on": step.due_on,
        "report_back_on": step.report_back_on,
        "state": "open",
    }


def _contact(name: str, story: Vignette) -> dict[str, Any]:
    side = story.script.point_of_contact
    return {
        "case_id": name,
        "organisation": side,
        "role": _MANAGERS[side],
        "name": _MANAGERS[side],
        "phone": "",
        "is_point_of_contact": True,
    }
