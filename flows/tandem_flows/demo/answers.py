"""The scripted answers of the demonstration: what two invented teams write into their sheets.

They answer as people would who take the suggestions seriously. Nothing here decides for anybody.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta

import polars as pl

Answers = Mapping[str, pl.DataFrame]

_ENGAGEMENT = (("none", "high"), ("some", "some"), ("high", "none"), ("some", "high"))
_DRIVERS = ("two hospital stays", "many medicines", "housing", "missed visits", "heart failure")
_GOALS = (
    ("See the clinic every month", "Visits kept"),
    ("Manage the medicines at home", "Refills on time"),
    ("Find stable housing", "A signed lease"),
    ("Walk to the shop again", "Steps in the diary"),
)
_LEADS = ("practice", "plan", "practice", "joint")


@dataclass(frozen=True)
class Team:
    """Who answers for the two sides: ids of team members."""

    director: str
    manager: str
    case_manager: str
    care_manager: str
    worker: str

    @classmethod
    def of(cls, practice_id: str) -> Team:
        """Return the demonstration's people of a practice and of the plan."""
        practice = (f"{practice_id}-care", f"{practice_id}-chw")
        return cls("plan-director", "plan-manager", "plan-case", *practice)


def prework_answers(agenda: pl.DataFrame, side: str, completed_on: date) -> Answers:
    """Return one side's answers on every patient of the call, finished on a day."""
    rows = [_research(row, side, completed_on) for row in agenda.iter_rows(named=True)]
    first = agenda["case_id"].head(1).to_list()
    gaps = [
        {
            "case_id": case_id,
            "need": "a ride to the clinic",
            "need_category": "logistical",
            "owner_organisation": "plan",
        }
        for case_id in first
    ]
    return {"patients": pl.DataFrame(rows), "gaps": pl.DataFrame(gaps)}


def call_answers(
    call_date: date,
    suggestions: pl.DataFrame,
    agenda: pl.DataFrame,
    next_agenda: list[str],
    team: Team,
) -> Answers:
    """Return what both sides write down in the call, one decision a patient."""
    listed = agenda.sort("position").join(suggestions, on="case_id", how="left", suffix="_s")
    cases = [
        _Case(index, row["case_id"], row["membership"], call_date, team)
        for index, row in enumerate(listed.iter_rows(named=True))
    ]
    active = [case for case in cases if case.is_decided]
    return {
        "call": pl.DataFrame(
            {"call_date": [call_date], "leader": ["practice"], "minutes": [30], "state": ["held"]}
        ),
        "attendance": pl.DataFrame(
            {
                "person": [team.director, team.manager, team.care_manager],
                "took_part": [True, True, True],
            }
        ),
        "patients": pl.DataFrame([case.review() for case in cases]),
        "decisions": pl.DataFrame([case.decision() for case in cases]),
        "goals": pl.DataFrame([case.goal() for case in active]),
        "tasks": pl.DataFrame([case.task() for case in active]),
        "care_team": pl.DataFrame([row for case in active for row in case.care_team()]),
        "next_patients": pl.DataFrame(
            {"case_id": next_agenda, "keep": [True] * len(next_agenda)},
            schema={"case_id": pl.String, "keep": pl.Boolean},
        ),
        "time": pl.DataFrame(
            {
                "person": [team.manager, team.care_manager],
                "activity": ["prework", "prework"],
                "minutes": [90, 120],
            }
        ),
    }


def _research(row: Mapping[str, object], side: str, completed_on: date) -> dict[str, object]:
    place = int(str(row["position"]))
    plan, practice = _ENGAGEMENT[place % len(_ENGAGEMENT)]
    return {
        "case_id": row["case_id"],
        "still_patient": True,
        "still_covered": True,
        "identity_confirmed": True,
        "risk_level": "high" if place % 3 else "very_high",
        "risk_drivers": _DRIVERS[place % len(_DRIVERS)],
        "engagement_plan": plan,
        "engagement_practice": practice,
        "recommended_lead": "practice" if practice == "high" else "plan",
        "reason": "closest to the patient",
        "draft_goal": _GOALS[place % len(_GOALS)][0] if side == "practice" else None,
        "completed_on": completed_on,
    }


@dataclass(frozen=True)
class _Case:
    index: int
    case_id: str
    membership: str
    call_date: date
    team: Team

    @property
    def lead(self) -> str:
        return _LEADS[self.index % len(_LEADS)]

    @property
    def outcome(self) -> str:
        if self.membership != "active":
            return "no_discussion"
        return "pending_information" if self.index == 7 else "decided"

    @property
    def is_decided(self) -> bool:
        return self.outcome == "decided"

    def decision(self) -> dict[str, object]:
        row: dict[str, object] = {
            "case_id": self.case_id,
            "membership": self.membership,
            "outcome": self.outcome,
            "plan_case_status": "none",
            "report_schedule": "none",
            "lead": None,
            "rationale": None,
            "decided_by_plan": None,
            "decided_by_practice": None,
            "next_update_on": None,
        }
        if not self.is_decided:
            return row
        status = {"practice": "monitor", "plan": "open", "joint": "open"}[self.lead]
        schedule = {"practice": "monitor", "plan": "plan_lead", "joint": "none"}[self.lead]
        return row | {
            "lead": self.lead,
            "rationale": "closest connection with the patient",
            "plan_case_status": status,
            "report_schedule": schedule,
            "decided_by_plan": self.team.director,
            "decided_by_practice": self.team.care_manager,
            "next_update_on": self.call_date + timedelta(days=28),
        }

    def review(self) -> dict[str, object]:
        return {
            "case_id": self.case_id,
            "leader": "practice",
            "quick_check_done": True,
            "leads_compared": True,
            "profile": "summed up by the care manager",
            "risk_drivers": _DRIVERS[self.index % len(_DRIVERS)],
            "engagement_issues": "none spoken of",
            "needed_services": "see next steps",
            "proposed_next_steps": "see next steps",
            "has_care_plan": True,
            "demographics_confirmed": True,
            "claims_reviewed": True,
            "plan_services": "case management",
            "agreed_driver": _DRIVERS[self.index % len(_DRIVERS)],
            "agreed_barriers": "distance",
            "read_back": True,
            "minutes": 3,
        }

    def goal(self) -> dict[str, object]:
        goal, measure = _GOALS[self.index % len(_GOALS)]
        return {
            "goal_id": f"G-{self.call_date:%Y%m%d}-{self.case_id}",
            "goal": goal,
            "state": "proposed",
            "measure": measure,
            "target_on": self.call_date + timedelta(days=90),
        }

    def task(self) -> dict[str, object]:
        is_plans = self.lead == "plan"
        return {
            "case_id": self.case_id,
            "kind": "next_step",
            "need_category": "clinical",
            "action": "Call the patient and agree the first visit",
            "owner_organisation": "plan" if is_plans else "practice",
            "owner": self.team.case_manager if is_plans else self.team.care_manager,
            "due_on": self.call_date + timedelta(days=7),
            "report_back_on": self.call_date + timedelta(days=14),
        }

    def care_team(self) -> list[dict[str, object]]:
        plan_is_contact = self.lead == "plan"
        return [
            {
                "case_id": self.case_id,
                "organisation": "plan",
                "role": "case_manager",
                "name": "Tomas Vega",
                "phone": "555-0103",
                "is_point_of_contact": plan_is_contact,
            },
            {
                "case_id": self.case_id,
                "organisation": "practice",
                "role": "clinical_care_manager",
                "name": "Nora Petrov",
                "phone": "555-0111",
                "is_point_of_contact": not plan_is_contact,
            },
        ]
