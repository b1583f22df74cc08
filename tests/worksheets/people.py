"""Invented people, in the columns of the handoffs that the sheets are made from."""

from __future__ import annotations

from datetime import date

import polars as pl

from tandem_validators.handoffs.registry import handoff
from tandem_validators.handoffs.validate import validated

CALL = date(2026, 12, 8)
SEEN_ON = date(2026, 12, 9)
PRACTICE = "lakeside"
NEXT_CALL = date(2026, 12, 15)
CASES = ("C-01", "C-02", "C-03")
_NAMES = (("Ana", "Lopez"), ("Bert", "Quill"), ("=Cora", "O'Neil & Söhne"))


def of(name: str, rows: list[dict[str, object]]) -> pl.DataFrame:
    columns = handoff(name).model.to_schema().columns
    schema = {column: field.dtype.type for column, field in columns.items()}
    full = [{column: row.get(column) for column in schema} for row in rows]
    return validated(pl.DataFrame(full, schema=schema), handoff(name))


def agenda(call_date: date = CALL) -> pl.DataFrame:
    told = {"tier": "common", "clause": "PRI-01", "reason": "named by both", "counts_to_cap": True}
    rows = [
        {"call_date": call_date, "position": place, "case_id": case, **told}
        for place, case in enumerate(CASES, start=1)
    ]
    return of("agenda", rows)


def background() -> pl.DataFrame:
    rows = [
        {
            "case_id": case,
            "first_name": first,
            "last_name": last,
            "birth_date": date(1950, 1, day),
            "pcp_name": "Dr. Poe",
            "completeness": 15,
        }
        for day, (case, (first, last)) in enumerate(zip(CASES, _NAMES, strict=True), start=1)
    ]
    return of("background", rows)


def suggestions() -> pl.DataFrame:
    rows = [
        {
            "call_date": CALL,
            "case_id": case,
            "membership": "possible_provider_change",
            "is_escalated": False,
            "last_seen_any_on": date(2026, 11, 3),
            "last_seen_practice_on": date(2025, 10, 2),
            "ed_visits": 2,
            "outside_specialists": 1,
            "lead": "practice",
            "reason": "not seen for some time",
        }
        for case in CASES
    ]
    return of("suggestions", rows)


def kinds() -> pl.DataFrame:
    words = "1. Care manager or nurse care manager of the practice, regular (CON-01)."
    return pl.DataFrame({"case_id": CASES, "suggested_kinds": [words] * len(CASES)})


def team() -> pl.DataFrame:
    people = (
        ("p1", "plan", "Dana Marsh", "director_of_care_management"),
        ("p2", "plan", "Eli Stone", "project_manager"),
        ("q1", "practice", "Fay Brook", "clinical_care_manager"),
    )
    rows = [
        {
            "person": person,
            "organisation": side,
            "name": name,
            "position": "lead",
            "email": f"{person}@example.org",
            "phone": "617-555-0100",
            "role": role,
            "is_core": True,
            "is_designee": False,
        }
        for person, side, name, role in people
    ]
    return of("team", rows)


def planned_call() -> pl.DataFrame:
    return of(
        "calls", [{"call_date": CALL, "leader": "practice", "minutes": 30, "state": "planned"}]
    )


def open_tasks() -> pl.DataFrame:
    rows = [
        {
            "task_id": f"T-{number}",
            "case_id": CASES[number],
            "call_date": date(2026, 12, 1),
            "kind": "next_step",
            "need_category": "clinical",
            "action": "call the patient",
            "owner_organisation": "plan",
            "owner": "p2",
            "due_on": date(2026, 12, 5),
            "report_back_on": CALL,
            "state": "open",
        }
        for number in (0, 1)
    ]
    return of("tasks", rows)


def prework(side: str) -> pl.DataFrame:
    rows = [
        {
            "call_date": CALL,
            "case_id": case,
            "organisation": side,
            "risk_drivers": f"drivers seen by the {side}",
            "recommended_lead": side,
            "reason": f"reason of the {side}",
            "draft_goal": f"goal of the {side}",
        }
        for case in CASES
    ]
    return of("prework", rows)


def both_preworks() -> pl.DataFrame:
    return pl.concat([prework("plan"), prework("practice")])


def known_before() -> pl.DataFrame:
    """The research as each side gets it: nothing is known yet."""
    rows = [
        {"call_date": CALL, "case_id": case, "organisation": side}
        for case in CASES
        for side in ("plan", "practice")
    ]
    return of("prework", rows)
