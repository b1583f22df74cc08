"""One row of a practice's list as the practice would write it, and the slips people make.

A row says what the practice knows, which is not always what the plan knows. Which patients are
listed is in `practice_list`.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date
from random import Random

from tandem_flows.sample.facts import AS_OF
from tandem_flows.sample.members import Member
from tandem_flows.sample.names import BOYS, GIRLS, NICKNAMES, STATE, SURNAMES
from tandem_flows.sample.people import Person, draw_home

MEMBER_ID_KNOWN = 0.6
PURPOSES = ("follow-up", "medicines", "blood pressure check", "after hospital", "new complaint")


@dataclass(frozen=True)
class ListedPatient:
    """What the practice writes about one patient; an empty text where it writes nothing."""

    person: Person
    member_id: str
    why: str
    pcp: str
    last_seen: date | None
    purpose: str
    urgent: bool = False
    added_late: str = ""

    def cells(self, rank: int, record_number: str, meaning: str) -> tuple[str, ...]:
        """The row's cells in the order of `practice_list.HEADERS`."""
        person, home = self.person, self.person.home
        names = (person.first_name, person.last_name, person.birth_date.isoformat())
        contact = (home.phone, home.address, home.city, STATE, home.zip_code)
        seen = (self.last_seen.isoformat(), self.purpose) if self.last_seen else ("", "")
        sex = person.gender[0].upper()
        flags = ("yes" if self.urgent else "", self.added_late)
        return (str(rank), *names, sex, *contact, self.member_id, record_number, meaning,
                self.why, self.pcp, *seen, *flags)  # fmt: skip


# A slip changes the row of a patient whom it suits, and is None for the others.
Slip = Callable[[Random, ListedPatient], ListedPatient | None]


def as_listed(rng: Random, member: Member, last_seen: date | None, why: str) -> ListedPatient:
    """The row without slips; the practice knows some patients' member numbers only."""
    member_id = member.person.member_id if rng.random() < MEMBER_ID_KNOWN else ""
    pcp = member.pcp.name if member.pcp else ""
    return ListedPatient(member.person, member_id, why, pcp, last_seen, rng.choice(PURPOSES))


def no_slip(rng: Random, row: ListedPatient) -> ListedPatient:
    """Written just as the plan has it."""
    return row


def nickname(rng: Random, row: ListedPatient) -> ListedPatient | None:
    """The name the patient goes by."""
    short = NICKNAMES.get(row.person.first_name)
    return replace(row, person=replace(row.person, first_name=short)) if short else None


def swapped_day_and_month(rng: Random, row: ListedPatient) -> ListedPatient | None:
    """The birth date in the other order, where it is still a date."""
    born = row.person.birth_date
    if born.day > 12 or born.day == born.month:
        return None
    swapped = date(born.year, born.day, born.month)
    return replace(row, person=replace(row.person, birth_date=swapped))


def moved(rng: Random, row: ListedPatient) -> ListedPatient:
    """An address and telephone that the plan does not have yet."""
    return replace(row, person=replace(row.person, home=draw_home(rng, rng.randint(3000, 3999))))


def no_member_id(rng: Random, row: ListedPatient) -> ListedPatient:
    """The member number left out."""
    return replace(row, member_id="")


def maiden_name(rng: Random, row: ListedPatient) -> ListedPatient | None:
    """The family name before marriage."""
    if row.person.gender != "female" or row.person.age_on(AS_OF) < 25:
        return None
    others = [name for name in SURNAMES if name != row.person.last_name]
    return replace(row, person=replace(row.person, last_name=rng.choice(others)))


def middle_name(rng: Random, row: ListedPatient) -> ListedPatient:
    """Another first name at the same address and birth date: the middle name, or a twin."""
    names = GIRLS if row.person.gender == "female" else BOYS
    others = [name for name in names if name[0] != row.person.first_name[0]]
    phone = draw_home(rng, rng.randint(3000, 3999)).phone
    home = replace(row.person.home, phone=phone)
    person = replace(row.person, first_name=rng.choice(others), home=home)
    return replace(row, person=person, member_id="")


def other_birth_year(rng: Random, row: ListedPatient) -> ListedPatient | None:
    """Same name and town, born ten years apart: a slip of the pen, or another person."""
    born = row.person.birth_date
    if (born.month, born.day) == (2, 29):
        return None
    home = replace(draw_home(rng, rng.randint(3000, 3999)),
                   city=row.person.home.city, zip_code=row.person.home.zip_code)  # fmt: skip
    person = replace(row.person, birth_date=born.replace(year=born.year - 10), home=home)
    return replace(row, person=person, member_id="")
