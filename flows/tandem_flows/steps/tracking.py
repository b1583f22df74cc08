"""Tracking: who could not be engaged, what their claims show, and the reports to the practice."""

from __future__ import annotations

import polars as pl

from tandem_flows.desk import Desk
from tandem_flows.documents.file import Writer
from tandem_flows.documents.page import PageFile
from tandem_flows.documents.paper import Paper
from tandem_flows.documents.pdf import PdfFile
from tandem_flows.documents.report import admissions_paper, report_paper, report_sheets
from tandem_flows.documents.workbook import workbook
from tandem_flows.marks import implements
from tandem_flows.rules.registers import add_rows
from tandem_flows.rules.tracking import (
    admission_notices,
    as_sent,
    enter_tracking,
    leave_tracking,
    reported,
    reports_due,
    reports_to_send,
)
from tandem_flows.steps.activity import activity_of
from tandem_flows.steps.calendars import publish_calendars
from tandem_flows.steps.definition import Result, step
from tandem_flows.steps.history import HISTORY, facts_by_case, states
from tandem_flows.steps.notes import deviation_note
from tandem_validators.counts import counted


@step(
    "tracking",
    word="tracking",
    title="Follow unreachable patients and report to the practice",
    reads=("combined_list", "claims_activity", "notices", *HISTORY),
    writes=("tracking_list", "claims_activity", "reports", "notices"),
    needs_source=True,
)
@implements("TRK-01", "TRK-02", "TRK-03", "TRK-04", "TRK-05", "MEM-08", "LED-07", "LED-08")
def tracking(desk: Desk) -> Result:
    """Bring the tracking list up to date and send every report that is due."""
    combined = desk.require("combined_list")
    everyone = desk.every_round("combined_list").unique("case_id", keep="last", maintain_order=True)
    facts = facts_by_case(desk, everyone)
    now = states(desk, combined, facts)
    decisions = desk.every_round("decisions")
    listed = _list_today(desk, now, facts, decisions)
    owed = _owed(desk, listed, decisions, now, facts)
    sending = reports_to_send(owed, _starts(listed, decisions), desk.as_of)
    late = owed.filter(pl.col("sent_on").is_null(), pl.col("due_on") < desk.as_of).height
    reports = as_sent(owed, sending, desk.as_of)
    desk.hand_on("reports", reports, "TRK-03", notes=deviation_note(desk, "report_late", late))
    listed = desk.hand_on(
        "tracking_list", reported(listed, reports, desk.as_of, desk.values), "TRK-01", "TRK-02"
    )
    activity = activity_of(desk, sending, facts)
    register = add_rows(desk.read("claims_activity"), [activity])
    desk.hand_on("claims_activity", register, "TRK-04", "LED-07")
    # made from what is recorded as sent today: a run that died before the file is completed
    shown = register.filter(pl.col("period_end_on") == desk.as_of)
    paper = report_paper(shown, everyone, desk.as_of)
    _deliver(desk, "report", shown, everyone, paper, "TRK-03", "LED-07", "LED-08")
    told = _tell_admissions(desk, now, facts, everyone)
    publish_calendars(desk)
    return _result(listed, sending, told)


def _owed(
    desk: Desk,
    listed: pl.DataFrame,
    decisions: pl.DataFrame,
    now: pl.DataFrame,
    facts: pl.DataFrame,
) -> pl.DataFrame:
    """Return the reports sent and owed; none on a patient who is another practice's by now."""
    not_listed_now = facts.join(now, on="case_id", how="anti")
    over = not_listed_now.select(
        "case_id", pl.coalesce("died_on", "coverage_ended_on").alias("ended_on")
    ).drop_nulls("ended_on")
    owed = reports_due(
        listed,
        decisions,
        desk.read("reports"),
        pl.concat([_ended(now), over]),
        desk.as_of,
        desk.values,
        until=desk.as_of,
    )
    elsewhere = facts.filter(~pl.col("is_ours"))["case_id"].to_list()
    return owed.filter(pl.col("sent_on").is_not_null() | ~pl.col("case_id").is_in(elsewhere))


def _deliver(
    desk: Desk,
    kind: str,
    rows: pl.DataFrame,
    everyone: pl.DataFrame,
    paper: Paper,
    *clauses: str,
) -> None:
    """Plan the day's file of one kind; none when nothing was sent today."""
    if rows.is_empty():
        return
    sheets = report_sheets(rows, everyone, desk.as_of, kind.capitalize())
    name = f"{kind}-{desk.as_of.isoformat()}.xlsx"
    forms: dict[str, Writer] = {".html": PageFile(paper), ".pdf": PdfFile(paper)}
    cases, count = rows["case_id"], rows.height
    desk.deliver(name, workbook(sheets), *clauses, cases=cases, forms=forms, count=count)


def _list_today(
    desk: Desk, now: pl.DataFrame, facts: pl.DataFrame, decisions: pl.DataFrame
) -> pl.DataFrame:
    """Return the tracking list after who enters it today and who left it."""
    owed = now.filter(pl.col("state") == "outreach").select("case_id", "since_on")
    attempts = desk.read("outreach_attempts")
    entered = enter_tracking(owed, attempts, desk.read("tracking_list"), desk.as_of, desk.values)
    admissions = _admissions(facts)
    ended = pl.concat([_ended(now), _taken_up(decisions, entered)])
    return leave_tracking(entered, attempts, admissions, ended, desk.as_of)


def _ended(now: pl.DataFrame) -> pl.DataFrame:
    """Return the cases that have ended: nothing more is owed on them."""
    ended = now.filter(pl.col("owner_organisation").is_null())
    return ended.select("case_id", pl.col("since_on").alias("ended_on"))


def _taken_up(decisions: pl.DataFrame, listed: pl.DataFrame) -> pl.DataFrame:
    """Return the tracked cases that a later call gave a lead: they leave the list that day."""
    led = decisions.filter(pl.col("lead").is_not_null())
    later = led.join(listed.select("case_id", "entered_on"), on="case_id").filter(
        pl.col("call_date") > pl.col("entered_on")
    )
    return later.select("case_id", pl.col("call_date").alias("ended_on"))


def _admissions(facts: pl.DataFrame) -> pl.DataFrame:
    return facts.drop_nulls("last_admission_on").select(
        "case_id", pl.col("last_admission_on").alias("admitted_on")
    )


def _starts(listed: pl.DataFrame, decisions: pl.DataFrame) -> pl.DataFrame:
    """Return since when each case is reported on: its entry, or the call that decided the lead."""
    entered = listed.select("case_id", pl.col("entered_on").alias("start_on"))
    decided = decisions.filter(pl.col("lead").is_not_null())
    decided = decided.select("case_id", pl.col("call_date").alias("start_on"))
    return pl.concat([entered, decided]).group_by("case_id").agg(pl.col("start_on").max())


@implements("MEM-06")
def _tell_admissions(
    desk: Desk, now: pl.DataFrame, facts: pl.DataFrame, everyone: pl.DataFrame
) -> int:
    """Tell the practice of admissions of patients it tries to meet once more; return how many."""
    decided = desk.read("decisions").filter(pl.col("membership") == "unresponsive")
    unresponsive = (
        now.filter(pl.col("state") == "outreach")
        .join(decided, on="case_id", how="semi")
        .select("case_id", "since_on")
    )
    due = admission_notices(_admissions(facts), unresponsive, desk.as_of)
    told = desk.read("notices")
    new = due.join(told, on=["case_id", "admitted_on"], how="anti").select(
        "case_id", "admitted_on", "due_on", pl.lit(desk.as_of).alias("sent_on")
    )
    notices = pl.concat([told, new.select(told.columns)])
    desk.hand_on("notices", notices, "MEM-06")
    today = notices.filter(pl.col("sent_on") == desk.as_of)
    paper = admissions_paper(today, everyone, desk.as_of)
    _deliver(desk, "admissions", today, everyone, paper, "MEM-06")
    return new.height


def _result(listed: pl.DataFrame, sending: pl.DataFrame, told: int) -> Result:
    counts = {
        "tracked": listed.filter(pl.col("exited_on").is_null()).height,
        "reports": sending.height,
        "notices": told,
    }
    words = (
        f"{counted(counts['tracked'], 'patient')} on the tracking list, "
        f"{counted(counts['reports'], 'report')} and "
        f"{counted(counts['notices'], 'admission notice')} sent"
    )
    return Result(words, counts)
