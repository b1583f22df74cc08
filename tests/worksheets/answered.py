"""Answers that invented people give in the sheets, by tab."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

import polars as pl

from tests.worksheets import people

ONE_DONE = {
    "case_id": ["C-01"],
    "still_patient": [True],
    "still_covered": [True],
    "risk_level": ["very_high"],
    "risk_drivers": ["falls\nand pain"],
    "engagement_plan": ["none"],
    "engagement_practice": ["high"],
    "recommended_lead": ["practice"],
    "reason": ["=they know her well"],
    "draft_goal": ["walk to the shop"],
    "completed_on": [date(2026, 12, 7)],
}
DECISION = {
    "membership": "active",
    "outcome": "decided",
    "lead": "joint",
    "rationale": "both know her",
    "plan_case_status": "open",
    "report_schedule": "plan_lead",
    "decided_by_plan": "p1",
    "decided_by_practice": "q1",
    "next_update_on": date(2027, 1, 5),
}
NOT_DISCUSSED = {
    "membership": "possible_provider_change",
    "outcome": "no_discussion",
    "plan_case_status": "none",
    "report_schedule": "none",
}


def prework_answers() -> Mapping[str, pl.DataFrame]:
    gap = {"case_id": ["C-03"], "need": ["a ride"], "need_category": ["logistical"]}
    attempt = {"case_id": ["C-02"], "contact_on": [date(2026, 12, 1)], "channel": ["face_to_face"]}
    assessed = {"case_id": ["C-01"], "assessed_on": [date(2026, 12, 7)], "illness": [3]}
    return {
        "patients": pl.DataFrame(ONE_DONE),
        "assessment": pl.DataFrame(assessed | {"barriers": ["- stairs"]}),
        "gaps": pl.DataFrame(gap | {"owner_organisation": ["plan"]}),
        "tasks": pl.DataFrame(
            {
                "task_id": ["T-1"],
                "state": ["done"],
                "closed_on": [date(2026, 12, 4)],
                "result": ["reached"],
            }
        ),
        "attempts": pl.DataFrame(
            attempt | {"place": ["home"], "purpose": ["engage"], "result": ["no_answer"]}
        ),
    }


def call_answers() -> Mapping[str, pl.DataFrame]:
    decisions = [{"case_id": "C-01"} | DECISION] + [
        {"case_id": case} | NOT_DISCUSSED for case in ("C-02", "C-03")
    ]
    review = {
        "case_id": "C-01",
        "leader": "practice",
        "quick_check_done": True,
        "leads_compared": True,
        "demographics_confirmed": True,
        "claims_reviewed": False,
        "read_back": True,
        "minutes": 3,
    }
    task = {
        "case_id": "C-01",
        "kind": "next_step",
        "need_category": "clinical",
        "action": "visit at home",
        "owner_organisation": "practice",
        "owner": "a nurse of the practice",
        "due_on": date(2026, 12, 20),
        "report_back_on": date(2027, 1, 5),
    }
    service = {"case_id": "C-01", "organisation": "plan", "program": "rides", "kind": "offered"}
    contact = {"case_id": "C-01", "organisation": "practice", "role": "clinical_care_manager"}
    guest = {"person": "z1", "organisation": "plan", "role": "observer", "is_core": False}
    rows: dict[str, list[dict[str, object]]] = {
        "call": [{"call_date": people.CALL, "state": "held"}],
        "attendance": [
            {"person": "p1", "took_part": True},
            {"person": "p2", "took_part": False},
            guest | {"is_designee": False, "took_part": True},
        ],
        "patients": [review],
        "decisions": decisions,
        "goals": [
            {"case_id": "C-01", "state": "proposed"},
            {"case_id": "C-01", "goal": "sleep better", "state": "proposed"},
        ],
        "tasks": [task, task | {"owner": "q1"}],
        "services": [service | {"answer": "open"}],
        "care_team": [
            contact | {"name": "Fay Brook", "phone": "617-555-0199", "is_point_of_contact": True}
        ],
        "next_patients": [{"case_id": "C-02", "keep": True}, {"case_id": "C-03", "keep": False}],
        "time": [{"person": "q1", "activity": "call", "minutes": 35}],
    }
    return {name: pl.DataFrame(rows[name], infer_schema_length=None) for name in rows}
