"""Adding days and months as the guideline means them. Knows no step."""

from __future__ import annotations

import calendar
from datetime import date, timedelta

from tandem_validators.guideline.values import Values

_SATURDAY = 5


def add_months(on: date, months: int) -> date:
    """Return the same day `months` later (or earlier); the month's last day where it is shorter."""
    index = on.year * 12 + on.month - 1 + months
    year, month = divmod(index, 12)
    return date(year, month + 1, min(on.day, calendar.monthrange(year, month + 1)[1]))


def months_between(earlier: date, later: date) -> int:
    """Return the whole months from `earlier` to `later`; negative when `later` is before."""
    if later < earlier:
        return -months_between(later, earlier)
    months = (later.year - earlier.year) * 12 + later.month - earlier.month
    return months if add_months(earlier, months) <= later else months - 1


def shift_days(
    on: date, days: int, values: Values, closed_days: frozenset[date] = frozenset()
) -> date:
    """Return the day `days` after `on` (before, when negative), counted as `day_kind` says.

    Business days leave out Saturdays, Sundays and the organisations' `closed_days`.
    """
    if values.choice("day_kind") == "calendar":
        return on + timedelta(days=days)
    step = timedelta(days=1 if days > 0 else -1)
    left = abs(days)
    while left:
        on += step
        left -= is_open(on, closed_days)
    return on


def is_open(on: date, closed_days: frozenset[date]) -> bool:
    """Whether both organisations work on that day."""
    return on.weekday() < _SATURDAY and on not in closed_days
