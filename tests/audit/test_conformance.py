"""How often a clause applied, was done, on time, late, waived or departed from."""

from __future__ import annotations

from datetime import date
from typing import Any

import polars as pl
import pytest

from tandem_flows.audit.conformance import call_conformance, clause_conformance
from tandem_flows.audit.occasions import deadline_clauses, occasions
from tandem_flows.workspace.profile import Waiver
from tandem_validators.guideline.load import load_guideline

GUIDELINE = load_guideline()
DUE = date(2026, 1, 14)
_ENTRY: dict[str, Any] = {
    "practice_id": "lakeside",
    "action": "handoff",
    "step": "summary",
    "clauses": ["SUM-01", "SUM-02"],
    "code": None,
    "round_id": "R1",
    "call_date": date(2026, 1, 13),
    "as_of": date(2026, 1, 14),
    "due_on": DUE,
    "done_on": DUE,
    "count": 1,
    "flow_run_id": None,
    "guideline_version": "0.1.0",
}


def of(clause: str, *entries: dict[str, Any], waivers: tuple[Waiver, ...] = ()) -> dict[str, Any]:
    rows = [_ENTRY | entry for entry in entries]
    ledger = pl.DataFrame(rows, infer_schema_length=None).cast({"code": pl.String})
    found = occasions(ledger, deadline_clauses(GUIDELINE))
    table = clause_conformance(found, GUIDELINE, waivers)
    return table.row(by_predicate=pl.col("clause") == clause, named=True)


@pytest.mark.parametrize(
    ("done_on", "late"),
    [(date(2026, 1, 13), 0), (DUE, 0), (date(2026, 1, 15), 1)],
    ids=["before", "on the day", "after"],
)
def test_a_deadline_is_kept_up_to_its_day(done_on: date, late: int) -> None:
    row = of("SUM-01", {"done_on": done_on})

    assert (row["applied"], row["on_time"], row["late"]) == (1, 1 - late, late)


def test_what_sets_no_deadline_is_not_late_beside_one_that_does() -> None:
    row = of("SUM-02", {"done_on": date(2026, 1, 20)})

    assert (row["done"], row["timed"], row["late"]) == (1, 0, 0)


def test_a_departure_is_counted_once_an_occasion_and_each_by_itself() -> None:
    departure = {"action": "deviation", "code": "next_step_missing", "clauses": ["CAL-27"]}

    row = of("CAL-27", {"clauses": ["CAL-27"]}, departure, departure | {"count": 3})

    assert (row["applied"], row["deviated"], row["deviations"]) == (1, 1, 4)
    assert row["reasons"] == ["next_step_missing"]


def test_a_departure_without_a_deed_is_an_occasion_not_done() -> None:
    row = of("CAL-27", {"action": "deviation", "code": "x_missing", "clauses": ["CAL-27"]})

    assert (row["applied"], row["done"]) == (1, 0)


def test_a_later_look_that_found_the_same_is_no_occasion() -> None:
    row = of("SUM-02", {}, {"action": "confirmed", "as_of": date(2026, 1, 20)})

    assert row["applied"] == 1


@pytest.mark.parametrize(
    ("since", "waived"),
    [(date(2026, 1, 13), 1), (date(2026, 1, 14), 1), (date(2026, 1, 15), 0)],
    ids=["before", "on the day", "after"],
)
def test_a_waiver_counts_from_its_day(since: date, waived: int) -> None:
    row = of("SUM-02", {}, waivers=(Waiver("SUM-02", since, "we meet in person"),))

    assert row["waived"] == waived


def test_a_clause_that_never_applied_is_shown_with_noughts() -> None:
    row = of("IDN-01", {})

    assert (row["applied"], row["last_on"]) == (0, None)


def test_a_call_shows_each_of_its_steps() -> None:
    ledger = pl.DataFrame([_ENTRY, _ENTRY | {"step": "call", "clauses": ["CAL-01"]}])

    table = call_conformance(occasions(ledger.cast({"code": pl.String}), set()))

    assert table.select("step", "applied").rows() == [("call", 1), ("summary", 2)]
