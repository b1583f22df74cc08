"""The plan's members: a person with coverage, practice, risk score, conditions and way of care.

What they then do (visits, fills) is in `visits` and `fills`; who leads the lists is in `traits`.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from random import Random

from tandem_flows.sample.chance import day_between
from tandem_flows.sample.clinical import CONDITIONS, SUBSTANCE_USE, Condition
from tandem_flows.sample.coverage import Coverage, Payer, draw_coverage, draw_payer
from tandem_flows.sample.facts import AS_OF, PRACTICE_SHARES
from tandem_flows.sample.people import NAMESAKE_PAIRS, Person
from tandem_flows.sample.providers import Directory, Provider

SCORED = 0.97
USES_SUBSTANCES = 0.06
ADULT_FROM_YEARS = 18
# Ways of care: how the member uses the practice. Lapsed members are still seen elsewhere.
REGULAR, LAPSED_OVER_12, LAPSED_OVER_18, ED_ONLY, ADMITTED_RECENTLY = (
    "regular",
    "lapsed_over_12_months",
    "lapsed_over_18_months",
    "ed_only",
    "admitted_recently",
)


@dataclass(frozen=True)
class Consent:
    """A member's consent to share substance use records, possibly taken back."""

    given_on: date
    ended_on: date | None


@dataclass(frozen=True)
class Member:
    """One member of the plan and all that was drawn about them before any claim."""

    person: Person
    practice_id: str | None
    pcp: Provider | None
    payer: Payer
    coverage: Coverage
    score: float | None
    conditions: tuple[Condition, ...]
    care: str = REGULAR
    consent: Consent | None = None

    @property
    def is_adult(self) -> bool:
        """Whether the member is of age on the sample's first day of work."""
        return self.person.age_on(AS_OF) >= ADULT_FROM_YEARS

    @property
    def uses_substances(self) -> bool:
        """Whether the member has a substance use diagnosis."""
        return any(condition.is_substance_use for condition in self.conditions)

    @property
    def severity(self) -> float:
        """How often the member needs care; the score where there is one."""
        return 1.0 if self.score is None else min(self.score, 8.0)


def draw_members(rng: Random, people: list[Person], directory: Directory) -> list[Member]:
    """One member a person, attributed to the practices in their shares."""
    practices = _practices(rng, len(people))
    seats: dict[str | None, int] = {}
    members = []
    for person, practice_id in zip(people, practices, strict=True):
        seat = seats[practice_id] = seats.get(practice_id, -1) + 1
        members.append(_draw_member(rng, person, practice_id, seat, directory))
    return members


def _draw_member(
    rng: Random, person: Person, practice_id: str | None, seat: int, directory: Directory
) -> Member:
    payer = draw_payer(rng, person)
    score = _draw_score(rng, person)
    conditions = _draw_conditions(rng, person, 1.0 if score is None else score)
    return Member(
        person=person,
        practice_id=practice_id,
        pcp=rng.choice(directory.of_practice(practice_id)) if practice_id else None,
        payer=payer,
        coverage=draw_coverage(rng, person, seat),
        score=score,
        conditions=conditions,
        care=_draw_care(rng, score),
        consent=_draw_consent(rng, conditions),
    )


def _practices(rng: Random, members: int) -> list[str | None]:
    """Each person's practice: twins together, namesakes apart, the rest by chance."""
    together = ["lakeside"] * 6 + ["millbrook"] * 4 + ["harborview"] * 2
    first = [*together, *["lakeside", "millbrook"] * NAMESAKE_PAIRS]
    rest: list[str | None] = []
    for practice_id, share in PRACTICE_SHARES.items():
        rest += [practice_id] * (round(share * members) - first.count(practice_id))
    rest += [None] * (members - len(first) - len(rest))
    rng.shuffle(rest)
    return [*first, *rest]


def _draw_score(rng: Random, person: Person) -> float | None:
    if rng.random() >= SCORED:
        return None
    by_age = 0.35 if person.age_on(AS_OF) < ADULT_FROM_YEARS else 1.0
    return round(by_age * rng.lognormvariate(-0.25, 0.95), 3)


def _draw_conditions(rng: Random, person: Person, score: float) -> tuple[Condition, ...]:
    is_adult = person.age_on(AS_OF) >= ADULT_FROM_YEARS
    possible = [
        condition
        for condition in CONDITIONS
        if (is_adult or condition.for_children)
        and (condition.label != "breast cancer" or person.gender == "female")
    ]
    how_many = min(5, int(0.8 * score + rng.random()))
    conditions = rng.sample(possible, min(how_many, len(possible)))
    if is_adult and rng.random() < USES_SUBSTANCES:
        conditions.append(rng.choice(SUBSTANCE_USE))
    return tuple(conditions)


def _draw_care(rng: Random, score: float | None) -> str:
    if score is None or score < 1.5:
        return REGULAR
    weights = {REGULAR: 0.84, LAPSED_OVER_12: 0.06, LAPSED_OVER_18: 0.05, ED_ONLY: 0.05}
    return rng.choices(list(weights), list(weights.values()))[0]


def _draw_consent(rng: Random, conditions: tuple[Condition, ...]) -> Consent | None:
    if not any(condition.is_substance_use for condition in conditions) or rng.random() < 0.5:
        return None
    given_on = day_between(rng, date(2024, 6, 1), date(2025, 9, 30))
    ended_on = day_between(rng, date(2025, 10, 1), date(2025, 12, 31))
    return Consent(given_on, ended_on if rng.random() < 0.2 else None)
