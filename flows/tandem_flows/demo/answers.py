"""The scripted answers of a call: what two invented teams write into its sheet.

They answer as people would who take the suggestions seriously. Nothing here decides for anybody.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

import polars as pl

from tandem_flows.demo import spoken
from tandem_flows.demo.courses import Past, courses
from tandem_flows.demo.people import Team
from tandem_flows.demo.research import prework_answers

__all__ = ["Past", "Team", "call_answers", "prework_answers"]

Answers = Mapping[str, pl.DataFrame]


def call_answers(
    call_date: date,
    suggestions: pl.DataFrame,
    agenda: pl.DataFrame,
    next_agenda: list[str],
    team: Team,
    past: Past | None = None,
) -> Answers:
    """Return what both sides write down in the call, one decision a patient.

    `past` is what stood before the call; without it, nobody was discussed before.
    """
    taken = courses(agenda, suggestions, past or Past.nothing())
    decided = [course for course in taken if course.is_decided]
    new = [course for course in decided if not course.is_update]
    asked = [course for course in taken if course.outcome == "pending_information"]
    return {
        "call": pl.DataFrame(
            {"call_date": [call_date], "leader": ["practice"], "minutes": [30], "state": ["held"]}
        ),
        "attendance": _attendance(team),
        "patients": pl.DataFrame([spoken.review(course) for course in taken]),
        "decisions": pl.DataFrame([spoken.decision(c, call_date, team) for c in taken]),
        "goals": pl.DataFrame(
            [spoken.goal(course, call_date) for course in decided], infer_schema_length=None
        ),
        "tasks": pl.DataFrame([spoken.task(c, call_date, team) for c in (*new, *asked)]),
        "care_team": pl.DataFrame(
            [row for course in new for row in spoken.care_team(course, team)]
        ),
        "next_patients": pl.DataFrame(
            {"case_id": next_agenda, "keep": [True] * len(next_agenda)},
            schema={"case_id": pl.String, "keep": pl.Boolean},
        ),
        "time": _time(team),
    }


def _attendance(team: Team) -> pl.DataFrame:
    present = [member.person for member in (team.director, team.manager, team.care_manager)]
    return pl.DataFrame({"person": present, "took_part": [True] * len(present)})


def _time(team: Team) -> pl.DataFrame:
    people = [team.manager.person, team.care_manager.person]
    return pl.DataFrame({"person": people, "activity": ["prework"] * 2, "minutes": [90, 120]})
