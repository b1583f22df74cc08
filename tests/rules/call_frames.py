"""Frames for the tests of the call's rules: typed as the handoffs, built from few facts."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

import polars as pl

from tandem_flows.rules.call_record import CallRecord
from tandem_validators.handoffs.registry import handoff

CALL = date(2025, 3, 10)


def schema(name: str) -> dict[str, Any]:
    columns = handoff(name).model.to_schema().columns
    return {column: described.dtype.type for column, described in columns.items()}


def rows(name: str, /, *given: dict[str, Any], **common: Any) -> pl.DataFrame:
    """Return the handoff `name`; what a row does not name is `common`, or empty."""
    types = schema(name)
    unknown = {key for row in (*given, common) for key in row} - set(types)
    assert not unknown, f"{name} has no {unknown}"
    filled = [{column: (common | row).get(column) for column in types} for row in given]
    return pl.DataFrame(filled, schema=types)


def attempt(contact_on: date, result: str = "no_answer", **given: Any) -> dict[str, Any]:
    usual = {"case_id": "C1", "organisation": "practice", "channel": "phone", "purpose": "engage"}
    return usual | {"contact_on": contact_on, "result": result} | given


def attempts(*given: dict[str, Any]) -> pl.DataFrame:
    return rows("outreach_attempts", *given)


def agenda(*case_ids: str, counts_to_cap: bool = True) -> pl.DataFrame:
    given = [{"position": place, "case_id": case} for place, case in enumerate(case_ids, 1)]
    common = {"call_date": CALL, "tier": "common", "clause": "PRI-01", "reason": "On both lists"}
    return rows("agenda", *given, counts_to_cap=counts_to_cap, **common)


def person(name: str, organisation: str, role: str, **given: Any) -> dict[str, Any]:
    usual = {"name": name, "position": role, "email": f"{name}@example.org", "phone": "555-0100"}
    core = {"is_core": True, "is_designee": False}
    return usual | core | {"person": name, "organisation": organisation, "role": role} | given


def team(*more: dict[str, Any]) -> pl.DataFrame:
    return rows(
        "team",
        person("dina", "plan", "director_of_care_management"),
        person("pam", "plan", "project_manager"),
        person("carl", "practice", "clinical_care_manager"),
        *more,
    )


def attendance(*people: str, of: pl.DataFrame | None = None) -> pl.DataFrame:
    everyone = (team() if of is None else of).filter(pl.col("person").is_in(people))
    columns = ["person", "organisation", "role", "is_core", "is_designee"]
    return everyone.select(pl.lit(CALL).alias("call_date"), *columns)


def decision(case_id: str = "C1", **given: Any) -> dict[str, Any]:
    usual = {
        "call_date": CALL,
        "membership": "active",
        "outcome": "decided",
        "lead": "plan",
        "plan_case_status": "open",
        "report_schedule": "plan_lead",
        "decided_by_plan": "dina",
        "decided_by_practice": "carl",
        "next_update_on": date(2025, 4, 7),
    }
    return usual | {"case_id": case_id} | given


def stopped(case_id: str = "C1", membership: str = "possible_provider_change") -> dict[str, Any]:
    usual = {"outcome": "no_discussion", "lead": None, "plan_case_status": "none"}
    names = {"decided_by_plan": None, "decided_by_practice": None, "report_schedule": "none"}
    return decision(case_id, membership=membership, **usual, **names)


def goal(case_id: str = "C1", **given: Any) -> dict[str, Any]:
    words = {"goal": "Walk to the park", "measure": "Days walked", "target_on": date(2025, 9, 1)}
    return words | {"goal_id": f"G-{case_id}", "case_id": case_id, "state": "proposed"} | given


def task(case_id: str = "C1", **given: Any) -> dict[str, Any]:
    usual = {
        "task_id": f"T-{case_id}",
        "call_date": CALL,
        "kind": "next_step",
        "need_category": "clinical",
        "action": "Call the patient",
        "owner_organisation": "plan",
        "owner": "pam",
        "due_on": date(2025, 3, 17),
        "report_back_on": date(2025, 3, 17),
        "state": "open",
    }
    return usual | {"case_id": case_id} | given


def contact(case_id: str = "C1", organisation: str = "plan", **given: Any) -> dict[str, Any]:
    role = {"plan": "case_manager", "practice": "clinical_care_manager"}[organisation]
    usual = {"organisation": organisation, "role": role, "name": role, "phone": "555-0101"}
    is_point = {"is_point_of_contact": organisation == "plan"}
    return usual | is_point | {"case_id": case_id} | given


def review(case_id: str = "C1", **given: Any) -> dict[str, Any]:
    done = ["quick_check_done", "leads_compared", "has_care_plan", "demographics_confirmed"]
    confirmed = dict.fromkeys([*done, "claims_reviewed", "read_back"], True)
    written = [
        *("profile", "pcp_name", "last_visit_purpose", "risk_drivers", "engagement_issues"),
        *("needed_services", "proposed_next_steps", "plan_services"),
        *("agreed_driver", "agreed_barriers"),
    ]
    words = dict.fromkeys(written, "as said")
    usual = {"call_date": CALL, "leader": "practice", "last_visit_on": date(2025, 2, 1)}
    return usual | confirmed | words | {"case_id": case_id} | given


def states(*given: tuple[str, str, str]) -> pl.DataFrame:
    names = ["case_id", "organisation", "state"]
    return pl.DataFrame(list(given), schema=dict.fromkeys(names, pl.String), orient="row")


def record(**changes: Any) -> CallRecord:
    """Return a call on one patient, C1, in which nothing is wrong and nothing departs."""
    whole = CallRecord(
        call_date=CALL,
        agenda=agenda("C1"),
        team=team(),
        attendance=attendance("dina", "pam", "carl"),
        case_records=rows("case_records", review()),
        decisions=rows("decisions", decision()),
        goals=rows("goals", goal()),
        tasks=rows("tasks", task()),
        care_team=rows("care_team", contact(), contact(organisation="practice")),
        attempts=attempts(),
        earlier_goals=rows("goals"),
        earlier_tasks=rows("tasks"),
        prework=rows("prework"),
        prework_states=states(),
        minutes=None,
        next_agenda_size=1,
    )
    return replace(whole, **changes)
