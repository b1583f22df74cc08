"""The invented practice at work on its list: what it knows of its patients, whom it chooses.

One `Author` writes one practice's list. How a row can differ from the plan's data is in `listed`;
how the list is put together is in `practice_list`.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from random import Random

from tandem_flows.sample.facts import AS_OF
from tandem_flows.sample.listed import ListedPatient, Slip, as_listed
from tandem_flows.sample.members import REGULAR, Member
from tandem_flows.sample.people import draw_person
from tandem_flows.sample.plan import Plan
from tandem_flows.sample.traits import highest_scores
from tandem_flows.sample.visits import OFFICE
from tandem_validators.errors import InputRefused, Problem

WORRIES = ("missed the last two visits", "no ride to appointments", "lives alone",
           "medicines run out early", "unstable housing", "family asks for help")  # fmt: skip


@dataclass(frozen=True)
class Author:
    """A practice that writes its list from its own records."""

    rng: Random
    plan: Plan
    practice_id: str

    def write(self, member: Member) -> ListedPatient:
        """A patient as the practice knows them, without slips."""
        words = [c.label for c in member.conditions[:2]] + [self.rng.choice(WORRIES)]
        return as_listed(self.rng, member, self._last_seen(member), "; ".join(words))

    def with_slips(self, top: Sequence[Member], slips: Sequence[Slip]) -> dict[str, ListedPatient]:
        """A row a slip, each on the first patient whom it suits; keyed by person.

        Raises InputRefused where no patient is left whom a slip suits.
        """
        rows: dict[str, ListedPatient] = {}
        for slip in slips:
            left = (m for m in top if m.person.person_id not in rows)
            written = ((m.person.person_id, slip(self.rng, self.write(m))) for m in left)
            found = next(((key, row) for key, row in written if row), None)
            if found is None:
                raise InputRefused(_unsuited(slip))
            rows[found[0]] = found[1]
        return rows

    def stranger(self) -> ListedPatient:
        """A patient of the practice whom the plan does not know."""
        number = max(int(m.person.person_id[1:]) for m in self.plan.members) + 1
        person = draw_person(self.rng, self.rng.randint(3000, 3999), number)
        why = self.rng.choice(WORRIES)
        return ListedPatient(person, "", why, "", date(2025, 11, 18), "new complaint")

    def own_choice(self, how_many: int) -> list[Member]:
        """Patients outside the plan's highest scores: by illness, with three surprises.

        The surprises: coverage that has ended, a death the practice has not heard of, and a
        patient whom the plan attributes to nobody.
        """
        surprises = [self._one(self._ended()), self._one(self._died()), self._one(self._nobodys())]
        ill = sorted(self._others(), key=lambda m: (-len(m.conditions), m.care == REGULAR))
        return surprises + self.rng.sample(ill[: 3 * how_many], how_many - len(surprises))

    def _one(self, members: list[Member]) -> Member:
        return self.rng.choice(members)

    def _mine(self) -> list[Member]:
        return [m for m in self.plan.members if m.practice_id == self.practice_id and m.is_adult]

    def _ended(self) -> list[Member]:
        alive = [m for m in self._mine() if m.coverage.died_on is None]
        return [m for m in alive if m.coverage.ends_on < AS_OF]

    def _died(self) -> list[Member]:
        return [m for m in self._mine() if not m.coverage.is_alive_on(AS_OF)]

    def _nobodys(self) -> list[Member]:
        unattributed = [m for m in self.plan.members if m.practice_id is None and m.is_adult]
        return [m for m in unattributed if m.coverage.covers(AS_OF) and not m.coverage.died_on]

    def _others(self) -> list[Member]:
        top = {m.person.person_id for m in highest_scores(self.plan.members, self.practice_id)}
        mine = [m for m in self._mine() if m.coverage.covers(AS_OF) and not m.coverage.died_on]
        return [m for m in mine if m.person.person_id not in top]

    def _last_seen(self, member: Member) -> date | None:
        days = [
            visit.starts_on
            for visit in self.plan.visits
            if visit.person_id == member.person.person_id
            and visit.kind == OFFICE
            and visit.starts_on <= AS_OF
        ]
        return max(days, default=None)


def urgent(row: ListedPatient) -> ListedPatient:
    """The row, marked urgent by the practice."""
    return replace(row, urgent=True)


def added_late(row: ListedPatient, reason: str) -> ListedPatient:
    """The row, added after the list was drawn up, with the practice's reason."""
    return replace(row, added_late=reason)


def _unsuited(slip: Slip) -> Problem:
    name = getattr(slip, "__name__", "slip").replace("_", " ")
    return Problem(
        where="sample, practice list",
        what=f"no patient among the highest scores suits the slip '{name}'",
        remedy="Choose another seed or more members",
    )
