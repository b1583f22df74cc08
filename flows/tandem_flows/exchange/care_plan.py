"""The shared care plan of one patient: which facts it holds, each a column of a handoff.

So the data dictionary documents the file, and the handoffs' models check it.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from types import MappingProxyType

import polars as pl

from tandem_flows.marks import implements
from tandem_validators.handoffs.registry import handoff

FORMAT, VERSION = "caretandem-care-plan", 1
_DEMOGRAPHICS = ("first_name", "last_name", "birth_date", "address", "phone", "primary_language")
_RISK = ("risk_score", "score_source")
_NOT_CLINICAL = ("case_id", "completeness", *_DEMOGRAPHICS, *_RISK)


@dataclass(frozen=True)
class Section:
    """One part of the plan: the handoff it comes from, its columns, and what tells rows apart."""

    handoff: str
    columns: tuple[str, ...]
    key: tuple[str, ...] = ()


def _all_but(handoff_name: str, *left_out: str) -> tuple[str, ...]:
    return tuple(name for name in handoff(handoff_name).columns if name not in left_out)


SECTIONS: Mapping[str, Section] = MappingProxyType(
    {
        "demographics": Section("background", _DEMOGRAPHICS),
        "clinical_profile": Section("background", _all_but("background", *_NOT_CLINICAL)),
        "risk": Section("background", _RISK),
        "assessments": Section("assessment", _all_but("assessment", "case_id"), ("assessed_on",)),
        "decisions": Section("decisions", _all_but("decisions", "case_id"), ("call_date",)),
        "goals": Section("goals", _all_but("goals", "case_id"), ("goal_id",)),
        "tasks": Section("tasks", _all_but("tasks", "case_id"), ("task_id",)),
        "services": Section(
            "services", _all_but("services", "case_id"), ("organisation", "program", "kind")
        ),
        "care_team": Section(
            "care_team", _all_but("care_team", "case_id"), ("organisation", "role")
        ),
    }
)
# every section but those of one patient's facts may have any number of rows
ONE_ROW = ("demographics", "clinical_profile", "risk")


@dataclass(frozen=True)
class CarePlan:
    """The shared care plan of one case on one day; `sections` in the columns of SECTIONS."""

    practice_id: str
    case_id: str
    made_on: date
    sections: Mapping[str, pl.DataFrame]


@implements("ELC-01", "ELC-02")
def care_plan(
    practice_id: str, case_id: str, made_on: date, frames: Mapping[str, pl.DataFrame]
) -> CarePlan:
    """Return the plan of one case from handoffs by name; rows of other cases are left out.

    Sections: demographics, clinical profile and risk as the plan shared them (ELC-01); decisions,
    goals, next steps, services, people and assessments as both agreed (ELC-02).
    """
    sections = {
        name: frames[section.handoff].filter(pl.col("case_id") == case_id).select(section.columns)
        for name, section in SECTIONS.items()
    }
    return CarePlan(practice_id, case_id, made_on, MappingProxyType(sections))
