"""Sheets on their way: made from frames that are kept, found again in the inbox, checked whole.

What a sheet was made from is stored with it. So it is held against what was sent, though claims
and tasks have moved on since.
"""

from __future__ import annotations

import base64
import io
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import polars as pl

from tandem_flows.desk import Desk
from tandem_flows.documents.file import About
from tandem_flows.steps.waiting import contradiction, inbox_sheets, of_each_kind, says_the_same
from tandem_flows.store.canonical import digest
from tandem_flows.worksheets.check import Expectation, checked
from tandem_flows.worksheets.layout import SheetHead, sheet_file_name
from tandem_flows.worksheets.returned import ReturnedSheet
from tandem_flows.worksheets.tab import Tab
from tandem_flows.worksheets.write import write_sheet
from tandem_validators.errors import InputRefused, Problem

_ID_LENGTH = 8
Frames = Mapping[str, pl.DataFrame]


@dataclass(frozen=True)
class SheetPlan:
    """A kind of sheet: its title, its instructions, and how its tabs follow from frames."""

    kind: str
    title: str
    instructions: tuple[str, ...]
    tabs: Callable[[Frames], Sequence[Tab]]


@dataclass(frozen=True)
class Answers:
    """A returned sheet's answers by tab, in the columns of their handoffs."""

    kind: str
    file: str
    source_hash: str
    frames: Mapping[str, pl.DataFrame]
    sent: Frames


def make_sheet(desk: Desk, plan: SheetPlan, frames: Frames, *, for_practice: bool) -> str:
    """Stage a sheet with what it was made from; return its file name."""
    sent = _as_rows(frames)
    sheet_id = sheet_head(desk, plan.kind, frames).sheet_id
    rows = pl.DataFrame({"input": list(sent), "content": list(sent.values())}).select(
        pl.lit(desk.call_date).alias("call_date"),
        pl.lit(sheet_id).alias("sheet_id"),
        pl.lit(plan.kind).alias("kind"),
        "input",
        "content",
    )
    desk.hand_on("sent_sheets", rows, "PRE-01", part=plan.kind)
    name = sheet_file_name(plan.kind, desk.call_date, sheet_id)
    tabs = tuple(plan.tabs(frames))

    def write(path: Path, about: About) -> None:
        lines = (*plan.instructions, *about.lines[2:])
        write_sheet(path, sheet_id, plan.kind, desk.call_date, plan.title, tabs, lines)

    if for_practice:
        desk.deliver(name, write, "SHR-21", "PRE-08", count=frames["agenda"].height)
    else:
        desk.keep(name, write)
    return name


def sheet_head(desk: Desk, kind: str, frames: Frames) -> SheetHead:
    """Return which sheet follows from `frames`: other frames give another id."""
    texts = _as_rows(frames).values()
    identity = (desk.practice.practice_id, kind, desk.call_date.isoformat(), *texts)
    return SheetHead(digest(*identity)[:_ID_LENGTH].upper(), kind, desk.call_date)


def returned_answers(desk: Desk, plans: Sequence[SheetPlan]) -> list[Answers]:
    """Return the answers of every sheet of `plans` that waits in the inbox for this run's call.

    Raises InputRefused with all mistakes of all sheets, or when none waits.
    """
    by_kind = {plan.kind: plan for plan in plans}
    sheets, unreadable = inbox_sheets(desk)
    waiting = [sheet for sheet in sheets if sheet.kind in by_kind]
    for_call = of_each_kind(sheet for sheet in waiting if sheet.call_date == desk.call_date)
    if not for_call:
        raise InputRefused([*unreadable, *_nothing_waits(desk, waiting, list(by_kind))])
    found: list[Answers] = []
    problems: list[Problem] = []
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


def _one_answer(desk: Desk, plan: SheetPlan, copies: Sequence[ReturnedSheet]) -> Answers:
    """Return what `copies` of one sheet say alike; raise InputRefused when they contradict."""
    first, *others = copies
    problems = [contradiction(first, other) for other in others]
    try:
        said = [_answers(desk, plan, copy) for copy in copies]
    except InputRefused as refused:
        raise InputRefused([*refused.problems, *problems]) from None
    tabs = plan.tabs(said[0].sent)
    differ = [not says_the_same(said[0].frames, other.frames, tabs) for other in said[1:]]
    if any(differ):
        raise InputRefused(
            [problem for problem, is_other in zip(problems, differ, strict=True) if is_other]
        )
    return said[0]


def _answers(desk: Desk, plan: SheetPlan, sheet: ReturnedSheet) -> Answers:
    rows = desk.of_call("sent_sheets").filter(pl.col("kind") == plan.kind)
    if rows.is_empty():
        what = f"answers a sheet that was never made for {desk.call_date}"
        raise InputRefused(Problem(sheet.file, what, "Make the sheet first and fill in that one."))
    sent = {row["input"]: _frame(row["content"]) for row in rows.iter_rows(named=True)}
    expected = Expectation(rows["sheet_id"][0], plan.kind, desk.call_date, tuple(plan.tabs(sent)))
    frames = checked(sheet, expected)
    return Answers(plan.kind, sheet.file, sheet.source_hash, frames, sent)


def _nothing_waits(desk: Desk, waiting: list[ReturnedSheet], kinds: list[str]) -> list[Problem]:
    where = f"inbox/{desk.practice.practice_id}, call {desk.call_date}"
    wanted = " or ".join(kinds)
    remedy = f"Put the filled-in sheet {wanted} of that call there."
    if not waiting:
        return [Problem(where, "holds no sheet for this call", remedy)]
    return [
        Problem(sheet.file, f"is a sheet from another call ({sheet.call_date})", remedy)
        for sheet in waiting
    ]


def _as_rows(frames: Frames) -> dict[str, str]:
    return {name: _text(frame) for name, frame in sorted(frames.items())}


def _text(frame: pl.DataFrame) -> str:
    buffer = io.BytesIO()
    # what lies in memory below an empty cell differs from run to run, so the cells are laid anew
    laid_anew = pl.DataFrame(frame.to_dict(as_series=False), schema=frame.schema)
    laid_anew.write_ipc(buffer, compression="zstd")
    return base64.b64encode(buffer.getvalue()).decode("ascii")


def _frame(text: str) -> pl.DataFrame:
    return pl.read_ipc(io.BytesIO(base64.b64decode(text)))
