"""From the answers of a call's sheet to its record, and from the record to the handoffs."""

from __future__ import annotations

from typing import Any

import polars as pl

from tandem_flows.desk import Desk
from tandem_flows.rules.branches import branch_tasks
from tandem_flows.rules.call_deviations import decision_deviations
from tandem_flows.rules.call_record import CallRecord
from tandem_flows.rules.care_team import merge_care_team
from tandem_flows.rules.decisions import decision_problems
from tandem_flows.rules.deviations import together
from tandem_flows.rules.evaluation.time import merge_time, time_spent
from tandem_flows.rules.goals import goal_problems, merge_goals, with_goal_ids
from tandem_flows.rules.guards import row_ids
from tandem_flows.rules.practice_managers import debrief_tasks
from tandem_flows.rules.prework import lateness
from tandem_flows.rules.ready import call_dates
from tandem_flows.rules.registers import add_rows
from tandem_flows.rules.tasks import merge_tasks, with_task_ids
from tandem_flows.steps.call_registers import (
    hand_on_assessment,
    hand_on_invitees,
    invitation_problems,
    minutes_a_patient,
    services_after,
    services_departures,
)
from tandem_flows.steps.definition import Result
from tandem_flows.steps.notes import deviation_notes
from tandem_flows.steps.returned_sheets import refuse_by_rule
from tandem_flows.steps.sheets import Answers, SheetPlan
from tandem_validators.errors import InputRefused, Problem

RECORD_READS = (
    "team",
    "calls",
    "combined_list",
    "agenda",
    "prework",
    "sent_sheets",
    "goals",
    "tasks",
    "services",
    "programs",
    "assessment",
    "care_team",
    "outreach_attempts",
    "time_spent",
)
RECORD_WRITES = (
    "calls",
    "attendance",
    "case_records",
    "decisions",
    "agreed_patients",
    "goals",
    "tasks",
    "services",
    "assessment",
    "invitees",
    "care_team",
    "outreach_attempts",
    "time_spent",
)


def record_of(desk: Desk, answers: Answers) -> CallRecord:
    """Return what was recorded of the call, beside what stood before it."""
    frames, agenda, before = answers.frames, desk.require_of_call("agenda"), desk.of_call("prework")
    states = lateness(agenda, before, desk.call_date, desk.call_date, desk.values, desk.closed_days)
    tasks = desk.read("tasks")
    return CallRecord(
        call_date=desk.call_date,
        agenda=agenda,
        team=desk.require("team"),
        attendance=frames["attendance"],
        case_records=frames["patients"],
        decisions=frames["decisions"],
        goals=with_goal_ids(_goals(desk, answers), desk.call_date),
        tasks=with_task_ids(frames["tasks"], desk.call_date),
        care_team=merge_care_team(desk.read("care_team"), frames["care_team"]),
        attempts=add_rows(desk.read("outreach_attempts"), [frames["attempts"]]),
        earlier_goals=desk.read("goals"),
        earlier_tasks=tasks.filter(pl.col("call_date") < desk.call_date),
        prework=before,
        prework_states=states,
        minutes=frames["call"]["minutes"][0],
        next_agenda_size=_kept(answers).height,
    )


def _goals(desk: Desk, answers: Answers) -> pl.DataFrame:
    """Return the goals of the sheet; the id of one that the register does not hold is left out."""
    known = pl.col("goal_id").is_in(desk.read("goals")["goal_id"].to_list())
    return answers.frames["goals"].with_columns(pl.when(known).then("goal_id").alias("goal_id"))


def refuse_wrong_data(desk: Desk, plan: SheetPlan, record: CallRecord, answers: Answers) -> None:
    """Raise RuleRefused with all that would be wrong data; nothing is half-saved."""
    problems = [
        *decision_problems(record, answers.file),
        *goal_problems(record.earlier_goals, _goals(desk, answers), answers.file),
        *invitation_problems(record, answers, _kept(answers)),
    ]
    ids = {"goals": record.goals["goal_id"].to_list(), "tasks": record.tasks["task_id"].to_list()}
    ids["attempts"] = [*row_ids("outreach_attempts", answers.frames["attempts"])]
    if problems:
        refuse_by_rule(desk, plan, answers, problems, ids)


def refuse_after_correction(desk: Desk, answers: Answers) -> None:
    """Raise InputRefused when this very sheet was recorded and a decision corrected since.

    To record it again would undo the correction without a word.
    """
    if desk.store.is_corrected_since(answers.source_hash, desk.call_date):
        what = "was recorded before, and a decision of this call was corrected since"
        remedy = "Change decisions with `tandem correct decision`; take the sheet out of the inbox."
        raise InputRefused(Problem(answers.file, what, remedy, "LED-01"))


def hand_on_record(desk: Desk, record: CallRecord, answers: Answers) -> Result:
    """Stage every handoff of the call, with its deviations beside the decisions."""
    services = services_after(desk, answers)
    found = together(
        [
            decision_deviations(record, desk.as_of, desk.values),
            services_departures(desk, answers, services),
        ]
    )
    facts: dict[str, Any] = {"source_hash": answers.source_hash}
    desk.hand_on("attendance", record.attendance, "ROL-01", "ROL-15", **facts)
    desk.hand_on("case_records", record.case_records, "CAL-04", **facts)
    notes = deviation_notes(desk, found)
    desk.hand_on("decisions", record.decisions, "LED-01", "MEM-01", notes=notes, **facts)
    goals = merge_goals(record.earlier_goals, _goals(desk, answers), desk.call_date)
    desk.hand_on("goals", goals, "PCG-01", **facts)
    tasks = _all_tasks(desk, record)
    desk.hand_on("tasks", tasks, "CAL-29", "CAL-27", **facts)
    desk.hand_on("services", services, "CAL-18", "CAL-28", "ROL-02", "ROL-16", "ROL-17", **facts)
    hand_on_assessment(desk, answers)
    desk.hand_on("care_team", record.care_team, "CAL-20", "CAL-21", "CMP-05", **facts)
    desk.hand_on("outreach_attempts", record.attempts, "UNE-01", **facts)
    _hand_on_call(desk, answers)
    _hand_on_next(desk, answers)
    return _result(record, tasks, found)


def _all_tasks(desk: Desk, record: CallRecord) -> pl.DataFrame:
    tasks = desk.read("tasks")
    implied = branch_tasks(record, desk.values, desk.closed_days)
    debriefs = debrief_tasks(record, desk.values, desk.closed_days)
    made = (record.tasks, implied, debriefs)
    new = pl.concat([frame.select(tasks.columns) for frame in made])
    return merge_tasks(tasks, new, tasks.clear().select("task_id", "state", "closed_on", "result"))


def _hand_on_call(desk: Desk, answers: Answers) -> None:
    """Stage that the call was held, and the minutes people spent."""
    held = answers.frames["call"]
    others = desk.read("calls").filter(pl.col("call_date") != desk.call_date)
    calls = pl.concat([others, held.select(others.columns)]).sort("call_date")
    desk.hand_on("calls", calls, "INF-01", done_on=desk.call_date)
    spent = time_spent(answers.frames["time"], answers.frames["attendance"], held)
    desk.hand_on("time_spent", merge_time(desk.read("time_spent"), spent), "EVL-13")


def _hand_on_next(desk: Desk, answers: Answers) -> None:
    """Stage the patients both sides agreed on for the next call (CAL-24)."""
    next_on = call_dates(desk.read("calls"), desk.as_of).first_after(desk.call_date)
    if next_on is None:
        return
    agreed = _kept(answers).select(
        pl.lit(next_on).alias("call_date"), "case_id", pl.lit(desk.call_date).alias("agreed_on")
    )
    desk.hand_on("agreed_patients", agreed, "CAL-24", "INF-05", call_date=next_on)
    hand_on_invitees(desk, answers, next_on)


def _kept(answers: Answers) -> pl.DataFrame:
    return answers.frames["next_patients"].filter(pl.col("keep").fill_null(False))


def _result(record: CallRecord, tasks: pl.DataFrame, found: pl.DataFrame) -> Result:
    counts = {
        "decisions": record.decisions.height,
        "with_lead": record.decisions.drop_nulls("lead").height,
        "tasks": tasks.filter(pl.col("call_date") == record.call_date).height,
        "deviations": found.height,
    }
    words = (
        f"{counts['decisions']} decisions ({counts['with_lead']} with a lead), "
        f"{counts['tasks']} next steps, {counts['deviations']} deviations"
    )
    return Result(words + minutes_a_patient(record), counts)
