"""Everything recorded of one case, gathered from the frames of the history."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any, TypeVar

import polars as pl

from tandem_flows.rules.ready.call_dates import CallDates
from tandem_flows.rules.states.agenda import Place, places
from tandem_flows.rules.states.events import Event, events
from tandem_flows.rules.states.facts import Facts, facts_by_case
from tandem_flows.rules.states.history import History

Item = TypeVar("Item")


@dataclass(frozen=True)
class Duty:
    """A task of a case: what kind, whose, and by when."""

    due_on: date
    report_back_on: date
    kind: str
    organisation: str
    owner: str
    given_on: date
    ended_on: date | None

    @property
    def order(self) -> tuple[date, date, str, str, str, date, date]:
        """The key that puts tasks into one order, the earliest due first."""
        ended_on = self.ended_on or date.max
        words = (self.kind, self.organisation, self.owner)
        return (self.due_on, self.report_back_on, *words, self.given_on, ended_on)

    def is_open(self, on: date) -> bool:
        """Whether the task was given by `on` and not yet ended."""
        return self.given_on <= on and (self.ended_on is None or self.ended_on > on)


@dataclass(frozen=True)
class CaseRecords:
    """The records of one case that its state, owner and next date follow from."""

    case_id: str
    listed_on: date
    facts: Facts
    events: tuple[Event, ...]
    places: tuple[Place, ...]
    duties: tuple[Duty, ...]
    point_of_contact: tuple[str, str] | None
    next_report_on: date | None


def case_records(history: History, calls: CallDates, as_of: date) -> list[CaseRecords]:
    """Return the records of every listed case, seen from `as_of`, in the order of the ids."""
    happened = _grouped((event.case_id, event) for event in events(history, calls, as_of))
    on_agendas = _grouped(places(history, calls, as_of))
    duties = _grouped((row["case_id"], _duty(row, calls)) for row in _rows(history.tasks))
    contacts = {
        row["case_id"]: (row["organisation"], row["name"])
        for row in sorted(_rows(history.care_team), key=lambda row: (row["name"], row["phone"]))
        if row["is_point_of_contact"]
    }
    reports, facts = _next_reports(history, as_of), facts_by_case(history)
    return [
        CaseRecords(
            case_id,
            history.listed_on,
            facts[case_id],
            tuple(happened[case_id]),
            tuple(on_agendas[case_id]),
            tuple(sorted(duties[case_id], key=lambda duty: duty.order)),
            contacts.get(case_id),
            reports.get(case_id),
        )
        for case_id in sorted(history.combined_list["case_id"].to_list())
    ]


def _next_reports(history: History, as_of: date) -> dict[str, date]:
    """The earliest tracking report not sent; without one, the date on the tracking list."""
    listed = {row["case_id"]: row["next_report_on"] for row in _rows(history.tracking_list)}
    owed = [
        (row["due_on"], row["case_id"])
        for row in _rows(history.reports)
        if row["kind"] == "tracking" and (row["sent_on"] is None or row["sent_on"] > as_of)
    ]
    return listed | {case_id: due_on for due_on, case_id in sorted(owed, reverse=True)}


def _duty(row: dict[str, Any], calls: CallDates) -> Duty:
    given_on = calls.held_on(row["call_date"]) or row["call_date"]
    ended_on = None if row["state"] == "open" else row["closed_on"] or given_on
    return Duty(
        row["due_on"],
        row["report_back_on"],
        row["kind"],
        row["owner_organisation"],
        row["owner"],
        given_on,
        ended_on,
    )


def _rows(frame: pl.DataFrame) -> list[dict[str, Any]]:
    return list(frame.iter_rows(named=True))


def _grouped(pairs: Iterable[tuple[str, Item]]) -> dict[str, list[Item]]:
    groups: dict[str, list[Item]] = defaultdict(list)
    for case_id, item in pairs:
        groups[case_id].append(item)
    return groups
