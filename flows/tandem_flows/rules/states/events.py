"""Handoff rows as dated events of a case, in one order however the rows lie.

Here: what happened when. Not here: what follows from it (`machine`).
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from tandem_flows.rules.ready.call_dates import CallDates
from tandem_flows.rules.states.decided import decided
from tandem_flows.rules.states.history import History

# On one day a decision comes first, then what was done after the call; a wish has the last word.
ORDER = (
    "decision",
    "attempt",
    "admission",
    "provider_change_answered",
    "tracking_entered",
    "tracking_exited",
    "wish",
)
# Of several attempts on one day the answer of the patient counts last.
_RESULTS = ("no_answer", "declined", "reached")


@dataclass(frozen=True)
class Event:
    """One dated thing that happened to a case; `word` is its coded content."""

    case_id: str
    on: date
    kind: str
    word: str = ""
    reason: str = ""
    organisation: str = ""
    purpose: str = ""
    lead: str | None = None
    next_update_on: date | None = None

    @property
    def place_in_time(self) -> tuple[date, int, int, tuple[str, ...]]:
        """The key that puts events of a case into one order."""
        result = _RESULTS.index(self.word) if self.kind == "attempt" else 0
        details = (self.word, self.organisation, self.purpose, self.lead or "")
        return (self.on, ORDER.index(self.kind), result, (*details, str(self.next_update_on)))


def events(history: History, calls: CallDates, as_of: date) -> list[Event]:
    """Return every event of `history` up to `as_of`, in order; later ones are not seen."""
    found = [
        *_decisions(history, calls),
        *_attempts(history),
        *_answers(history, calls),
        *_tracking(history),
        *_others(history),
    ]
    return sorted(
        (event for event in found if event.on <= as_of), key=lambda event: event.place_in_time
    )


def _decisions(history: History, calls: CallDates) -> Iterator[Event]:
    for row in history.decisions.iter_rows(named=True):
        state, reason = decided(row)
        yield Event(
            row["case_id"],
            calls.held_on(row["call_date"]) or row["call_date"],
            "decision",
            word=state,
            reason=reason,
            lead=row["lead"],
            next_update_on=row["next_update_on"],
        )


def _attempts(history: History) -> Iterator[Event]:
    for row in history.outreach_attempts.iter_rows(named=True):
        yield Event(
            row["case_id"],
            row["contact_on"],
            "attempt",
            word=row["result"],
            organisation=row["organisation"],
            purpose=row["purpose"],
        )


def _answers(history: History, calls: CallDates) -> Iterator[Event]:
    """The follow-ups on a change of provider that were done; without a day, that of their call."""
    for row in history.tasks.iter_rows(named=True):
        if row["kind"] == "provider_change_follow_up" and row["state"] == "done":
            given_on = calls.held_on(row["call_date"]) or row["call_date"]
            on = max(row["closed_on"] or given_on, given_on)
            yield Event(row["case_id"], on, "provider_change_answered", word=row["result"] or "")


def _tracking(history: History) -> Iterator[Event]:
    for row in history.tracking_list.iter_rows(named=True):
        yield Event(row["case_id"], row["entered_on"], "tracking_entered")
        if row["exited_on"] is not None:
            yield Event(row["case_id"], row["exited_on"], "tracking_exited")


def _others(history: History) -> Iterator[Event]:
    for row in history.withdrawals.iter_rows(named=True):
        yield Event(row["case_id"], row["on"], "wish")
    for row in history.admissions.iter_rows(named=True):
        yield Event(row["case_id"], row["admitted_on"], "admission")
