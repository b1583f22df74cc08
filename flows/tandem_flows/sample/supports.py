"""The plan's smaller records: case management, event feed, social needs, language, consent.

Claims are in `claims` and `fills`. Rows come out in the order of the members or of the visits.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from random import Random

from tandem_flows.sample.chance import day_between
from tandem_flows.sample.clinical import LANGUAGES, PROGRAMS, SOCIAL_NEEDS
from tandem_flows.sample.facts import AS_OF, FIRST_CALL_ON
from tandem_flows.sample.members import Member
from tandem_flows.sample.providers import Directory
from tandem_flows.sample.visits import ED, INPATIENT, SPECIALIST, Visit

Row = tuple[str | date | None, ...]
CASE_MANAGERS = (
    ("Delphine Okonkwo", "207-555-0191"),
    ("Marcellus Iyer", "207-555-0192"),
    ("Birgit Sandoval", "207-555-0193"),
    ("Tomasz Greyeyes", "207-555-0194"),
)
CONSENT_KIND = "substance_use_records"


def case_management(rng: Random, members: list[Member]) -> Iterator[Row]:
    """Cases of the plan's own programs: likelier with a higher score, some closed."""
    for member in members:
        if not member.is_adult or rng.random() >= 0.05 * member.severity:
            continue
        name, phone = rng.choice(CASE_MANAGERS)
        status = rng.choices(("open", "monitor", "closed"), (0.6, 0.2, 0.2))[0]
        started_on = day_between(rng, date(2024, 3, 1), date(2025, 12, 15))
        yield (member.person.person_id, rng.choice(PROGRAMS), status, name, phone, started_on)


def utilization_events(rng: Random, visits: list[Visit], directory: Directory) -> Iterator[Row]:
    """The feed of admissions, discharges and more: sooner than claims, and not complete."""
    outside = {p.npi for p in directory.providers if p.specialty in ("Hematology", "Oncology")}
    for visit in visits:
        if visit.kind == ED and rng.random() < 0.8:
            yield _event(rng, visit, "ed", visit.starts_on)
        if visit.kind == INPATIENT and (_is_around_first_call(visit) or rng.random() < 0.9):
            yield _event(rng, visit, "admission", visit.starts_on)
            yield _event(rng, visit, "discharge", visit.ends_on)
        if visit.kind == SPECIALIST and rng.random() < 0.15:
            yield _event(rng, visit, "referral", visit.starts_on)
        if visit.kind == SPECIALIST and visit.provider.npi in outside and rng.random() < 0.3:
            yield _event(rng, visit, "out_of_network", visit.starts_on)


def social_needs(rng: Random, members: list[Member]) -> Iterator[Row]:
    """Recorded needs: likelier with Medicaid and with illness."""
    for member in members:
        chance = 0.05 + 0.1 * (member.payer.payer_type == "medicaid")
        chance += 0.05 * min(member.severity, 6)
        if rng.random() < chance:
            for need in rng.sample(SOCIAL_NEEDS, rng.choice((1, 1, 2, 3))):
                yield (member.person.person_id, need)


def languages(rng: Random, members: list[Member]) -> Iterator[Row]:
    """Primary language where the plan recorded one."""
    for member in members:
        if rng.random() < 0.97:
            speaks_english = rng.random() < 0.82
            language = "English" if speaks_english else rng.choice(LANGUAGES)
            yield (member.person.person_id, language)


def consents(members: list[Member]) -> Iterator[Row]:
    """Consents to share substance use records."""
    for member in members:
        if member.consent:
            yield (member.person.person_id, CONSENT_KIND, member.consent.given_on,
                   member.consent.ended_on)  # fmt: skip


def _is_around_first_call(visit: Visit) -> bool:
    return AS_OF - timedelta(days=14) <= visit.starts_on <= FIRST_CALL_ON


def _event(rng: Random, visit: Visit, kind: str, event_on: date) -> Row:
    place = visit.facility or visit.provider
    notified_on = event_on + timedelta(days=rng.randint(0, 4)) if rng.random() < 0.95 else None
    return (visit.person_id, kind, event_on, notified_on, place.name, place.npi)
