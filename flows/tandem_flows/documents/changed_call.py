"""What a document for a call says when the call was moved, or set around a day off."""

from __future__ import annotations

from datetime import date

import polars as pl

from tandem_flows.rules.ready.plan import HOLIDAY


def call_notes(calls: pl.DataFrame, call_date: date) -> tuple[str, ...]:
    """Return how the call of a day came to that day; nothing if it is held as planned."""
    moved = calls.filter(pl.col("moved_to") == call_date, state="moved")["call_date"].sort()
    there = calls.filter(call_date=call_date)["reason"].to_list()
    notes = [
        f"The call of {on} was moved to {call_date}. This takes the place of what was sent for it."
        for on in moved
    ]
    if there == [HOLIDAY]:
        notes.append(f"One side is off on the usual day, so the call is on {call_date}.")
    return tuple(notes)
