"""The summary: what was decided, who does what by when, and who is discussed next."""

from __future__ import annotations

import polars as pl

from tandem_flows.desk import Desk
from tandem_flows.documents.summary import summary_page
from tandem_flows.marks import implements
from tandem_flows.rules.days import shift_days
from tandem_flows.rules.ready import call_dates
from tandem_flows.rules.summary import SummaryFacts
from tandem_flows.rules.summary import summary as summary_rule
from tandem_flows.steps.definition import Result, step
from tandem_flows.steps.follow_up import make_follow_up
from tandem_flows.steps.notes import deviation_note
from tandem_flows.steps.summary_papers import corrections, publish_beside, summary_forms
from tandem_flows.steps.summary_records import keep_patterns, keep_plan_record, record_notes
from tandem_flows.store.entries import Entry


@step(
    "summary",
    word="summary",
    title="Send the summary of the call",
    reads=(
        "team",
        "combined_list",
        "calls",
        "decisions",
        "goals",
        "tasks",
        "services",
        "agreed_patients",
        "summary",
        "programs",
        "prework",
        "contact_log",
        "observations",
        "attendance",
        "tracking_list",
        "sent_sheets",
    ),
    writes=("summary", "contact_log", "observations", "sent_sheets"),
    needs_call=True,
)
@implements("SUM-01", "INF-06", "ROL-11", "CAL-25")
def summary(desk: Desk) -> Result:
    """Write the summary of a held call for the practice, and note when it is late."""
    facts = _facts(desk)
    before = desk.of_call("summary")
    sent_on = before["sent_on"][0] if before.height else desk.as_of
    frame = summary_rule(facts, sent_on)
    frame = desk.hand_on(
        "summary",
        frame,
        "SUM-01",
        due_on=facts.due_on,
        done_on=sent_on,
        organisation="plan",
        role="project_manager",
        notes=_late_notes(desk, frame),
    )
    keep_plan_record(desk, facts)
    keep_patterns(desk, facts)
    record_notes(desk)
    _deliver(desk, facts)
    counts = {name: frame[name][0] for name in ("cases", "tasks", "next_agenda")}
    words = "{cases} patients, {tasks} next steps, {next_agenda} patients for the next call"
    return Result(words.format(**counts), counts)


def _deliver(desk: Desk, facts: SummaryFacts) -> None:
    """Plan the summary in its forms, the follow-up list, and what holds no patient."""
    name = f"summary-{desk.call_date.isoformat()}.html"
    corrected = corrections(desk, name)
    forms = summary_forms(facts, corrected)
    clauses = ("SUM-01", "SUM-02", "SUM-03", "SUM-04", "SUM-05")
    cases = {*facts.decisions["case_id"], *facts.agreed_patients["case_id"]}
    desk.deliver(name, summary_page(facts, corrected), *clauses, cases=cases, forms=forms)
    make_follow_up(desk, facts.people)
    publish_beside(desk, facts, corrected)


def _facts(desk: Desk) -> SummaryFacts:
    decisions = desk.require_of_call("decisions")
    goals, tasks = desk.read("goals"), desk.read("tasks")
    agreed = desk.read("agreed_patients").filter(pl.col("agreed_on") == desk.call_date)
    return SummaryFacts(
        call_date=desk.call_date,
        due_on=shift_days(
            desk.call_date,
            desk.values.number("summary_within_days"),
            desk.values,
            desk.closed_days,
        ),
        next_call_on=call_dates(desk.read("calls"), desk.as_of).first_after(desk.call_date),
        people=desk.read("combined_list").select(
            "case_id", "first_name", "last_name", "birth_date"
        ),
        decisions=decisions,
        goals=goals.filter(pl.col("state") != "rejected"),
        tasks=tasks.filter(pl.col("state") == "open"),
        services=desk.read("services"),
        agreed_patients=agreed,
        names=dict(desk.read("team").select("person", "name").iter_rows()),
    )


def _late_notes(desk: Desk, summary: pl.DataFrame) -> tuple[Entry, ...]:
    due_on, sent_on = summary["due_on"][0], summary["sent_on"][0]
    days_late = max((sent_on - due_on).days, 0)
    return deviation_note(
        desk, "summary_late", days_late, due_on=due_on, done_on=sent_on, organisation="plan"
    )
