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
    desk = record_desk(workspace, job, "call", ("decisions",), ("decisions",))
    decisions = desk.require_of_call("decisions")
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


@implements("PRE-08")
def answer_match(
    workspace: Workspace, job: Job, case_id: str, *, is_same: bool, answered_by: str
) -> str:
    """Record whether the practice's patient of a case and the member shown beside it are one.

    The nearest member is meant. The answer counts from the next run of share on.
    """
    desk = _match_desk(workspace, job)
    person_id = _nearest(desk, case_id)
    reason = "confirmed" if is_same else "refused"
    _hand_on_answer(desk, case_id, person_id, is_same, answered_by, reason)
    (written,) = desk.commit()
    return written.handoff_id


@implements("PRE-08")
def split_match(workspace: Workspace, job: Job, case_id: str, *, answered_by: str) -> Correction:
    """Take a wrong match apart: the practice's patient gets a case of its own.

    What was disclosed before stays on record; the answer says which files they are.
    """
    desk = _match_desk(workspace, job)
    listed = _listed(desk, case_id)
    person_id = listed["person_id"]
    practice = [
        identity
        for identity, case in desk.store.known_cases().items()
        if case == case_id and identity.startswith("practice:")
    ]
    if person_id is None or not practice:
        what = "is not a match of the practice's patient with a member"
        raise InputRefused(Problem(f"case {case_id}", what, "Check the case in the combined list."))
    new_case = desk.store.split_case(practice[0], desk.circumstances)
    note = desk.note("correction", "PRE-08", code="split", case_id=case_id)
    _hand_on_answer(desk, new_case, person_id, False, answered_by, "split", note)
    (written,) = desk.commit()
    return Correction(written.handoff_id, new_case, holders(desk))


def holders(desk: Desk) -> tuple[Holder, ...]:
    """Return the files disclosed to the practice before, of this call when one is named."""
    import json

    sent = desk.store.ledger().filter(pl.col("action") == "disclosure")
    if desk.job.call_date is not None:
        sent = sent.filter(pl.col("call_date") == desk.job.call_date)
    rows = sent.select("details", "done_on").iter_rows()
    read = [(json.loads(details), sent_on) for details, sent_on in rows]
    return tuple(Holder(facts["file"], sent_on, facts["channel"]) for facts, sent_on in read)


def _match_desk(workspace: Workspace, job: Job) -> Desk:
    reads = ("combined_list", "list_matches", "match_answers")
    return record_desk(workspace, job, "share", reads, ("match_answers",))


def _listed(desk: Desk, case_id: str) -> dict[str, object]:
    found = desk.require("combined_list").filter(pl.col("case_id") == case_id)
    if found.is_empty():
        remedy = "Take the case from `tandem show combined_list`."
        raise InputRefused(Problem(f"case {case_id}", "is not on the combined list", remedy))
    return found.row(0, named=True)


def _nearest(desk: Desk, case_id: str) -> str:
    rank = _listed(desk, case_id)["practice_rank"]
    near = desk.read("list_matches").filter(
        pl.col("practice_rank") == rank, pl.col("match") == "review"
    )
    if near.is_empty():
        what = "waits for no answer about a match"
        raise InputRefused(Problem(f"case {case_id}", what, "Only matches marked review do."))
    return str(near.sort("score", descending=True)["person_id"][0])


def _hand_on_answer(
    desk: Desk,
    case_id: str,
    person_id: object,
    is_same: bool,
    answered_by: str,
    reason: str,
    *notes: object,
) -> None:
    answers = desk.read("match_answers")
    row = {
        "case_id": case_id,
        "person_id": person_id,
        "is_same": is_same,
        "answered_by": answered_by,
        "answered_on": desk.as_of,
        "reason": reason,
    }
    kept = answers.filter((pl.col("case_id") != case_id) | (pl.col("person_id") != str(person_id)))
    new = pl.DataFrame([row], schema=answers.schema)
    desk.hand_on("match_answers", pl.concat([kept, new]), "PRE-08", notes=tuple(notes))  # type: ignore[arg-type]


def _refuse_reason(reason: str) -> None:
    if reason not in REASONS:
        remedy = f"Use one of: {', '.join(REASONS)}."
        raise InputRefused(Problem(f"reason {reason}", "is not a reason of a correction", remedy))


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
