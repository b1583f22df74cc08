"""Rows of a round to test with: a frame of any handoff from the few columns a test is about."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from functools import cache
from typing import Any

import polars as pl

from tandem_flows.rules.states import History
from tandem_validators.handoffs.registry import handoff

LISTED_ON = date(2026, 1, 1)
# Mondays
CALL_1, CALL_2, CALL_3 = date(2026, 1, 5), date(2026, 1, 12), date(2026, 1, 19)

_ROWS: dict[str, dict[str, Any]] = {
    "combined_list": {"origin": "common", "match": "exact", "birth_date": date(1960, 1, 1)}
    | {"is_urgent": False, "is_added_late": False},
    "agenda": {"call_date": CALL_1, "position": 1, "tier": "common", "clause": "PRI-01"}
    | {"reason": "common", "counts_to_cap": True},
    "calls": {"leader": "practice", "minutes": 30, "state": "planned"},
    "decisions": {"call_date": CALL_1, "membership": "active", "outcome": "decided"}
    | {"plan_case_status": "none", "report_schedule": "none"},
    "tasks": {"call_date": CALL_1, "kind": "next_step", "need_category": "clinical"}
    | {"action": "call", "owner_organisation": "practice", "owner": "N. Owner", "state": "open"},
    "care_team": {"organisation": "practice", "role": "clinical_care_manager", "name": "N. Care"}
    | {"phone": "555-0100", "is_point_of_contact": True},
    "outreach_attempts": {"organisation": "practice", "channel": "phone", "purpose": "engage"}
    | {"result": "no_answer"},
    "tracking_list": {"reason": "unengaged"},
    "reports": {"kind": "tracking"},
    "prework": {"call_date": CALL_1},
    "summary": {"cases": 1, "tasks": 1, "next_agenda": 1, "document": "s", "document_hash": "h"},
    "call_series": {"first_call_on": CALL_1, "starts_at": "12:00", "interval_days": 7}
    | {"timezone": "America/New_York", "minutes": 30, "leader": "practice"}
    | {"channel": "secure_email"},
    "team": {"organisation": "plan", "name": "N.", "position": "Manager", "email": "n@example.org"}
    | {"phone": "555-0100", "role": "project_manager", "is_core": True, "is_designee": False},
    "attendance": {"call_date": CALL_1, "organisation": "plan", "role": "project_manager"}
    | {"is_core": True, "is_designee": False},
    "surveys": {},
    "enrolments": {"lead": "practice"},
    "time_spent": {"role": "project_manager", "activity": "prework"},
}


@cache
def columns(name: str) -> dict[str, Any]:
    """The polars type of each column of the handoff `name`."""
    return {
        column: described.dtype.type if described.dtype else pl.String
        for column, described in handoff(name).model.to_schema().columns.items()
    }


def rows(name: str, *given: dict[str, Any]) -> pl.DataFrame:
    """The handoff `name` with one row each; what is not given is a plausible default or empty."""
    empty = dict.fromkeys(columns(name))
    return pl.DataFrame([empty | _ROWS[name] | row for row in given], schema=columns(name))


def listed(*case_ids: str, **given: Any) -> pl.DataFrame:
    return rows("combined_list", *({"case_id": case_id, **given} for case_id in case_ids))


def calls(*given: date | dict[str, Any]) -> pl.DataFrame:
    return rows("calls", *(g if isinstance(g, dict) else {"call_date": g} for g in given))


def facts(**given: Any) -> pl.DataFrame:
    schema = {
        "case_id": pl.String,
        "is_covered": pl.Boolean,
        "coverage_ended_on": pl.Date,
        "died_on": pl.Date,
        "left_practice_on": pl.Date,
    }
    return pl.DataFrame([dict.fromkeys(schema) | {"case_id": "A"} | given], schema=schema)


def dated(column: str, *days: tuple[str, date]) -> pl.DataFrame:
    return pl.DataFrame(list(days), schema={"case_id": pl.String, column: pl.Date}, orient="row")


def history(**frames: Any) -> History:
    """One listed case A, three weekly calls, and what is given."""
    plain = History(LISTED_ON, listed("A"), calls=calls(CALL_1, CALL_2, CALL_3))
    return replace(plain, **frames)
