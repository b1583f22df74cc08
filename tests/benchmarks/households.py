"""Invented people who live together: couples, parents and children, three generations in one home.

Public labelled sets have no homes in them. Here one sees what a rule shows of a family: two people
of one last name and address. Each row has `person` (who it is). Not here: what is measured on them
(`matching`).
"""

from __future__ import annotations

import random
from dataclasses import dataclass, replace
from datetime import date, timedelta

import polars as pl

from tandem_flows.sample.names import BOYS, GIRLS, SURNAMES
from tests.benchmarks.labelled_people import IN_COMMON, LISTED, Lists

SEED = 20_240_602
_TODAY = date(2026, 1, 5)
_STREETS = tuple(
    f"{name} {kind}"
    for kind in ("Street", "Road", "Avenue")
    for name in (
        "Oak",
        "Mill",
        "Elm",
        "Pine",
        "River",
        "Hill",
        "Maple",
        "Spring",
        "Church",
        "Union",
        "Bridge",
        "Chestnut",
        "Lincoln",
        "Prospect",
        "Central",
        "Summer",
        "Grove",
        "Cedar",
        "Franklin",
        "Water",
    )
)
# Homes of a town, from one person to three generations: how many of a hundred, and who lives there
# by age of the eldest; "w" is a woman and "m" a man of that generation, "c" a child of either sex.
_HOMES = ((16, "w"), (12, "m"), (34, "wm"), (1, "ww"), (1, "mm"), (10, "wmc"), (10, "wmcc"),
          (7, "wc"), (4, "wcc"), (2, "mc"), (3, "wmwmc"))  # fmt: skip
_KEEPS_HER_NAME, _SLIP, _WRONG_DATE, _MOVED, _EMPTY = 0.2, 0.04, 0.02, 0.08, 0.03


@dataclass(frozen=True)
class Person:
    """One person as one organisation writes them."""

    person: str
    home: int
    first_name: str | None
    last_name: str | None
    birth_date: date | None
    gender: str | None
    zip_code: str
    city: str
    address: str | None


def town(people: int, chance: random.Random) -> list[Person]:
    """At least so many people, home by home."""
    found: list[Person] = []
    home = 0
    while len(found) < people:
        home += 1
        found += _home(home, chance)
    return found


def _home(home: int, chance: random.Random) -> list[Person]:
    weights, kinds = zip(*_HOMES, strict=True)
    kind = chance.choices(kinds, weights)[0]
    last_name, eldest = chance.choice(SURNAMES), chance.randint(24, 92)
    address = f"{chance.randint(1, 300)} {chance.choice(_STREETS)}"
    zip_code = f"01{chance.randint(100, 112)}"
    found = []
    for place, who in enumerate(kind):
        younger = 27 * (place // 2 if kind == "wmwmc" else int(who == "c"))
        age = max(eldest - younger + chance.randint(-3, 3), 0)
        gender = {"w": "female", "m": "male"}.get(who) or chance.choice(("female", "male"))
        kept = who == "w" and place == 0 and "m" in kind and chance.random() < _KEEPS_HER_NAME
        found.append(
            Person(
                f"{home}-{place}",
                home,
                chance.choice(GIRLS if gender == "female" else BOYS),
                chance.choice(SURNAMES) if kept else last_name,
                _TODAY - timedelta(days=365 * age + chance.randint(0, 364)),
                gender,
                zip_code,
                f"Town {zip_code[-1]}",
                address,
            )
        )
    return found


def written_again(one: Person, chance: random.Random) -> Person:
    """The same person as another organisation writes them: slips, gaps, an old address."""
    changed = one
    for field in ("first_name", "last_name", "address"):
        value = getattr(changed, field)
        if chance.random() < _SLIP:
            cut = chance.randrange(1, len(value))
            changed = replace(changed, **{field: value[:cut] + value[cut + 1 :]})
        elif chance.random() < _EMPTY and field != "last_name":
            changed = replace(changed, **{field: None})
    if chance.random() < _MOVED:
        moved = f"{chance.randint(301, 900)} {chance.choice(_STREETS)}"
        changed = replace(changed, address=moved)
    if chance.random() < _WRONG_DATE and changed.birth_date:
        other = changed.birth_date + timedelta(days=chance.randint(400, 9000))
        changed = replace(changed, birth_date=other)
    return changed


def rosters_of_homes(people: int, *, with_gender: bool) -> Lists:
    """A plan's members and a practice's patients of one town: homes share both, mostly."""
    chance = random.Random(SEED)
    plan, practice = [], []
    whole = town(2 * people, chance)
    insured = {one.home for one in whole if chance.random() < 0.5}
    seen = {one.home for one in whole if chance.random() < 0.5}
    for one in whole:
        if (one.home in insured) != (chance.random() < 0.2):
            plan.append(one)
        if (one.home in seen) != (chance.random() < 0.2):
            practice.append(written_again(one, chance))
    yield _frame(plan[:people], "a", with_gender), _frame(practice[:people], "b", with_gender)


def call_lists_of_homes(count: int, *, with_gender: bool) -> Lists:
    """Pairs of lists of a call, drawn from the elder patients of one practice: couples are."""
    chance = random.Random(SEED)
    for _ in range(count):
        elders = [p for p in town(2_000, chance) if p.birth_date and p.birth_date.year < 1966]
        drawn = chance.sample(elders, 2 * LISTED - IN_COMMON)
        plan, rest = drawn[:LISTED], drawn[LISTED:]
        practice = [written_again(one, chance) for one in plan[:IN_COMMON] + rest]
        yield _frame(plan, "a", with_gender), _frame(practice, "b", with_gender)


def _frame(people: list[Person], side: str, with_gender: bool) -> pl.DataFrame:
    rows = [{"id": f"{side}-{one.person}", **vars(one)} for one in people]
    frame = pl.DataFrame(rows, infer_schema_length=None).drop("home")
    return frame if with_gender else frame.drop("gender")
