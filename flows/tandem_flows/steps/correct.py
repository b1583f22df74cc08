"""Corrections after the fact: a later version of a decision, and a wrong match taken apart.

Nothing is overwritten. The ledger keeps the correction, and the files that went out before say who
still holds the old version.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

import polars as pl

from tandem_flows.desk import Desk, Job
from tandem_flows.marks import implements
from tandem_flows.steps.records import record_desk
from tandem_flows.worksheets.requirements import unmet
from tandem_flows.worksheets.rules import rules_of
from tandem_flows.workspace.folder import Workspace
from tandem_validators.errors import InputRefused, Problem, RuleRefused

REASONS = ("wrong_record", "new_information", "patient_asked", "agreed_later")


@dataclass(frozen=True)
class Holder:
    """A file that went out before the correction: its name, the day, and the channel."""

    file: str
    sent_on: date
    channel: str


@dataclass(frozen=True)
class Correction:
    """The new version, the case it concerns, and who holds the old one."""

    handoff_id: str
    case_id: str
    holders: tuple[Holder, ...]


@implements("LED-01", "SUM-02")
def correct_decision(
    workspace: Workspace, job: Job, case_id: str, changes: Mapping[str, object], reason: str
) -> Correction:
    """Record a later version of the decision on one case of the job's call.

    `changes` are columns of `decisions` with their new values. Raises InputRefused when there is no
    such decision or reason, RuleRefused when the changed decision would be incomplete.
    """
    _refuse_reason(reason)
    desk = record_desk(workspace, job, "call", ("decisions", "team"), ("decisions",))
    decisions = desk.require_of_call("decisions")
    _refuse_strangers(desk, changes)
    if job.as_of < desk.call_date:
        what = f"would be made on {job.as_of}, before the call of {desk.call_date}"
        raise InputRefused(Problem("correction", what, "Check the date after --as-of."))
    if case_id not in decisions["case_id"]:
        what = "was not decided on in this call"
        raise InputRefused(Problem(f"case {case_id}", what, "Check the case and the call date."))
    is_case = pl.col("case_id") == case_id
    changed = decisions.with_columns(
        pl.when(is_case)
        .then(pl.lit(value, dtype=decisions.schema[name]))
        .otherwise(name)
        .alias(name)
        for name, value in changes.items()
    )
    _refuse_incomplete(changed.filter(is_case), case_id)
    note = desk.note("correction", "LED-01", code=reason, case_id=case_id)
    desk.hand_on("decisions", changed, "LED-01", notes=(note,))
    (written,) = desk.commit()
    return Correction(written.handoff_id, case_id, holders(desk))


def holders(desk: Desk, case_id: str | None = None) -> tuple[Holder, ...]:
    """Return the files disclosed to the practice before, of this call or case when one is named."""
    import json

    sent = desk.store.ledger().filter(pl.col("action") == "disclosure")
    if desk.job.call_date is not None:
        sent = sent.filter(pl.col("call_date") == desk.job.call_date)
    rows = sent.select("details", "done_on").iter_rows()
    read = [(json.loads(details), sent_on) for details, sent_on in rows]
    return tuple(
        Holder(facts["file"], sent_on, facts["channel"])
        for facts, sent_on in read
        if case_id is None or case_id in facts["cases"].split()
    )


def _refuse_reason(reason: str) -> None:
    if reason not in REASONS:
        remedy = f"Use one of: {', '.join(REASONS)}."
        raise InputRefused(Problem(f"reason {reason}", "is not a reason of a correction", remedy))


def _refuse_strangers(desk: Desk, changes: Mapping[str, object]) -> None:
    """Raise InputRefused when somebody outside the team is said to have decided."""
    team = desk.read("team")["person"].to_list()
    names = ("decided_by_plan", "decided_by_practice")
    problems = [
        Problem(
            f"correction, column {name}", "names nobody of the team", "Give a team member's id."
        )
        for name in names
        if changes.get(name) is not None and changes[name] not in team
    ]
    if problems:
        raise InputRefused(problems)


def _refuse_incomplete(decision: pl.DataFrame, case_id: str) -> None:
    problems = [
        Problem(
            f"decisions, case {case_id}, column {item.column}",
            "is missing" if item.is_missing else "must stay empty",
            "Give it together with this correction.",
            item.rule.clause,
        )
        for item in unmet(decision, rules_of("decisions"))
    ]
    if problems:
        raise RuleRefused(problems)
