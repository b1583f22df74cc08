"""A visit, and the covered days of a member on which visits can fall. No codes of billing here.

What kinds of visits a member has is in `ambulatory` and `stays`, put together in `history`.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from random import Random

from tandem_flows.sample.chance import count_about, day_between
from tandem_flows.sample.clinical import Condition
from tandem_flows.sample.members import Member
from tandem_flows.sample.providers import Directory, Provider

OFFICE, SPECIALIST, ED, INPATIENT, NURSING = "office", "specialist", "ed", "inpatient", "nursing"
HOME, NURSING_HOME, DIED = "01", "03", "20"


@dataclass(frozen=True)
class Visit:
    """One encounter of a member with one provider, and with a facility where there is one."""

    kind: str
    person_id: str
    starts_on: date
    ends_on: date
    provider: Provider
    facility: Provider | None
    codes: tuple[str, ...]
    ms_drg_code: str | None = None
    came_through_ed: bool = False
    disposition: str | None = None


@dataclass(frozen=True)
class Calendar:
    """The member's covered days, and the providers among whom visits are drawn."""

    rng: Random
    member: Member
    directory: Directory

    def days(self, visits_a_year: float) -> Iterator[date]:
        """Days of about so many visits a year, on covered days before death."""
        died_on = self.member.coverage.died_on or date.max
        for first, last in self.member.coverage.spans():
            last = min(last, died_on - timedelta(days=1))
            mean = visits_a_year * max(0, (last - first).days + 1) / 365
            for _ in range(count_about(self.rng, mean)):
                yield day_between(self.rng, first, last)

    def weekdays(self, visits_a_year: float) -> Iterator[date]:
        """The same, for places that are closed on Saturday and Sunday."""
        return (day for day in self.days(visits_a_year * 7 / 5) if day.isoweekday() <= 5)

    def hospital(self) -> Provider:
        """One of the hospitals."""
        return self.rng.choice(self.directory.of_specialty("Hospital"))

    def condition(self) -> Condition | None:
        """One of the member's conditions, or none."""
        return self.rng.choice(self.member.conditions) if self.member.conditions else None

    def others(self, first: str) -> tuple[str, ...]:
        """The first-listed diagnosis, then up to three more of the member's conditions."""
        codes = [c.code for c in self.member.conditions if c.code != first]
        self.rng.shuffle(codes)
        return (first, *codes[:3])
