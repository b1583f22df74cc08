"""Handoff of the summary: what goes out within a day of the call."""

from __future__ import annotations

import polars as pl

from tandem_validators.handoffs.column import Handoff, column


class Summary(Handoff):
    """The summary of one call: when it was due and sent, and how much it holds."""

    call_date: pl.Date = column("Date of the call", clause="SUM-01", unique=True)
    due_on: pl.Date = column("Due", clause="SUM-01")
    sent_on: pl.Date = column("When it was sent", clause="SUM-01")
    cases: int = column("Patients with a decision", clause="SUM-02", unit="patients", ge=0)
    tasks: int = column("Next steps with owner and dates", clause="SUM-03", unit="tasks", ge=0)
    next_agenda: int = column("Patients of the next call", clause="SUM-04", unit="patients", ge=0)
