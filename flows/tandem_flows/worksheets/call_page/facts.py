"""What the page tells beside the sheet: the pace, what was said last time, whom to call.

Here: values and their form for the page. Nothing of it is answered or comes back.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import polars as pl

from tandem_flows.worksheets.layout import shown_text
from tandem_flows.worksheets.titles import title_of

Json = Any
_DECISION = ("lead", "outcome", "membership", "rationale", "next_update_on")
_TASK = ("action", "owner_organisation", "owner", "due_on", "report_back_on", "state", "result")
_SERVICE = ("program", "organisation", "kind", "answer")
_PREWORK = ("previous_actions",)


@dataclass(frozen=True)
class PageFacts:
    """All that the page tells and does not ask.

    `minutes` and `patients_most` are the parameters of the pace, `agenda` gives the tier of each
    patient; `decisions`, `tasks` and `services` are those from before this call, `prework` both
    sides' research; `contacts` those who stand as points of contact; `answers` the attempt that
    each patient last answered; `team` fills in side, role and telephone number once a person is
    named.
    """

    plan: str
    practice: str
    minutes: int
    patients_most: int
    headings: Mapping[str, str]
    agenda: pl.DataFrame
    team: pl.DataFrame
    decisions: pl.DataFrame
    tasks: pl.DataFrame
    services: pl.DataFrame
    goals: pl.DataFrame
    contacts: pl.DataFrame
    answers: pl.DataFrame
    prework: pl.DataFrame
    lines: tuple[str, ...] = ()


def facts_as_json(facts: PageFacts) -> Json:
    """Return the facts for the page, each case under its id."""
    return {
        "plan": facts.plan,
        "practice": facts.practice,
        "minutes": facts.minutes,
        "patients_most": facts.patients_most,
        "headings": dict(facts.headings),
        "tiers": dict(facts.agenda.select("case_id", "tier").iter_rows()),
        "team": [_person(row) for row in facts.team.iter_rows(named=True)],
        "last_time": last_time(facts),
        "standing": {
            "goals": _cases(facts.goals),
            "open_steps": _cases(facts.tasks.filter(pl.col("state") == "open")),
            "contacts": [list(row) for row in _places(facts.contacts).iter_rows()],
            "answers": _answers(facts.answers),
        },
    }


def last_time(facts: PageFacts) -> Json:
    """Return what was said last time, by what it is about and by case: rows of title and words."""
    people = {row["person"]: row["name"] for row in facts.team.iter_rows(named=True)}
    tasks = facts.tasks.with_columns(pl.col("owner").replace(people))
    return {
        "decisions": _by_case("decisions", facts.decisions, _DECISION),
        "tasks": _by_case("tasks", tasks, _TASK),
        "services": _by_case("services", facts.services, _SERVICE),
        "prework": _by_case("prework", facts.prework, _PREWORK),
    }


def _places(contacts: pl.DataFrame) -> pl.DataFrame:
    named = contacts.filter("is_point_of_contact")
    return named.select("case_id", "organisation", "role")


def _answers(attempts: pl.DataFrame) -> Json:
    told = attempts.select("case_id", pl.col("contact_on").dt.to_string("iso"), "result")
    return {case: [on, result] for case, on, result in told.iter_rows()}


def _cases(frame: pl.DataFrame) -> list[str]:
    return frame["case_id"].unique().sort().to_list()


def _person(row: Mapping[str, object]) -> Json:
    told = ("person", "name", "organisation", "role", "phone", "is_core", "is_designee")
    return {name: shown_text(row[name]) for name in told}


def _by_case(handoff: str, frame: pl.DataFrame, columns: tuple[str, ...]) -> Json:
    """Return the rows of each case as lists of heading and words, without what is empty."""
    found: dict[str, list[Json]] = {}
    for row in frame.iter_rows(named=True):
        told = [
            [title_of(handoff, name), _words(row[name])] for name in columns if _words(row[name])
        ]
        # what both sides were told alike is said once
        if told and told not in found.setdefault(row["case_id"], []):
            found[row["case_id"]].append(told)
    return found


def _words(value: object) -> str:
    lines = value.splitlines() if isinstance(value, str) else (value,)
    words = "; ".join(map(shown_text, lines))
    return words.replace("_", " ") if words.replace("_", "").isalpha() else words
