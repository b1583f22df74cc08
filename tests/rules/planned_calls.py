"""A call series and the calls planned from it."""

from datetime import date, timedelta

from tandem_flows.rules.ready import plan_calls
from tests.rules.rounds import CALL_3, calls, rows

DAY = timedelta(days=1)
NONE_CLOSED: frozenset[date] = frozenset()


def series(**given):
    return rows("call_series", given)


def planned(until=CALL_3, closed=NONE_CLOSED, existing=None, **given):
    return plan_calls(series(**given), until, closed, calls() if existing is None else existing)
