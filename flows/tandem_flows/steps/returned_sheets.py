"""Sheets on their way back: found in the inbox, checked whole, and answered when they are refused.

A refusal leaves three things: the report to whoever records the sheet, a line in the ledger, and a
fresh copy for whoever filled it in. The file that came back is never edited.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import replace
from pathlib import Path
from typing import NoReturn

from tandem_flows.delivery import INTERNAL
from tandem_flows.desk import Desk
from tandem_flows.steps.copies import deliver_copy
from tandem_flows.steps.refusals import FILE_UNREADABLE, SHEET_REFUSED, record_refusal
from tandem_flows.steps.sheets import Answers, Frames, SheetPlan, sent_frames
from tandem_flows.steps.waiting import (
    Unreadable,
    contradiction,
    inbox_sheets,
    of_each_kind,
    says_the_same,
)
from tandem_flows.worksheets.against_rules import Ids, refused_by_rule
from tandem_flows.worksheets.check import Expectation, Look, looked_at
from tandem_flows.worksheets.returned import ReturnedSheet
from tandem_validators.errors import InputRefused, Problem, RuleRefused


def returned_answers(desk: Desk, plans: Sequence[SheetPlan]) -> list[Answers]:
    """Return the answers of every sheet of `plans` that waits in the inbox for this run's call.

    Raises InputRefused with all mistakes of all sheets, or when none waits.
    """
    by_kind = {plan.kind: plan for plan in plans}
    sheets, unreadable = inbox_sheets(desk)
    waiting = [sheet for sheet in sheets if sheet.kind in by_kind]
    here = [sheet for sheet in waiting if sheet.call_date == desk.call_date]
    for_call = of_each_kind(_without_settled(desk, here, plans))
    meant = [file for file in unreadable if file.is_meant_for(by_kind, desk.call_date)]
    if not for_call:
        raise InputRefused(
            [*_refused_files(desk, unreadable), *_nothing_waits(desk, waiting, by_kind)]
        )
    problems = _refused_files(desk, meant)
    found: list[Answers] = []
    for copies in for_call:
        try:
            found.append(_one_answer(desk, by_kind[copies[0].kind], copies))
        except InputRefused as refused:
            problems += refused.problems
    if problems:
        raise InputRefused(problems)
    for answers in found:
        desk.note_file(answers.file, answers.source_hash)
    return found


def _without_settled(
    desk: Desk, sheets: Sequence[ReturnedSheet], plans: Sequence[SheetPlan]
) -> list[ReturnedSheet]:
    """Return `sheets` without those that were recorded before their sheet was made anew.

    What they answered stands in the new sheet already.
    """
    made = {plan.kind: sent_frames(desk, plan) for plan in plans}
    return [
        sheet
        for sheet in sheets
        if (last := made[sheet.kind]) is None
        or sheet.sheet_id == last[0]
        or "handoff" not in desk.store.actions_on(sheet.source_hash)
    ]


def _one_answer(desk: Desk, plan: SheetPlan, copies: Sequence[ReturnedSheet]) -> Answers:
    """Return what `copies` of one sheet say alike; raise InputRefused when they contradict."""
    first, *others = copies
    problems = [contradiction(first, other) for other in others]
    refused: list[Problem] = []
    said: list[Answers] = []
    for copy in copies:
        try:
            said.append(_answers(desk, plan, copy))
        except InputRefused as refusal:
            refused += refusal.problems
    if refused:
        raise InputRefused([*refused, *problems])
    tabs = plan.tabs(said[0].sent)
    differ = [not says_the_same(said[0].frames, other.frames, tabs) for other in said[1:]]
    if any(differ):
        raise InputRefused(
            [problem for problem, is_other in zip(problems, differ, strict=True) if is_other]
        )
    return said[0]


def _answers(desk: Desk, plan: SheetPlan, sheet: ReturnedSheet) -> Answers:
    made = sent_frames(desk, plan)
    if made is None:
        what = f"answers a sheet that was never made for {desk.call_date}"
        raise InputRefused(Problem(sheet.file, what, "Make the sheet first and fill in that one."))
    sheet_id, sent = made
    tabs, practice_id = tuple(plan.tabs(sent)), desk.practice.practice_id
    expected = Expectation(sheet_id, plan.kind, desk.call_date, tabs, desk.as_of, practice_id)
    look = looked_at(sheet, expected)
    if look.findings:
        raise InputRefused(_refused(desk, plan, sheet, look, sent))
    return Answers(plan.kind, sheet.file, sheet.source_hash, look.frames, sent, sheet, look)


def refuse_by_rule(
    desk: Desk, plan: SheetPlan, answers: Answers, problems: Sequence[Problem], ids: Ids
) -> NoReturn:
    """Raise RuleRefused with what a rule refuses, by the cells of the sheet, and a fresh copy.

    `ids` are those that the rows of a tab got, in the order of its frame of answers.
    """
    tabs = tuple(plan.tabs(answers.sent))
    look = refused_by_rule(answers.look, problems, answers.file, tabs, ids)
    raise RuleRefused(_refused(desk, plan, answers.sheet, look, answers.sent))


def _refused(
    desk: Desk, plan: SheetPlan, sheet: ReturnedSheet, look: Look, sent: Frames
) -> list[Problem]:
    """Put the refusal on record and return the report, which ends with the fresh copy."""
    record_refusal(desk, SHEET_REFUSED, sheet.source_hash, len(look.findings))
    report = [finding.problem for finding in look.findings]
    if not look.is_expected:
        return report
    name = deliver_copy(desk, plan, sheet, look, sent)
    return [*report[:-1], replace(report[-1], remedy=f"{report[-1].remedy} {_where(desk, name)}")]


def _where(desk: Desk, name: str) -> str:
    place = f"outbox/{desk.practice.practice_id}/{_as_it_lies(desk, name)}"
    return (
        f"A fresh copy with what was right filled in and each wrong cell marked is "
        f"{place}: correct it and send that back."
    )


def _as_it_lies(desk: Desk, name: str) -> str:
    return name if name.startswith(INTERNAL) else desk.carrier.place(Path(name)).name


def _refused_files(desk: Desk, files: Sequence[Unreadable]) -> list[Problem]:
    for file in files:
        record_refusal(desk, FILE_UNREADABLE, file.source_hash, len(file.problems))
    return [problem for file in files for problem in file.problems]


def _nothing_waits(
    desk: Desk, waiting: Sequence[ReturnedSheet], kinds: Collection[str]
) -> list[Problem]:
    where = f"inbox/{desk.practice.practice_id}, call {desk.call_date}"
    remedy = f"Put the filled-in sheet {' or '.join(kinds)} of that call there."
    if not waiting:
        return [Problem(where, "holds no sheet for this call", remedy)]
    return [_of_another_call(desk, sheet, remedy) for sheet in waiting]


def _of_another_call(desk: Desk, sheet: ReturnedSheet, remedy: str) -> Problem:
    """Return why a sheet of another call is refused; one that was recorded then stays as it is."""
    if "handoff" not in desk.store.actions_on(sheet.source_hash):
        record_refusal(desk, SHEET_REFUSED, sheet.source_hash, 1)
    is_older = desk.has_round and sheet.call_date < desk.round.opened_on
    which = f"of an older round ({sheet.call_date})" if is_older else f"({sheet.call_date})"
    return Problem(sheet.file, f"is a sheet from another call {which}", remedy)
