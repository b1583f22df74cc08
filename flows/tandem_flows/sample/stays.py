"""Stays in hospital, some of them followed by a nursing home; the last stay of some who die.

A stay ends with coverage or death at the latest.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

from tandem_flows.sample.clinical import INPATIENT_REASONS
from tandem_flows.sample.facts import DATA_FROM
from tandem_flows.sample.members import ADMITTED_RECENTLY, Member
from tandem_flows.sample.visits import (
    DIED,
    HOME,
    INPATIENT,
    NURSING,
    NURSING_HOME,
    Calendar,
    Visit,
)

RECENT_ADMISSION_ON = date(2025, 12, 27)
COMES_BACK = 0.15
DIES_IN_HOSPITAL = 0.6
NEEDS_NURSING = 0.2
THROUGH_ED = 0.7


def stays(calendar: Calendar) -> Iterator[Visit]:
    """The member's hospital stays, each followed by its nursing home stay where there is one."""
    for day in _admission_days(calendar):
        stay = _hospital_stay(calendar, day)
        yield stay
        if stay.disposition == NURSING_HOME:
            yield _nursing_stay(calendar, stay)


def _admission_days(calendar: Calendar) -> list[date]:
    """Days of admission: some again within a month, some just before death."""
    days = list(calendar.days(0.01 + 0.08 * calendar.member.severity))
    again = [d + timedelta(days=calendar.rng.randint(12, 28)) for d in days]
    days += [day for day in again if calendar.rng.random() < COMES_BACK]
    if calendar.member.care == ADMITTED_RECENTLY:
        days.append(RECENT_ADMISSION_ON)
    coverage = calendar.member.coverage
    if coverage.died_on and calendar.rng.random() < DIES_IN_HOSPITAL:
        days.append(coverage.died_on - timedelta(days=2))
    return [d for d in days if coverage.covers(d) and coverage.is_alive_on(d) and d > DATA_FROM]


def _hospital_stay(calendar: Calendar, day: date) -> Visit:
    rng, member = calendar.rng, calendar.member
    code, ms_drg_code = _reason(calendar)
    leaves_on = min(day + timedelta(days=rng.randint(2, 8)), _last_day(member, day))
    return Visit(
        kind=INPATIENT,
        person_id=member.person.person_id,
        starts_on=day,
        ends_on=leaves_on,
        provider=rng.choice(calendar.directory.of_specialty("Hospital medicine")),
        facility=calendar.hospital(),
        codes=calendar.others(code),
        ms_drg_code=ms_drg_code,
        came_through_ed=rng.random() < THROUGH_ED,
        disposition=_disposition(calendar, leaves_on),
    )


def _reason(calendar: Calendar) -> tuple[str, str]:
    """The principal diagnosis and its DRG: mostly one of the member's conditions."""
    condition = calendar.condition()
    if condition and calendar.rng.random() < 0.75:
        return condition.inpatient_code, condition.ms_drg_code
    return calendar.rng.choice(INPATIENT_REASONS)


def _disposition(calendar: Calendar, leaves_on: date) -> str:
    person, died_on = calendar.member.person, calendar.member.coverage.died_on
    if leaves_on == died_on:
        return DIED
    is_old = person.age_on(leaves_on) >= 65
    return NURSING_HOME if is_old and calendar.rng.random() < NEEDS_NURSING else HOME


def _nursing_stay(calendar: Calendar, stay: Visit) -> Visit:
    until = stay.ends_on + timedelta(days=calendar.rng.randint(8, 24))
    return Visit(
        kind=NURSING,
        person_id=stay.person_id,
        starts_on=stay.ends_on,
        ends_on=min(until, _last_day(calendar.member, stay.starts_on)),
        provider=stay.provider,
        facility=calendar.rng.choice(calendar.directory.of_specialty("Skilled nursing facility")),
        codes=stay.codes,
        disposition=HOME,
    )


def _last_day(member: Member, day: date) -> date:
    """The last day that a stay begun on `day` may reach."""
    ends = [last for first, last in member.coverage.spans() if last >= day]
    return min(member.coverage.died_on or date.max, max(ends))
