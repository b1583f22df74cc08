"""What two invented teams write into their pre-work sheets.

They answer as people would who take the suggestions seriously. Nothing here decides for anybody.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

import polars as pl

from tandem_flows.demo.words import DRIVERS, GOALS

Answers = Mapping[str, pl.DataFrame]

_ENGAGEMENT = (("none", "high"), ("some", "some"), ("high", "none"), ("some", "high"))
# What the last attempts to meet somebody bring, one after the other.
_ATTEMPTS = ("no_answer", "declined", "reached")
_FINAL = "final_f2f_attempt"
_STAYS_OPEN = 4  # every fourth step is not done in time


def prework_answers(
    agenda: pl.DataFrame,
    side: str,
    completed_on: date,
    open_tasks: pl.DataFrame | None = None,
    attempts_before: int = 0,
) -> Answers:
    """Return one side's answers on every patient of the call, finished on a day.

    `open_tasks` are the next steps on the side's sheet, `attempts_before` how many attempts to
    reach somebody are on record.
    """
    answers = {
        "patients": pl.DataFrame(
            [_research(row, side, completed_on) for row in agenda.iter_rows(named=True)]
        ),
        "gaps": _gaps(agenda["case_id"].head(1).to_list()),
    }
    if open_tasks is None:
        return answers
    own = open_tasks.filter(pl.col("owner_organisation") == side)
    tried = own.filter(pl.col("kind") == _FINAL)["case_id"].to_list()
    return answers | {
        "tasks": pl.DataFrame(_steps(own, completed_on)),
        "attempts": pl.DataFrame(_tries(tried, completed_on, attempts_before)),
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
        "risk_drivers": DRIVERS[place % len(DRIVERS)],
        "engagement_plan": plan,
        "engagement_practice": practice,
        "recommended_lead": "practice" if practice == "high" else "plan",
        "reason": "closest to the patient",
        "draft_goal": GOALS[place % len(GOALS)][0] if side == "practice" else None,
        "completed_on": completed_on,
    }


def _gaps(case_ids: list[str]) -> pl.DataFrame:
    return pl.DataFrame(
        [
            {
                "case_id": case_id,
                "need": "a ride to the clinic",
                "need_category": "logistical",
                "owner_organisation": "plan",
            }
            for case_id in case_ids
        ]
    )


def _steps(own: pl.DataFrame, on: date) -> list[dict[str, object]]:
    """Say what became of the side's steps; some are still on their way."""
    return [
        {
            "task_id": row["task_id"],
            "state": "done",
            "closed_on": on,
            "result": _result(row["kind"], number),
        }
        for number, row in enumerate(own.iter_rows(named=True))
        if row["kind"] != "next_step" or number % _STAYS_OPEN != _STAYS_OPEN - 1
    ]


def _result(kind: str, number: int) -> str:
    if kind == "provider_change_follow_up":
        return "stays with the practice" if number % 2 else "changed_provider"
    return "done as agreed"


def _tries(case_ids: list[str], on: date, before: int) -> list[dict[str, object]]:
    return [
        {
            "case_id": case_id,
            "contact_on": on,
            "channel": "face_to_face",
            "place": "home",
            "purpose": "final_attempt",
            "result": _ATTEMPTS[number % len(_ATTEMPTS)],
        }
        for number, case_id in enumerate(case_ids, start=before)
    ]
