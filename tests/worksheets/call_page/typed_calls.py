"""Calls as somebody types them into the page: a valid one, and one for each guard across tabs."""

from __future__ import annotations

from datetime import date
from typing import Any

import polars as pl

from tests.worksheets import people

CASE = "Ana Lopez · C-01"
REVIEW = {
    "leader": "practice",
    **dict.fromkeys(("quick_check_done", "leads_compared", "demographics_confirmed"), "yes"),
    **dict.fromkeys(("claims_reviewed", "read_back"), "yes"),
}
DECIDED = {
    "membership": "active",
    "outcome": "decided",
    "lead": "joint",
    "rationale": "both know her",
    "plan_case_status": "open",
    "report_schedule": "none",
    "decided_by_plan": "Dana Marsh",
    "decided_by_practice": "Fay Brook",
    "next_update_on": "01/05/2027",
}
NOT_YET = {
    "membership": "active",
    "outcome": "no discussion",
    "plan_case_status": "none",
    "report_schedule": "none",
}
STEP = {
    "case_id": CASE,
    "kind": "next step",
    "need_category": "clinical",
    "action": "visit at home",
    "owner_organisation": "practice",
    "owner": "Fay Brook",
    "due_on": "12/20/2026",
    "report_back_on": "01/05/2027",
}
CONTACT = {
    "case_id": CASE,
    "organisation": "practice",
    "role": "clinical care manager",
    "name": "Fay Brook",
    "phone": "617-555-0199",
    "is_point_of_contact": "yes",
}
ATTEMPT = {
    "case_id": CASE,
    "contact_on": "12/08/2026",
    "organisation": "plan",
    "channel": "phone",
    "purpose": "engage",
    "result": "reached",
}
Typed = dict[str, list[Any]]


def valid() -> Typed:
    """A call in which one patient is decided on and nothing is wrong."""
    return {
        "call": [[0, {"state": "held"}]],
        "attendance": [
            [0, {"took_part": "yes"}],
            [1, {"took_part": "no"}],
            [2, {"took_part": "yes"}],
        ],
        "patients": [[0, REVIEW]],
        "decisions": [[0, DECIDED], [1, NOT_YET], [2, NOT_YET]],
        "goals": [[0, {"goal": "walk to the shop", "state": "proposed"}]],
        "tasks": [[None, STEP]],
        "care_team": [[None, CONTACT]],
        "next_patients": [[0, {"keep": "yes"}], [1, {"keep": "no"}]],
    }


def with_cells(tab: str, place: int, **cells: str) -> Typed:
    typed = valid()
    typed[tab][place] = [typed[tab][place][0], typed[tab][place][1] | cells]
    return typed


def without(*tabs: str, **reasons: str) -> Typed:
    typed = with_cells("patients", 0, **reasons)
    return {tab: rows for tab, rows in typed.items() if tab not in tabs}


def plus(tab: str, *rows: dict[str, str]) -> Typed:
    typed = valid()
    return typed | {tab: [*typed.get(tab, []), *([None, row] for row in rows)]}


def outreach(*attempts: dict[str, str]) -> Typed:
    """One more attempt is planned, and `attempts` are told in the call."""
    steps = with_cells("tasks", 0, kind="outreach attempt")
    return steps | {"attempts": [[None, attempt] for attempt in attempts]}


def earlier_attempts() -> pl.DataFrame:
    """The patient did not wish to be engaged a week before the call."""
    told = {"case_id": "C-01", "organisation": "plan", "channel": "phone", "purpose": "engage"}
    attempt = told | {"contact_on": date(2026, 12, 1), "result": "declined"}
    return people.of("outreach_attempts", [attempt])


GUEST = {"person": "z9", "organisation": "plan", "role": "observer", "took_part": "yes"}
CASES: dict[str, Typed] = {
    "nothing wrong": valid(),
    "due before the call": with_cells("tasks", 0, due_on="12/07/2026"),
    "due on the day of the call": with_cells("tasks", 0, due_on="12/08/2026"),
    "reported before the call": with_cells("tasks", 0, report_back_on="12/07/2026"),
    "an attempt after the call": plus("attempts", ATTEMPT | {"contact_on": "12/09/2026"}),
    "an attempt on the day": plus("attempts", ATTEMPT),
    "outreach after an earlier no": with_cells("tasks", 0, kind="outreach attempt"),
    "a last attempt after an earlier no": with_cells("tasks", 0, kind="final f2f attempt"),
    "outreach but a later answer": outreach(ATTEMPT),
    "outreach and no answer since the no": outreach(ATTEMPT | {"result": "no answer"}),
    "outreach and an answer before the no": outreach(ATTEMPT | {"contact_on": "11/30/2026"}),
    "outreach and a no after the answer": outreach(ATTEMPT, ATTEMPT | {"result": "declined"}),
    "outreach but a new answer after it": outreach(ATTEMPT | {"result": "declined"}, ATTEMPT),
    "an owner of the other side": with_cells("tasks", 0, owner="Eli Stone"),
    "an owner nobody knows": with_cells("tasks", 0, owner="a nurse"),
    "a guest nobody knows": plus("attendance", GUEST | {"is_core": "no", "is_designee": "no"}),
    "signed by someone absent": with_cells("decisions", 0, decided_by_plan="Eli Stone"),
    "no goal and no reason": without("goals"),
    "no goal but a reason": without("goals", no_goal_reason="asks for time"),
    "a goal that was rejected": with_cells("goals", 0, state="rejected", confirmed_on="12/08/2026"),
    "no step and no reason": without("tasks"),
    "no step but a reason": without("tasks", no_task_reason="steps go on"),
    "no point of contact": without("care_team"),
    "two points of contact": plus("care_team", CONTACT | {"name": "Other", "organisation": "plan"}),
    "another provider, discussed": with_cells(
        "decisions", 1, membership="possible provider change", outcome="pending information"
    ),
    "another provider, a goal": with_cells("decisions", 0, membership="possible provider change")
    | {
        "decisions": [
            [0, NOT_YET | {"membership": "possible provider change"}],
            [1, NOT_YET],
            [2, NOT_YET],
        ]
    },
    "asked without a role": plus("invitees", {"case_id": CASE, "person": "Fay Brook"}),
    "asked for someone not kept": plus(
        "invitees", {"case_id": "Bert Quill · C-02", "person": "Dana Marsh"}
    ),
}
