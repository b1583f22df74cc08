"""Answers about matches: near ones confirmed or refused, and a wrong one taken apart.

Nothing is overwritten: an answer counts from the next run of share on, and what was disclosed
before stays on record.
"""

from __future__ import annotations

import polars as pl

from tandem_flows.desk import Desk, Job
from tandem_flows.documents.file import text_file
from tandem_flows.documents.wrong_match import wrong_match_notice
from tandem_flows.marks import implements
from tandem_flows.steps.correct import Correction, Holder, holders
from tandem_flows.steps.records import record_desk
from tandem_flows.store.entries import Entry
from tandem_flows.workspace.folder import Workspace
from tandem_validators.errors import InputRefused, Problem


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

    What was disclosed before stays on record. Both sides are told which files show two people as
    one: the practice by a notice in the outbox, the plan by the same notice among its own files.
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
    sent = holders(desk, case_id)
    new_case = desk.store.split_case(practice[0], desk.circumstances)
    facts = {"case_id": case_id, "count": len(sent), "details": {"new_case": new_case}}
    note = desk.note("correction", "PRE-08", code="split", **facts)
    _hand_on_answer(desk, new_case, person_id, False, answered_by, "split", note)
    _tell_both(desk, case_id, new_case, sent)
    (written,) = desk.commit()
    return Correction(written.handoff_id, new_case, sent)


def _tell_both(desk: Desk, case_id: str, new_case: str, sent: tuple[Holder, ...]) -> None:
    """Plan the notice to each side, when any file went out with both as one patient."""
    if not sent:
        return
    files = tuple((holder.file, holder.sent_on, holder.channel) for holder in sent)
    notice = text_file(wrong_match_notice(case_id, new_case, files, desk.as_of))
    name = f"wrong-match-{new_case}.txt"
    desk.deliver(name, notice, "PRE-08", cases=(case_id, new_case), count=len(sent))
    desk.keep(name, notice)


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
    *notes: Entry,
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
    desk.hand_on("match_answers", pl.concat([kept, new]), "PRE-08", notes=notes)
