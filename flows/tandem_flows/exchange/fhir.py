"""The care plan as a FHIR R4 bundle, for systems that speak it: Patient, CarePlan, Goal, CareTeam.

Written only. What the bundle has no place for stays in the JSON form.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import date
from typing import Any

from tandem_flows.exchange.care_plan import CarePlan
from tandem_flows.marks import implements

_LIFECYCLE = {
    "proposed": "proposed",
    "confirmed": "active",
    "revised": "active",
    "rejected": "rejected",
}
_ACTIVITY = {"open": "in-progress", "done": "completed", "cancelled": "cancelled"}
_ACHIEVEMENT = "http://terminology.hl7.org/CodeSystem/goal-achievement"
_CASE = "urn:caretandem:case"


@implements("ELC-02")
def as_bundle(plan: CarePlan) -> str:
    """Return the plan as a FHIR R4 Bundle of the type collection."""
    goals = plan.sections["goals"].to_dicts()
    resources = [
        _patient(plan),
        _care_team(plan),
        *(_goal(goal) for goal in goals),
        _care_plan(plan, goals),
    ]
    bundle = {
        "resourceType": "Bundle",
        "type": "collection",
        "timestamp": f"{plan.made_on.isoformat()}T00:00:00Z",
        "entry": [{"fullUrl": f"urn:caretandem:{r['id']}", "resource": r} for r in resources],
    }
    return json.dumps(bundle, ensure_ascii=False, indent=1) + "\n"


def _patient(plan: CarePlan) -> dict[str, Any]:
    rows = plan.sections["demographics"].to_dicts()
    known: Mapping[str, Any] = rows[0] if rows else {}
    name = {"family": known.get("last_name"), "given": [known.get("first_name")]}
    phone = known.get("phone")
    return _filled(
        resourceType="Patient",
        id="patient",
        identifier=[{"system": _CASE, "value": plan.case_id}],
        name=[_filled(**name)] if known.get("last_name") else None,
        birthDate=_day(known.get("birth_date")),
        telecom=[{"system": "phone", "value": phone}] if phone else None,
        address=[{"text": known["address"]}] if known.get("address") else None,
    )


def _care_team(plan: CarePlan) -> dict[str, Any]:
    people = [
        {
            "role": [{"text": member["role"].replace("_", " ")}],
            "member": {"display": member["name"]},
        }
        for member in plan.sections["care_team"].to_dicts()
    ]
    return _filled(
        resourceType="CareTeam",
        id="care-team",
        status="active",
        subject=_reference("patient"),
        participant=people or None,
    )


def _goal(goal: Mapping[str, Any]) -> dict[str, Any]:
    due, measure = _day(goal["target_on"]), goal["measure"]
    target = _filled(measure={"text": measure} if measure else None, dueDate=due)
    achieved = {"coding": [{"system": _ACHIEVEMENT, "code": goal["achievement"]}]}
    return _filled(
        resourceType="Goal",
        id=_id("goal", goal["goal_id"]),
        lifecycleStatus=_LIFECYCLE[goal["state"]],
        achievementStatus=achieved if goal["achievement"] else None,
        description={"text": goal["goal"]},
        subject=_reference("patient"),
        target=[target] if target else None,
        statusDate=_day(goal["confirmed_on"]),
    )


def _care_plan(plan: CarePlan, goals: list[dict[str, Any]]) -> dict[str, Any]:
    activities = [{"detail": _activity(task)} for task in plan.sections["tasks"].to_dicts()]
    return _filled(
        resourceType="CarePlan",
        id="care-plan",
        status="active",
        intent="plan",
        subject=_reference("patient"),
        created=plan.made_on.isoformat(),
        careTeam=[_reference("care-team")],
        goal=[_reference(_id("goal", goal["goal_id"])) for goal in goals] or None,
        activity=activities or None,
    )


def _activity(task: Mapping[str, Any]) -> dict[str, Any]:
    return _filled(
        code={"text": task["kind"].replace("_", " ")},
        status=_ACTIVITY[task["state"]],
        scheduledPeriod={"end": _day(task["due_on"])},
        description=task["action"],
    )


def _reference(to: str) -> dict[str, str]:
    return {"reference": f"urn:caretandem:{to}"}


def _id(kind: str, own: str) -> str:
    """Return a FHIR id: letters, digits, hyphens and points, at most 64 of them."""
    return "".join(c if c.isalnum() or c in "-." else "-" for c in f"{kind}-{own}")[:64]


def _day(on: date | None) -> str | None:
    return on.isoformat() if on else None


def _filled(**parts: Any) -> dict[str, Any]:
    """Return the parts that hold something: FHIR knows no empty element."""
    return {name: value for name, value in parts.items() if value not in (None, {}, [None])}
