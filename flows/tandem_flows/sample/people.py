"""The invented people: names, birth dates, homes; with twins, families and namesakes.

Who covers them and how ill they are is in `members`. Nothing here is drawn from real persons.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from random import Random

from tandem_flows.sample.chance import day_between
from tandem_flows.sample.names import (
    AREA_CODES,
    BOYS,
    GIRLS,
    STREET_KINDS,
    STREETS,
    SURNAMES,
    TOWNS,
)

# Six pairs: three at one list practice, two at the other, one elsewhere (`members`).
TWIN_PAIRS = 6
NAMESAKE_PAIRS = 4
SHARES_HOME = 0.3
SHARES_SURNAME = 0.8
# First and last birth year, and share of all people: children, working age, older.
GENERATIONS = ((2008, 2023, 0.18), (1961, 2007, 0.60), (1932, 1960, 0.22))


@dataclass(frozen=True)
class Home:
    """An address with its telephone."""

    address: str
    city: str
    zip_code: str
    phone: str


@dataclass(frozen=True)
class Person:
    """One invented person, with the plan's two numbers for them."""

    person_id: str
    member_id: str
    first_name: str
    last_name: str
    gender: str
    birth_date: date
    home: Home

    def age_on(self, day: date) -> int:
        """Whole years of age on a day."""
        had_birthday = (day.month, day.day) >= (self.birth_date.month, self.birth_date.day)
        return day.year - self.birth_date.year - (not had_birthday)


def draw_people(rng: Random, members: int) -> list[Person]:
    """As many people as members: twin pairs first, then namesakes, then everyone else."""
    numbers = rng.sample(range(members * 10), members)
    people: list[Person] = []
    for place, number in enumerate(numbers):
        person = draw_person(rng, place, number)
        people.append(_related(rng, place, person, people[-1] if people else person))
    return people


def draw_person(rng: Random, place: int, number: int) -> Person:
    """One person with a home of their own, related to nobody."""
    gender = rng.choice(("female", "male"))
    weights = [share for _, _, share in GENERATIONS]
    first_year, last_year, _ = rng.choices(GENERATIONS, weights)[0]
    return Person(
        person_id=f"P{number:07d}",
        member_id=f"TH{number + 31_000_000:09d}",
        first_name=_first_name(rng, gender),
        last_name=rng.choice(SURNAMES),
        gender=gender,
        birth_date=day_between(rng, date(first_year, 1, 1), date(last_year, 12, 31)),
        home=draw_home(rng, place),
    )


def draw_home(rng: Random, place: int) -> Home:
    """An address; the telephone follows from `place`, so that strangers do not share one."""
    city, zip_code = rng.choice(TOWNS)
    address = f"{rng.randint(1, 480)} {rng.choice(STREETS)} {rng.choice(STREET_KINDS)}"
    area_code = AREA_CODES[place // 100 % len(AREA_CODES)]
    return Home(address, city, zip_code, f"{area_code}-555-01{place % 100:02d}")


def _first_name(rng: Random, gender: str) -> str:
    return rng.choice(GIRLS if gender == "female" else BOYS)


def _related(rng: Random, place: int, person: Person, previous: Person) -> Person:
    special = 2 * TWIN_PAIRS
    if place < special:
        return _twin(person, previous) if place % 2 else person
    if place < special + 2 * NAMESAKE_PAIRS:
        return _namesake(person, previous) if place % 2 else person
    if rng.random() >= SHARES_HOME:
        return person
    last_name = previous.last_name if rng.random() < SHARES_SURNAME else person.last_name
    return replace(person, last_name=last_name, home=previous.home)


def _twin(person: Person, sibling: Person) -> Person:
    other = replace(
        person, last_name=sibling.last_name, birth_date=sibling.birth_date, home=sibling.home
    )
    if other.first_name != sibling.first_name:
        return other
    return replace(other, first_name="Arden", gender="female")


def _namesake(person: Person, other: Person) -> Person:
    return replace(
        person, first_name=other.first_name, last_name=other.last_name, gender=other.gender
    )
