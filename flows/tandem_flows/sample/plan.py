"""The invented plan as one value: its members, what happened to them, and the frames of it all.

Puts the drawn parts together in a fixed order. Writing files is in `write`.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

import polars as pl

from tandem_flows.sample import supports
from tandem_flows.sample.chance import stream
from tandem_flows.sample.claims import LINE_COLUMNS, claim_lines
from tandem_flows.sample.coverage import PLAN_NAME
from tandem_flows.sample.fills import fills
from tandem_flows.sample.history import visits_of
from tandem_flows.sample.members import Member, draw_members
from tandem_flows.sample.names import STATE
from tandem_flows.sample.people import draw_people
from tandem_flows.sample.providers import Directory, draw_directory
from tandem_flows.sample.tables import frame
from tandem_flows.sample.traits import with_traits
from tandem_flows.sample.visits import Calendar, Visit

MODEL = "invented-prospective"
SCORED_ON = date(2025, 12, 15)
DUAL_LEVEL = "Standard"
Row = tuple[str | float | date | None, ...]


@dataclass(frozen=True)
class Plan:
    """All that the invented plan knows; the frames follow from it and the seed."""

    seed: int
    directory: Directory
    members: tuple[Member, ...]
    visits: tuple[Visit, ...]


def draw_plan(seed: int, members: int) -> Plan:
    """The plan of a seed."""
    directory = draw_directory(stream(seed, "providers"))
    people = draw_people(stream(seed, "people"), members)
    everyone = with_traits(draw_members(stream(seed, "members"), people, directory))
    rng = stream(seed, "visits")
    visits = [v for member in everyone for v in visits_of(Calendar(rng, member, directory))]
    return Plan(seed, directory, tuple(everyone), tuple(visits))


def frames(plan: Plan) -> dict[str, pl.DataFrame]:
    """One frame for each view of the contract, by the view's name."""
    members, visits, seed = list(plan.members), list(plan.visits), plan.seed
    lines = claim_lines(stream(seed, "claims"), visits)
    drawn_fills = fills(stream(seed, "fills"), members)
    cases = supports.case_management(stream(seed, "cases"), members)
    events = supports.utilization_events(stream(seed, "events"), visits, plan.directory)
    needs = supports.social_needs(stream(seed, "needs"), members)
    spoken = supports.languages(stream(seed, "languages"), members)
    return {
        "eligibility": frame("eligibility", _eligibility(members)),
        "medical_claim": frame("medical_claim", lines, LINE_COLUMNS),
        "pharmacy_claim": frame("pharmacy_claim", drawn_fills),
        "attribution": frame("attribution", _attribution(members)),
        "provider": frame("provider", _providers(plan.directory)),
        "risk_score": frame("risk_score", _scores(members)),
        "case_management": frame("case_management", cases),
        "utilization_event": frame("utilization_event", events),
        "social_need": frame("social_need", needs),
        "language": frame("language", spoken),
        "consent": frame("consent", supports.consents(members)),
    }


def _eligibility(members: list[Member]) -> Iterator[Row]:
    """A row a member and covered period; two payers make two rows for the same days."""
    for member in members:
        person, home, payer = member.person, member.person.home, member.payer
        contact = (home.phone, home.address, home.city, STATE, home.zip_code, PLAN_NAME)
        names = (person.first_name, person.last_name)
        for span in member.coverage.spans():
            who = (person.birth_date, person.gender, *span, *names, *contact)
            last = (payer.dual_status_code, member.coverage.died_on)
            levels = (payer.plan, payer.payer_type, payer.coverage_level)
            yield (person.person_id, person.member_id, *who, *levels, *last)
            if payer.dual_status_code:
                second = ("Medicaid Managed Care", "medicaid", DUAL_LEVEL)
                yield (person.person_id, f"{person.member_id}M", *who, *second, *last)


def _attribution(members: list[Member]) -> Iterator[Row]:
    for member in members:
        if member.practice_id and member.pcp:
            pcp = (member.pcp.npi, member.pcp.name)
            yield (member.person.person_id, member.practice_id, *pcp)


def _providers(directory: Directory) -> Iterator[Row]:
    for p in directory.providers:
        yield (p.npi, p.name, p.specialty, p.practice_id)


def _scores(members: list[Member]) -> Iterator[Row]:
    for member in members:
        if member.score is not None:
            yield (member.person.person_id, member.score, MODEL, SCORED_ON)
