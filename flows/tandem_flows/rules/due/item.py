"""One thing that is due, and whether it is done, waiting, due or late on a day."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

import polars as pl

from tandem_flows.marks import implements

STATES = ("done", "waiting", "due", "late")
COLUMNS = {
    "step": pl.String,
    "what": pl.String,
    "call_date": pl.Date,
    "case_id": pl.String,
    "organisation": pl.String,
    "owner": pl.String,
    "since_on": pl.Date,
    "due_on": pl.Date,
    "done_on": pl.Date,
    "state": pl.String,
    "is_late": pl.Boolean,
    "clause": pl.String,
}


@dataclass(frozen=True)
class Item:
    """Something owed by an organisation: it can be done from `since_on`, and is due on `due_on`.

    `last_on` is the last day that counts as in time, where that is not the day it is due.
    """

    step: str
    what: str
    organisation: str
    owner: str
    since_on: date
    due_on: date
    clause: str
    call_date: date | None = None
    case_id: str | None = None
    done_on: date | None = None
    last_on: date | None = None

    def state(self, as_of: date) -> str:
        """Return whether it is done, waits for its day, is due, or is late on `as_of`."""
        if self.done_on is not None and self.done_on <= as_of:
            return "done"
        if as_of > self._last_on:
            return "late"
        return "due" if as_of >= self.since_on else "waiting"

    def is_late(self, as_of: date) -> bool:
        """Whether it was done after its time, or is not done and its time is over."""
        if self.done_on is not None and self.done_on <= as_of:
            return self.done_on > self._last_on
        return as_of > self._last_on

    @property
    def _last_on(self) -> date:
        return self.last_on or self.due_on

    def row(self, as_of: date) -> dict[str, object]:
        """Return it as a row of the board."""
        is_done = self.done_on is not None and self.done_on <= as_of
        seen = {
            "done_on": self.done_on if is_done else None,
            "state": self.state(as_of),
            "is_late": self.is_late(as_of),
        }
        own = {name: getattr(self, name) for name in COLUMNS if name not in seen}
        return own | seen


@implements("INF-07")
def board(items: list[Item], as_of: date) -> pl.DataFrame:
    """Return `items` as a frame, the earliest due first."""
    rows = [item.row(as_of) for item in items]
    order = ["due_on", "step", "what", "call_date", "case_id", "organisation", "owner"]
    return pl.DataFrame(rows, schema=COLUMNS).sort(order, nulls_last=True)
