"""Departures from the guideline that one call shows: the call as a whole, and each decision.

The answers of the review are in `review`. Nothing is refused here; see `decisions`.
"""

from __future__ import annotations

from datetime import date

import polars as pl

from tandem_flows.marks import implements
from tandem_flows.rules.answers import failed_attempts
from tandem_flows.rules.call_record import CallRecord
from tandem_flows.rules.decision_deviations import agreed_deviations, follow_through_deviations
from tandem_flows.rules.deviations import of_call, of_cases, together
from tandem_flows.rules.open_questions import question_deviations
from tandem_flows.rules.practice_managers import attendance_deviations
from tandem_flows.rules.review import review_deviations
from tandem_validators.guideline.values import Values


def decision_deviations(record: CallRecord, as_of: date, values: Values) -> pl.DataFrame:
    """Return every departure of a call as seen on `as_of`.

    Columns case_id (empty for the call as a whole), clause, code, detail_count.
    """
    return together(
        [
            _agenda_deviations(record, values),
            _attendance_deviations(record),
            attendance_deviations(record, values),
            _prework_deviations(record),
            question_deviations(record),
            _outreach_deviations(record, values),
            agreed_deviations(record),
            review_deviations(record, values),
            follow_through_deviations(record, as_of, values),
        ]
    )


@implements("SHR-03", "RDY-03", "CAL-24", "PRI-05")
def _agenda_deviations(record: CallRecord, values: Values) -> pl.DataFrame:
    counted = record.agenda.filter("counts_to_cap").height
    over = max(counted - values.number("max_patients_per_call"), 0)
    too_long = max((record.minutes or 0) - values.number("call_minutes"), 0)
    is_silent = (pl.col("state") == "open") & pl.col("result").is_null()
    is_due = pl.col("report_back_on") <= record.call_date
    unreported = record.earlier_tasks.filter(is_silent & is_due)
    return together(
        [
            of_call("cap_exceeded", over),
            of_call("call_too_long", too_long),
            of_call("next_agenda_missing", int(record.next_agenda_size == 0)),
            of_cases("follow_up_not_discussed", unreported["case_id"]),
        ]
    )


@implements("ROL-01", "ROL-15", "RDY-04")
def _attendance_deviations(record: CallRecord) -> pl.DataFrame:
    present = record.attendance.select("person", called_designee="is_designee")
    team = record.team.join(present, on="person", how="left")
    came = team.filter(pl.col("called_designee").is_not_null())
    is_plan, is_director = pl.col("organisation") == "plan", _role("director_of_care_management")
    directors = came.filter(is_plan & (is_director | pl.col("is_designee")))
    stand_ins = came.filter(is_plan & pl.col("called_designee") & ~pl.col("is_designee"))
    managers = came.filter(pl.col("organisation") == "practice", _role("clinical_care_manager"))
    missed = team.filter(pl.col("is_core") & pl.col("called_designee").is_null())
    return together(
        [
            of_call("director_absent", int(directors.is_empty())),
            of_call("stand_in", stand_ins.filter(~is_director).height),
            of_call("practice_care_manager_absent", int(managers.is_empty())),
            of_call("core_absent", missed.height),
        ]
    )


def _role(name: str) -> pl.Expr:
    return pl.col("role") == name


@implements("PRE-01")
def _prework_deviations(record: CallRecord) -> pl.DataFrame:
    rows = []
    for organisation in ("plan", "practice"):
        for state in ("late", "missing"):
            found = record.prework_states.filter(
                pl.col("organisation") == organisation, pl.col("state") == state
            )
            rows.append(of_cases(f"{organisation}_prework_{state}", found["case_id"]))
    return together(rows)


@implements("UNE-02")
def _outreach_deviations(record: CallRecord, values: Values) -> pl.DataFrame:
    """An attempt set in this call although none was left of the attempts in all."""
    tasks = record.tasks.filter(pl.col("kind") == "outreach_attempt")
    failed = failed_attempts(record.attempts, record.call_date)
    used_up = failed.filter(pl.col("failed") >= values.number("max_outreach_attempts"))
    beyond = tasks.join(used_up, on="case_id", how="semi", maintain_order="left")
    return of_cases("outreach_beyond_limit", beyond["case_id"])
