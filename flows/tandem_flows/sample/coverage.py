"""How long each member is covered, by whom, and when some of them die.

Coverage ends and deaths are dealt out by seat in the practice, not by chance, so that every
practice has some of each kind: a process that loses a patient silently would show here.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from random import Random

from tandem_flows.sample.chance import day_between
from tandem_flows.sample.facts import AS_OF, DATA_FROM, DATA_TO
from tandem_flows.sample.people import Person

PLAN_NAME = "Tarn Harbor Health Plan"
MEDICAID_LEVELS = ("Standard", "Standard", "Basic", "Essential")
# Seats in a practice, counted in fifties, and what happens to the member who sits there.
SEATS = 50
DIED_BEFORE, DIES_LATER, ENDED_2025, ENDS_2026, STARTS_2026, HAS_GAP = (
    (17,),
    (23,),
    (29, 37),
    (31, 41),
    (43,),
    (47,),
)


@dataclass(frozen=True)
class Payer:
    """Who pays: product, payer type and, for Medicaid, the coverage level."""

    plan: str
    payer_type: str
    coverage_level: str | None
    dual_status_code: str | None = None


@dataclass(frozen=True)
class Coverage:
    """First and last covered day, a gap inside it, and the day of death if there is one."""

    starts_on: date
    ends_on: date
    gap: tuple[date, date] | None = None
    died_on: date | None = None

    def spans(self) -> Iterator[tuple[date, date]]:
        """The covered periods, renewed each January as plans do."""
        gap_from, gap_to = self.gap or (date.max, date.max)
        pieces = [(self.starts_on, min(self.ends_on, gap_from - timedelta(days=1)))]
        if self.gap:
            pieces.append((gap_to + timedelta(days=1), self.ends_on))
        for first, last in pieces:
            for year in range(first.year, last.year + 1):
                span = max(first, date(year, 1, 1)), min(last, date(year, 12, 31))
                if span[0] <= span[1]:
                    yield span

    def covers(self, day: date) -> bool:
        """Whether the day lies in a covered period."""
        return any(first <= day <= last for first, last in self.spans())

    def is_alive_on(self, day: date) -> bool:
        """Whether the member lives on that day."""
        return self.died_on is None or self.died_on > day


def draw_payer(rng: Random, person: Person) -> Payer:
    """Medicare from 65, otherwise mostly Medicaid or commercial; some have two payers."""
    age = person.age_on(AS_OF)
    if age >= 65 or (age >= 40 and rng.random() < 0.06):
        is_dual = rng.random() < 0.12
        return Payer("Medicare Advantage", "medicare", None, "02" if is_dual else None)
    if rng.random() < 0.55:
        level = rng.choice(MEDICAID_LEVELS) if rng.random() < 0.97 else None
        return Payer("Medicaid Managed Care", "medicaid", level)
    return Payer("Commercial", "commercial", None)


def draw_coverage(rng: Random, person: Person, seat: int) -> Coverage:
    """The coverage that belongs to a seat in a practice."""
    place = seat % SEATS
    started_on = date(2025, 3, 1) if place % 12 == 5 else DATA_FROM
    if place in DIED_BEFORE:
        return _until_death(started_on, day_between(rng, date(2025, 4, 1), date(2025, 12, 1)))
    if place in DIES_LATER:
        return _until_death(started_on, day_between(rng, date(2026, 1, 20), date(2026, 10, 31)))
    if place in ENDED_2025:
        return Coverage(started_on, day_between(rng, date(2025, 5, 1), date(2025, 8, 31)))
    if place in ENDS_2026:
        return Coverage(started_on, day_between(rng, date(2026, 1, 16), date(2026, 4, 30)))
    if place in STARTS_2026:
        return Coverage(date(2026, 2, 1), DATA_TO)
    gap = (date(2025, 7, 1), date(2025, 8, 31)) if place in HAS_GAP else None
    return Coverage(started_on, DATA_TO, gap)


def _until_death(starts_on: date, died_on: date) -> Coverage:
    """Coverage that runs on to the end of the month of death, as plans keep it."""
    next_month = (died_on.replace(day=1) + timedelta(days=32)).replace(day=1)
    return Coverage(starts_on, next_month - timedelta(days=1), died_on=died_on)
