"""Sheets on their way out: made from frames that are kept beside them.

What a sheet was made from is stored with it. So it is held against what was sent, though claims
and tasks have moved on since. Not here: their way back (`returned_sheets`).
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
from tandem_flows.store.canonical import digest
from tandem_flows.worksheets.check import Look
from tandem_flows.worksheets.fresh_copy import FreshCopy
from tandem_flows.worksheets.layout import SheetHead, sheet_file_name
from tandem_flows.worksheets.returned import ReturnedSheet
from tandem_flows.worksheets.tab import Tab
from tandem_flows.worksheets.write import write_copy

_ID_LENGTH = 8
Frames = Mapping[str, pl.DataFrame]


@dataclass(frozen=True)
class SheetPlan:
    """A kind of sheet: its title, its instructions, and how its tabs follow from frames.

    A sheet that is not `for_practice` stays with the plan.
    """

    kind: str
    title: str
    instructions: tuple[str, ...]
    tabs: Callable[[Frames], Sequence[Tab]]
    for_practice: bool = True


@dataclass(frozen=True)
class Answers:
    """A returned sheet's answers by tab, in the columns of their handoffs.

    `look` is what the check saw of `sheet`, for a rule that refuses an answer later on.
    """

    kind: str
    file: str
    source_hash: str
    frames: Mapping[str, pl.DataFrame]
    sent: Frames
    sheet: ReturnedSheet
    look: Look


def make_sheet(desk: Desk, plan: SheetPlan, frames: Frames) -> str:
    """Stage a sheet with what it was made from; return its file name."""
    sent = _as_rows(frames)
    head = sheet_head(desk, plan.kind, frames)
    rows = pl.DataFrame({"input": list(sent), "content": list(sent.values())}).select(
        pl.lit(desk.call_date).alias("call_date"),
        pl.lit(head.sheet_id).alias("sheet_id"),
        pl.lit(plan.kind).alias("kind"),
        "input",
        "content",
    )
    desk.hand_on("sent_sheets", rows, "PRE-01", part=plan.kind)
    name = sheet_file_name(plan.kind, desk.call_date, head.sheet_id)
    tabs = tuple(plan.tabs(frames))

    def write(path: Path, about: About) -> None:
        lines = (*plan.instructions, *about.lines[2:])
        write_copy(path, head, plan.title, FreshCopy(tabs, {}, ()), lines)

    if plan.for_practice:
        count = frames["agenda"].height
        desk.deliver(name, write, "SHR-21", "PRE-08", cases=cases_of(frames), count=count)
    else:
        desk.keep(name, write)
    return name


def cases_of(frames: Frames) -> set[str]:
    """Return every case that a sheet made from `frames` can tell of."""
    named = [frame["case_id"] for frame in frames.values() if "case_id" in frame.columns]
    return {case_id for cases in named for case_id in cases if case_id}


def sheet_head(desk: Desk, kind: str, frames: Frames) -> SheetHead:
    """Return which sheet follows from `frames`: other frames give another id."""
    texts = _as_rows(frames).values()
    identity = (desk.practice.practice_id, kind, desk.call_date.isoformat(), *texts)
    sheet_id = digest(*identity)[:_ID_LENGTH].upper()
    return SheetHead(sheet_id, kind, desk.call_date, desk.practice.practice_id)


def sent_frames(desk: Desk, plan: SheetPlan) -> tuple[str, Frames] | None:
    """Return the id of the sheet of this run's call that was made last, and what it was made from.

    None when none was made.
    """
    rows = desk.of_call("sent_sheets").filter(pl.col("kind") == plan.kind)
    if rows.is_empty():
        return None
    sent = {row["input"]: _frame(row["content"]) for row in rows.iter_rows(named=True)}
    return rows["sheet_id"][0], sent


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
