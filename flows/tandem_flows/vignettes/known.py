"""What follows from the vignettes' facts alone: the branch, the place on the call, the lead."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import polars as pl

from tandem_flows.rules.agenda import Candidates, mark_for_call
from tandem_flows.rules.lead import INPUT, suggest_lead
from tandem_flows.rules.membership import suggest_membership
from tandem_flows.rules.suggestions import combine_suggestions
from tandem_flows.source.care_facts import care_facts
from tandem_flows.source.open import Source, open_source
from tandem_flows.vignettes.partnership import CALLS, PRACTICE, team_rows
from tandem_flows.vignettes.plan_views import write_plan_source
from tandem_flows.vignettes.story import Vignette
from tandem_validators.guideline.values import Values
from tandem_validators.handoffs.frames import filled_in

_RESEARCH_BEFORE = timedelta(days=1)
Vignettes = Mapping[str, Vignette]


@dataclass(frozen=True)
class Known:
    """What the rules say before anybody decides; `lead` is empty when nothing suggests one."""

    membership: str
    membership_clause: str
    tier: str
    tier_clause: str
    place_reason: str
    lead: str | None
    lead_clause: str | None
    reason: str


def known(vignettes: Vignettes, values: Values) -> Mapping[str, Known]:
    """Return what follows from the facts of each vignette, at the call that discusses it."""
    with TemporaryDirectory() as folder:
        write_plan_source(Path(folder), vignettes)
        with open_source(Path(folder, "source.sql"), Path(folder)) as source:
            rows = [row for call in CALLS for row in _at_call(vignettes, call, source, values)]
    return {row["case_id"]: _known(row) for row in rows}


def combined_list(vignettes: Vignettes) -> pl.DataFrame:
    """Return the list of both sides; the plan ranks its patients by their scores."""
    scores = {name: story.facts.plan.score for name, story in vignettes.items()}
    scored = {name: score for name, score in scores.items() if score is not None}
    by_score = sorted(scored, key=lambda name: -scored[name])
    plan_ranks = {name: rank for rank, name in enumerate(by_score, start=1)}
    rows = [_listed(name, story, plan_ranks.get(name)) for name, story in vignettes.items()]
    return filled_in("combined_list", rows)


def _listed(name: str, story: Vignette, plan_rank: int | None) -> dict[str, Any]:
    practice_rank = story.facts.practice.rank
    is_common = plan_rank is not None and practice_rank is not None
    return {
        "case_id": name,
        "person_id": name,
        "origin": "common" if is_common else "plan" if plan_rank is not None else "practice",
        "plan_rank": plan_rank,
        "practice_rank": practice_rank,
        "risk_score": story.facts.plan.score,
        "pcp_name": story.facts.practice.pcp,
        "is_urgent": story.facts.practice.urgent,
    }


def _at_call(
    vignettes: Vignettes, call: int, source: Source, values: Values
) -> list[dict[str, Any]]:
    """Return a row for each vignette that is first discussed on `call`."""
    call_date = CALLS[call]
    told = {name: story for name, story in vignettes.items() if story.call == call}
    agenda = _agenda(vignettes, told, call_date, values)
    as_of = call_date - _RESEARCH_BEFORE
    facts = care_facts(source, list(told), PRACTICE, as_of, values)
    facts = facts.rename({"person_id": "case_id"})
    membership = suggest_membership(facts, _attempts(told), agenda, as_of, values)
    leads = suggest_lead(_ratings(told, membership), values)
    suggested = combine_suggestions(agenda, membership, leads)
    place = agenda.select("case_id", "tier", "clause", place_reason="reason")
    return suggested.join(place, on="case_id").to_dicts()


def _agenda(vignettes: Vignettes, told: Vignettes, on: date, values: Values) -> pl.DataFrame:
    candidates = Candidates(
        combined_list=combined_list(vignettes),
        waiting=frozenset(told),
        physicians=frozenset(
            row["name"]
            for row in team_rows()
            if row["role"] == "primary_care_clinician" and row["is_core"] == "yes"
        ),
    )
    return mark_for_call(candidates, on, values)


def _attempts(told: Vignettes) -> pl.DataFrame:
    return filled_in(
        "outreach_attempts",
        [
            {
                "case_id": name,
                "contact_on": attempt.day,
                "organisation": attempt.side,
                "channel": attempt.channel,
                "purpose": "engage",
                "result": attempt.result,
            }
            for name, story in told.items()
            for attempt in story.facts.outreach
        ],
    )


def _ratings(told: Vignettes, membership: pl.DataFrame) -> pl.DataFrame:
    rows = [
        (name, story.facts.engagement.plan, story.facts.engagement.practice)
        for name, story in told.items()
    ]
    ratings = pl.DataFrame(rows, schema=list(INPUT)[:3], orient="row")
    counts = membership.select("case_id", "outside_specialists")
    return ratings.join(counts, on="case_id", how="left")


def _known(row: dict[str, Any]) -> Known:
    return Known(
        membership=row["membership"],
        membership_clause=row["membership_clause"],
        tier=row["tier"],
        tier_clause=row["clause"],
        place_reason=row["place_reason"],
        lead=row["lead"],
        lead_clause=row["lead_clause"],
        reason=row["reason"],
    )
