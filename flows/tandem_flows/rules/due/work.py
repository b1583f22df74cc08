"""What the due board reads beside the history of the cases."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from typing import Any

import polars as pl

from tandem_flows.rules.ready.call_dates import CallDates, call_dates
from tandem_flows.rules.states.history import History
from tandem_validators.guideline.values import Values


@dataclass(frozen=True)
class Work:
    """The history with all rows of prework, summary and surveys; a missing frame has no rows."""

    history: History
    prework: pl.DataFrame = field(default_factory=pl.DataFrame)
    summaries: pl.DataFrame = field(default_factory=pl.DataFrame)
    surveys: pl.DataFrame = field(default_factory=pl.DataFrame)


@dataclass(frozen=True)
class Seen:
    """The work as seen on a day: the calls, the values in force and the closed days."""

    work: Work
    as_of: date
    values: Values
    closed_days: frozenset[date]

    @property
    def history(self) -> History:
        """The records of the round."""
        return self.work.history

    @cached_property
    def calls(self) -> CallDates:
        """The days of the calls."""
        return call_dates(self.history.calls, self.as_of)

    def held_on(self, call_date: date) -> date:
        """Return the day on which the call first set for `call_date` is or was held."""
        return self.calls.held_on(call_date) or call_date

    @cached_property
    def researched(self) -> dict[tuple[date, str, str], date | None]:
        """When each side finished its research, by day of the call, case and side."""
        return {
            (self.held_on(row["call_date"]), row["case_id"], row["organisation"]): row[
                "completed_on"
            ]
            for row in self.work.prework.iter_rows(named=True)
        }

    @cached_property
    def decided(self) -> frozenset[tuple[date, str]]:
        """The day of the call and the case of every decision."""
        rows = self.history.decisions.iter_rows(named=True)
        return frozenset((self.held_on(row["call_date"]), row["case_id"]) for row in rows)

    @cached_property
    def agendas(self) -> dict[date, list[dict[str, Any]]]:
        """The rows of the agendas by the day on which their call is held, if it is."""
        found: dict[date, list[dict[str, Any]]] = {}
        for row in self.history.agendas.iter_rows(named=True):
            call_on = self.calls.held_on(row["call_date"])
            if call_on is not None:
                found.setdefault(call_on, []).append(row)
        return found
