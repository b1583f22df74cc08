"""Visits without a stay: the practice, specialists outside it, and the emergency department.

How often each happens follows from the member's severity and way of care.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from tandem_flows.sample.chance import day_between
from tandem_flows.sample.clinical import ED_REASONS, OFFICE_REASONS
from tandem_flows.sample.members import ED_ONLY, LAPSED_OVER_12, LAPSED_OVER_18
from tandem_flows.sample.visits import ED, HOME, OFFICE, SPECIALIST, Calendar, Visit

# The last days on which a lapsed member may have seen the practice.
LAST_SEEN = {
    LAPSED_OVER_12: (date(2024, 8, 1), date(2024, 12, 20)),
    LAPSED_OVER_18: (date(2024, 2, 1), date(2024, 6, 14)),
}


def office_visits(calendar: Calendar) -> Iterator[Visit]:
    """Visits to the member's own practice; lapsed members stop, some never came."""
    member, rng = calendar.member, calendar.rng
    if member.practice_id is None or member.pcp is None or member.care == ED_ONLY:
        return
    first, last = LAST_SEEN.get(member.care, (date.max, date.max))
    drawn = calendar.weekdays(0.9 + 0.7 * min(member.severity, 5))
    days = [day for day in drawn if day <= last]
    if member.care in LAST_SEEN and first <= last and member.coverage.covers(first):
        days.append(day_between(rng, first, last))
    colleagues = calendar.directory.of_practice(member.practice_id)
    for day in days:
        provider = member.pcp if rng.random() < 0.8 else rng.choice(colleagues)
        condition = calendar.condition() if rng.random() < 0.7 else None
        code = condition.code if condition else rng.choice(OFFICE_REASONS)
        codes = calendar.others(code)
        yield Visit(OFFICE, member.person.person_id, day, day, provider, None, codes)


def specialist_visits(calendar: Calendar) -> Iterator[Visit]:
    """Visits to specialists outside, for the member's conditions."""
    member = calendar.member
    if not member.conditions:
        return
    days = list(calendar.weekdays(0.2 + 0.5 * min(member.severity, 5)))
    if member.care in LAST_SEEN:
        days.append(day_between(calendar.rng, date(2025, 3, 1), date(2025, 10, 15)))
    for day in days:
        if not member.coverage.covers(day):
            continue
        condition = calendar.rng.choice(member.conditions)
        provider = calendar.rng.choice(calendar.directory.of_specialty(condition.specialty))
        codes = calendar.others(condition.code)
        yield Visit(SPECIALIST, member.person.person_id, day, day, provider, None, codes)


def ed_visits(calendar: Calendar) -> Iterator[Visit]:
    """Visits to an emergency department from which the member went home."""
    often = 4.0 if calendar.member.care == ED_ONLY else 0.0
    for day in calendar.days(0.12 + 0.2 * calendar.member.severity + often):
        yield _ed_visit(calendar, day)


def _ed_visit(calendar: Calendar, day: date) -> Visit:
    rng, condition = calendar.rng, calendar.condition()
    is_chronic = condition is not None and rng.random() < 0.5
    code = condition.ed_code if condition and is_chronic else rng.choice(ED_REASONS)
    physician = rng.choice(calendar.directory.of_specialty("Emergency medicine"))
    person_id = calendar.member.person.person_id
    codes = calendar.others(code)
    return Visit(ED, person_id, day, day, physician, calendar.hospital(), codes, None, False, HOME)
