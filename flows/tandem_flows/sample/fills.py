"""Pharmacy fills of the medicines that belong to each member's conditions.

Fills stop with coverage or death; some are missed. No prescriber: the contract has no such column.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from random import Random

from tandem_flows.sample.chance import money
from tandem_flows.sample.clinical import ndc_code
from tandem_flows.sample.members import Member

Fill = tuple[str | int | float | date, ...]
TREATED = 0.75
MISSED = 0.15


def fills(rng: Random, members: list[Member]) -> Iterator[Fill]:
    """The fills of all members, one claim of one line each, in the order of the columns."""
    number = 0
    for member in members:
        for medicine in _medicines(rng, member):
            for day, days_supply in _fill_days(rng, member):
                number += 1
                allowed = money(rng, 4, 240)
                paid = round(allowed * 0.9, 2)
                yield (f"D{number:07d}", 1, member.person.person_id, ndc_code(medicine), day, paid,
                       medicine, float(days_supply), days_supply, allowed)  # fmt: skip


def _medicines(rng: Random, member: Member) -> list[str]:
    treated = [c for c in member.conditions if c.medicines and rng.random() < TREATED]
    return [rng.choice(condition.medicines) for condition in treated]


def _fill_days(rng: Random, member: Member) -> Iterator[tuple[date, int]]:
    days_supply = rng.choice((30, 30, 90))
    for first, last in member.coverage.spans():
        day = first + timedelta(days=rng.randint(1, days_supply))
        while day <= last and member.coverage.is_alive_on(day):
            if rng.random() >= MISSED:
                yield day, days_supply
            day += timedelta(days=days_supply + rng.randint(-3, 6))
