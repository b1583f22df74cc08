"""Reads a handoff for `tandem show`: its columns, where they come from, and the present state."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from pathlib import Path

import polars as pl

from tandem_flows.store.reading import Stored, empty_frame
from tandem_flows.workspace.folder import Workspace
from tandem_validators.handoffs.registry import HandoffSpec
from tandem_validators.handoffs.registry import handoff as handoff_named

_PROVENANCE = {"round_id": pl.String, "version": pl.Int64, "as_of": pl.Date}


@dataclass(frozen=True)
class Question:
    """Which handoff of which practice, for which call, seen from which day."""

    folder: Path
    practice_id: str
    handoff: str
    call_date: date | None
    as_of: date


@dataclass(frozen=True)
class Answer:
    """The rows, and remarks that hold no patient's data."""

    frame: pl.DataFrame
    remarks: tuple[str, ...] = ()


def read_handoff(question: Question) -> Answer:
    """Return the rows in force with round_id, version and as_of; none when never written.

    Raises InputRefused for an unknown handoff or practice, StoreRefused for an unreadable store.
    """
    spec = handoff_named(question.handoff)
    workspace = Workspace(question.folder)
    store = workspace.store(question.practice_id)
    known = store.path.is_file()
    stored = (
        store.read(spec.name, question.call_date, with_provenance=True)
        if known
        else Stored(empty_frame(spec), (), ())
    )
    frame = stored.frame if stored.is_known else _empty(spec)
    if spec.name == "combined_list":
        frame = _with_states(frame, workspace, question, is_known=stored.is_known)
    frame, remarks = _of_call(frame, spec, question.call_date)
    if not stored.is_known:
        remarks = (_never_written(spec, question.call_date),)
    return Answer(frame, remarks)


def _empty(spec: HandoffSpec) -> pl.DataFrame:
    frame = empty_frame(spec)
    return frame.with_columns(
        pl.lit(None, dtype=kind).alias(f"record_{name}" if name in frame.columns else name)
        for name, kind in _PROVENANCE.items()
    ).clear()


def _never_written(spec: HandoffSpec, call_date: date | None) -> str:
    call = f" for the call of {call_date}" if call_date and spec.scope == "call" else ""
    return f"{spec.name} was never written{call}. The step `{spec.step}` writes it."


def _of_call(
    frame: pl.DataFrame, spec: HandoffSpec, call_date: date | None
) -> tuple[pl.DataFrame, tuple[str, ...]]:
    """Keep the rows of the call, where the handoff has calls at all."""
    if call_date is None:
        return frame, ()
    if "call_date" in frame.columns:
        return frame.filter(pl.col("call_date") == call_date), ()
    return frame, (f"{spec.name} is not kept by call: --call changes nothing here.",)


def _with_states(
    frame: pl.DataFrame, workspace: Workspace, question: Question, *, is_known: bool
) -> pl.DataFrame:
    """Add the present state of each case behind the columns of the handoff."""
    if not is_known:
        return frame.with_columns(pl.lit(None, dtype=pl.String).alias("state"))
    from tandem_flows.steps.look import present_states

    states = present_states(workspace, question.practice_id, question.as_of)
    return frame.join(states.select("case_id", "state"), on="case_id", how="left")
