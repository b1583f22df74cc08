"""Guards on what people decided in the call: refused is only what would be wrong data.

The guards on goals and next steps stand in `next_steps`, those on the names in `signatures`;
departures from the guideline in `call_deviations`. Nothing is decided or corrected here.
"""

from __future__ import annotations

import polars as pl

from tandem_flows.marks import implements
from tandem_flows.rules.call_record import CallRecord
from tandem_flows.rules.care_team import point_of_contact_problems
from tandem_flows.rules.guards import Guard, is_blank, off_agenda
from tandem_flows.rules.next_steps import next_step_problems
from tandem_flows.rules.observer import observer_problems
from tandem_flows.rules.removal import removal_problems
from tandem_flows.rules.signatures import signature_problems
from tandem_validators.errors import Problem

_NOT_ON_AGENDA = Guard(
    "decisions",
    "case_id",
    "is not on the agenda of this call",
    "Remove the row, or add the patient to the agenda first.",
    "SHR-03",
)
_NO_DECISION = Guard(
    "decisions",
    "case_id",
    "is on the agenda and has no row",
    "Add a row; if the patient was not discussed, the outcome is no_discussion.",
    "MEM-01",
)
_NO_LEAD = Guard(
    "decisions",
    "lead",
    "is empty for an active patient with a decision",
    "Say who leads: plan, practice or joint.",
    "LED-01",
)
_LEAD_NOT_ALLOWED = Guard(
    "decisions",
    "lead",
    "is given for a patient who is not active",
    "Leave it empty: a lead is decided for active patients only.",
    "LED-01",
)
_NO_RATIONALE = Guard(
    "decisions",
    "rationale",
    "is empty although both lead jointly",
    "Write down the reason: the guideline gives no test for joint management.",
    "LED-04",
)
_STILL_DISCUSSED = Guard(
    "decisions",
    "outcome",
    "is not no_discussion although the patient may have changed provider",
    "Stop the discussion for now: the outcome is no_discussion.",
    "MEM-04",
)
_STOPPED_GOAL = Guard(
    "goals",
    "case_id",
    "has a goal although the patient may have changed provider",
    "Remove the goal: the discussion stops until the plan has asked the patient.",
    "MEM-04",
)
_LATER_ATTEMPT = Guard(
    "outreach_attempts",
    "contact_on",
    "is after the call",
    "Record an attempt once it was made.",
    "UNE-01",
)


@implements("MEM-01", "MEM-04", "LED-01", "LED-04", "CMP-05")
def decision_problems(record: CallRecord, source: str) -> list[Problem]:
    """Return everything in the record of a call that would be wrong data, all at once.

    `source` is the file it came from. An empty list means that the record can be stored.
    """
    return [
        *_agenda_problems(record, source),
        *_lead_problems(record, source),
        *signature_problems(record, source),
        *_stopped_problems(record, source),
        *removal_problems(record, source),
        *observer_problems(record, source),
        *point_of_contact_problems(record.care_team, record.decided["case_id"], source),
        *next_step_problems(record, source),
    ]


def _agenda_problems(record: CallRecord, source: str) -> list[Problem]:
    undecided = record.agenda.join(record.decisions, on="case_id", how="anti")
    later = record.attempts.filter(pl.col("contact_on") > record.call_date)
    return [
        *_NOT_ON_AGENDA.problems(source, off_agenda(record.decisions, record.agenda)),
        *_NO_DECISION.problems(source, undecided),
        *_LATER_ATTEMPT.problems(source, later),
    ]


@implements("LED-01", "LED-04")
def _lead_problems(record: CallRecord, source: str) -> list[Problem]:
    has_lead = pl.col("lead").is_not_null()
    not_active = pl.col("membership") != "active"
    unexplained = (pl.col("lead") == "joint") & is_blank("rationale")
    return [
        *_NO_LEAD.problems(source, record.decided.filter(~has_lead)),
        *_LEAD_NOT_ALLOWED.problems(source, record.decisions.filter(has_lead & not_active)),
        *_NO_RATIONALE.problems(source, record.decisions.filter(unexplained)),
    ]


@implements("MEM-04")
def _stopped_problems(record: CallRecord, source: str) -> list[Problem]:
    changed = record.decisions.filter(pl.col("membership") == "possible_provider_change")
    goals = record.goals.join(changed, on="case_id", how="semi")
    return [
        *_STILL_DISCUSSED.problems(source, changed.filter(pl.col("outcome") != "no_discussion")),
        *_STOPPED_GOAL.problems(source, goals),
    ]
