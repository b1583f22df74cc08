"""Sheets on their way: made from frames that are kept, found again in the inbox, checked whole.

What a sheet was made from is stored with it. So it is held against what was sent, though claims
and tasks have moved on since.
"""

from __future__ import annotations

import base64
import io
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import polars as pl

from tandem_flows.desk import Desk
from tandem_flows.documents.file import About
from tandem_flows.store.canonical import digest
from tandem_flows.worksheets.check import Expectation, checked
from tandem_flows.worksheets.layout import sheet_file_name
from tandem_flows.worksheets.returned import ReturnedSheet, read_sheet
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
    identity = (desk.practice.practice_id, plan.kind, desk.call_date.isoformat(), *sent.values())
    sheet_id = digest(*identity)[:_ID_LENGTH].upper()
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


def returned_answers(desk: Desk, plans: Sequence[SheetPlan]) -> list[Answers]:
    """Return the answers of every sheet of `plans` that waits in the inbox for this run's call.

    Raises InputRefused with all mistakes of all sheets, or when none waits.
    """
    by_kind = {plan.kind: plan for plan in plans}
    sheets, unreadable = _inbox_sheets(desk)
    waiting = [sheet for sheet in sheets if sheet.kind in by_kind]
    for_call = _one_of_each(sheet for sheet in waiting if sheet.call_date == desk.call_date)
    if not for_call:
        raise InputRefused([*unreadable, *_nothing_waits(desk, waiting, list(by_kind))])
    found: list[Answers] = []
    problems: list[Problem] = []
    for sheet in for_call:
        try:
            found.append(_answers(desk, by_kind[sheet.kind], sheet))
        except InputRefused as refused:
            problems += refused.problems
    if problems:
        raise InputRefused(problems)
    return found


def _answers(desk: Desk, plan: SheetPlan, sheet: ReturnedSheet) -> Answers:
    rows = desk.of_call("sent_sheets").filter(pl.col("kind") == plan.kind)
    if rows.is_empty():
        what = f"answers a sheet that was never made for {desk.call_date}"
        raise InputRefused(Problem(sheet.file, what, "Make the sheet first and fill in that one."))
    sent = {row["input"]: _frame(row["content"]) for row in rows.iter_rows(named=True)}
    expected = Expectation(rows["sheet_id"][0], plan.kind, desk.call_date, tuple(plan.tabs(sent)))
    frames = checked(sheet, expected)
    desk.note_file(sheet.file, sheet.source_hash)
    return Answers(plan.kind, sheet.file, sheet.source_hash, frames, sent)


def _inbox_sheets(desk: Desk) -> tuple[list[ReturnedSheet], list[Problem]]:
    """Return the sheets in the inbox, and what is wrong with workbooks that are none of ours.

    A spreadsheet program's lock file is passed over.
    """
    inbox = desk.workspace.inbox(desk.practice.practice_id)
    sheets: list[ReturnedSheet] = []
    problems: list[Problem] = []
    for path in sorted(inbox.glob("*.xlsx")):
        if path.stem == "practice_list" or path.name.startswith(("~$", ".")):
            continue
        try:
            sheets.append(read_sheet(path))
        except InputRefused as refused:
            problems += refused.problems
    return sheets, problems


def _one_of_each(sheets: Iterable[ReturnedSheet]) -> list[ReturnedSheet]:
    """Return one sheet of each kind; raise InputRefused when two of a kind differ."""
    by_kind: dict[str, ReturnedSheet] = {}
    problems: list[Problem] = []
    for sheet in sheets:
        first = by_kind.setdefault(sheet.kind, sheet)
        if first.source_hash != sheet.source_hash:
            what = f"answers the same sheet as {first.file}, in other words"
            problems.append(Problem(sheet.file, what, "Keep the one that counts in the inbox."))
    if problems:
        raise InputRefused(problems)
    return list(by_kind.values())


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
