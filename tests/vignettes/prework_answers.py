"""What both sides write into their pre-work sheets: the vignettes' facts that people know.

Ratings and attempts come from the vignette's file; the rest is the same words for everyone.
"""

from __future__ import annotations

from datetime import date, timedelta

from tests.vignettes.answers import Answers, Row, Told


def prework_answers(told: list[Told], side: str, call_date: date, follow_ups: Answers) -> Answers:
    """Return one side's research, finished the day before the call."""
    done_on = call_date - timedelta(days=1)
    return {
        "patients": [_research(one, side, done_on) for one in told],
        "attempts": [row for one in told if one.is_first_time for row in _attempts(one, side)],
        "tasks": follow_ups.get(side, []),
    }


def _research(told: Told, side: str, done_on: date) -> Row:
    facts = told.story.facts
    return {
        "case_id": told.case_id,
        "still_patient": True,
        "still_covered": True,
        "identity_confirmed": True,
        "risk_level": "high",
        "risk_drivers": "as the background shows",
        "engagement_plan": facts.engagement.plan,
        "engagement_practice": facts.engagement.practice,
        "recommended_lead": told.story.lead,
        "reason": told.story.script.rationale,
        "draft_goal": told.story.decisions.goal if side == "practice" else None,
        "completed_on": done_on,
    }


def _attempts(told: Told, side: str) -> list[Row]:
    return [
        {
            "case_id": told.case_id,
            "contact_on": attempt.day,
            "channel": attempt.channel,
            "place": attempt.place,
            "purpose": "engage",
            "result": attempt.result,
        }
        for attempt in told.story.facts.outreach
        if attempt.side == side
    ]
