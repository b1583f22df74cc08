"""What the guideline asked for and when it was done: one row a duty, for M12.

Here: from records to duties. Not here: what share was on time (`fidelity`).
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

import polars as pl

from tandem_flows.rules.days import shift_days
from tandem_flows.rules.measures.records import Records
from tandem_flows.rules.prework import due_on as research_due_on
from tandem_flows.rules.states.decided import decided
from tandem_validators.guideline.values import Values


@dataclass(frozen=True)
class Duty:
    """One thing a clause asked for: when it was due and when it was done, if it was.

    `case_id` is whose patient it was asked for; None for a call, a summary or the staff.
    """

    clause: str
    due_on: date
    done_on: date | None
    case_id: str | None = None


def duties(records: Records, as_of: date, values: Values) -> list[Duty]:
    """Return every duty of the core set whose day has come by `as_of`."""
    found = [
        *_research(records, values),
        *_calls(records, values),
        *_decisions(records, values),
        *_summaries(records, values),
        *_reports(records),
        *_questions(records),
    ]
    return [duty for duty in found if duty.due_on <= as_of]


def _held(records: Records) -> list[dict[str, Any]]:
    return records.calls.filter(pl.col("state") == "held").sort("call_date").to_dicts()


def _research(records: Records, values: Values) -> Iterator[Duty]:
    """Both sides' research of each patient of a held call (PRE-01)."""
    done = {
        (row["call_date"], row["case_id"], row["organisation"]): row["completed_on"]
        for row in records.prework.iter_rows(named=True)
    }
    for call in _held(records):
        call_date = call["call_date"]
        due_on = research_due_on(call_date, values, records.closed_days)
        for case_id in _cases(records.agenda, call_date):
            for side in ("plan", "practice"):
                done_on = done.get((call_date, case_id, side))
                yield Duty("PRE-01", due_on, done_on, case_id)


def _calls(records: Records, values: Values) -> Iterator[Duty]:
    """The size and length of each held call, its order, and the next patients agreed in it."""
    for call in _held(records):
        on = call["call_date"]
        agenda = records.agenda.filter(pl.col("call_date") == on).sort("position")
        counted = agenda.filter("counts_to_cap").height
        fits = counted <= values.number("max_patients_per_call") and call[
            "minutes"
        ] <= values.number("call_minutes")
        yield Duty("EFF-02", on, on if fits else None)
        is_follow_up = (agenda["tier"] == "follow_up").to_list()
        in_order = is_follow_up == sorted(is_follow_up, reverse=True)
        yield Duty("PRI-05", on, on if in_order else None)
        agreed = records.agreed_patients.filter(pl.col("agreed_on") == on).height
        yield Duty("CAL-24", on, on if agreed else None)


def _decisions(records: Records, values: Values) -> Iterator[Duty]:
    """The outputs of each discussion after which somebody leads, or should."""
    goals = records.goals.filter(pl.col("state") != "rejected")
    led = [row for row in records.decisions.iter_rows(named=True) if _is_led(row)]
    for row in led:
        on, case_id = row["call_date"], row["case_id"]
        signed = row["lead"] and row["decided_by_plan"] and row["decided_by_practice"]
        yield Duty("LED-01", on, on if signed else None, case_id)
        has_goal = case_id in set(goals["case_id"])
        yield Duty("PCG-01", on, on if has_goal else None, case_id)
        tasks = records.tasks.filter(pl.col("case_id") == case_id, pl.col("call_date") == on)
        yield Duty("CAL-29", on, on if tasks.height else None, case_id)
    yield from _confirmations(goals, values)


def _is_led(decision: dict[str, Any]) -> bool:
    """Whether the discussion went through and did not end the coordination."""
    state, _ = decided(decision)
    is_open = state == "active" or (state == "listed" and decision["lead"] is None)
    return is_open and decision["outcome"] == "decided"


def _confirmations(goals: pl.DataFrame, values: Values) -> Iterator[Duty]:
    """Each goal is talked over with the patient; its id begins with the day it was proposed."""
    proposed = goals.with_columns(
        on=pl.col("goal_id").str.head(8).str.to_date("%Y%m%d", strict=False)
    ).drop_nulls("on")
    within = timedelta(days=values.number("goal_confirm_days"))
    for row in proposed.iter_rows(named=True):
        yield Duty("PCG-04", row["on"] + within, row["confirmed_on"], row["case_id"])


def _summaries(records: Records, values: Values) -> Iterator[Duty]:
    """The summary of each held call, sent or not."""
    sent = dict(records.summary.select("call_date", "sent_on").iter_rows())
    days = values.number("summary_within_days")
    for call in _held(records):
        due_on = shift_days(call["call_date"], days, values, records.closed_days)
        yield Duty("SUM-01", due_on, sent.get(call["call_date"]))


def _reports(records: Records) -> Iterator[Duty]:
    clauses = {"plan_lead": "LED-08", "tracking": "TRK-03"}
    for row in records.reports.iter_rows(named=True):
        if row["kind"] in clauses:
            yield Duty(clauses[row["kind"]], row["due_on"], row["sent_on"], row["case_id"])


def _questions(records: Records) -> Iterator[Duty]:
    """The later patient survey and the staff survey, in time until the window closes."""
    first = {(row["case_id"], row["index_on"]) for row in records.enrolments.iter_rows(named=True)}
    clauses = {"health": "EVL-16", "recommend": "EVL-17", "staff": "EVL-18"}
    for row in records.surveys.iter_rows(named=True):
        is_first = row["survey"] == "health" and (row["case_id"], row["due_on"]) in first
        if not is_first:
            of = None if row["survey"] == "staff" else row["case_id"]
            yield Duty(clauses[row["survey"]], row["window_end_on"], row["answered_on"], of)


def _cases(agenda: pl.DataFrame, call_date: date) -> list[str]:
    return agenda.filter(pl.col("call_date") == call_date)["case_id"].to_list()
