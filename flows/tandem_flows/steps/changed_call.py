"""A call that is not held on its day: both sides are told, and their calendars follow."""

from __future__ import annotations

import polars as pl

from tandem_flows.desk import Desk
from tandem_flows.documents.letter import changed_call_letter
from tandem_flows.marks import implements
from tandem_flows.rules.ready import call_dates
from tandem_flows.steps.calendars import publish_calendars


@implements("INF-01")
def tell_changed_call(desk: Desk, called: pl.DataFrame, calls: pl.DataFrame) -> None:
    """Plan the neutral e-mail on the call of `called`, one row of `calls`, and the calendars."""
    call = called.row(0, named=True)
    next_on = call_dates(calls, desk.as_of).first_planned(desk.as_of)
    letter = changed_call_letter(call["call_date"], call["moved_to"], next_on)
    desk.publish(f"email-call-{call['call_date']}-{call['state']}.txt", letter)
    publish_calendars(desk)
