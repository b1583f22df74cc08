"""A practice with several care managers: either all join the call, or one debriefs the others."""

from __future__ import annotations

from datetime import date, timedelta

import polars as pl

from tandem_flows.marks import implements
from tandem_flows.rules.call_record import CallRecord
from tandem_flows.rules.days import shift_days
from tandem_flows.rules.deviations import of_call
from tandem_validators.guideline.values import Values

_ALL, _ONE = "all_attend", "one_debriefs"
_ACTION = "Tell the patient's care manager, who was not in the call, what was decided."


@implements("ROL-21")
def attendance_deviations(record: CallRecord, values: Values) -> pl.DataFrame:
    """Return the departure that not all care managers came although both sides agreed to that."""
    managers, absent = _managers(record), _absent(record)
    if managers.height < 2 or values.choice("cm_attendance_mode") != _ALL:
        return of_call("care_managers_absent", 0)
    return of_call("care_managers_absent", absent.height)


@implements("ROL-21")
def debrief_tasks(
    record: CallRecord, values: Values, closed_days: frozenset[date] = frozenset()
) -> pl.DataFrame:
    """Return a task for each decided patient whose care manager was not in the call.

    The care manager who was there owns it: a core person before others. None when everyone is to
    come, or when no care manager came. Columns as the handoff `tasks`.
    """
    empty, came = record.tasks.clear(), _came(record)
    if _managers(record).height < 2 or values.choice("cm_attendance_mode") != _ONE:
        return empty
    if came.is_empty():
        return empty
    names = _absent(record).select(pl.col("name"))
    of_absent = record.care_team.filter(
        pl.col("organisation") == "practice", pl.col("role") == "clinical_care_manager"
    ).join(names, on="name", how="semi")
    cases = record.decided.join(of_absent, on="case_id", how="semi", maintain_order="left")
    due_on = shift_days(record.call_date, values.number("summary_within_days"), values, closed_days)
    owner = came.sort(~pl.col("is_core"), "person")["person"][0]
    return _tasks(cases, owner, due_on, record, values).select(empty.columns)


def _tasks(
    cases: pl.DataFrame, owner: str, due_on: date, record: CallRecord, values: Values
) -> pl.DataFrame:
    next_call = record.call_date + timedelta(days=values.number("call_interval_days"))
    types = record.tasks.schema
    same = {
        "kind": "debrief",
        "need_category": "clinical",
        "action": _ACTION,
        "owner_organisation": "practice",
        "owner": owner,
        "due_on": due_on,
        "report_back_on": max(due_on, next_call),
        "state": "open",
        "call_date": record.call_date,
    }
    filled = {name: pl.lit(same.get(name), types[name]) for name in types if name != "case_id"}
    tasks = cases.select("case_id").with_columns(**filled)
    task_id = pl.format(f"{record.call_date:%Y%m%d}-{{}}-debrief", "case_id")
    return tasks.with_columns(task_id=task_id)


def _managers(record: CallRecord) -> pl.DataFrame:
    return record.team.filter(
        pl.col("organisation") == "practice", pl.col("role") == "clinical_care_manager"
    )


def _came(record: CallRecord) -> pl.DataFrame:
    return _managers(record).join(record.attendance, on="person", how="semi")


def _absent(record: CallRecord) -> pl.DataFrame:
    return _managers(record).join(record.attendance, on="person", how="anti")
