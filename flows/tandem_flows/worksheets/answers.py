"""From the rows of one tab to the frame of its answers, with what rows need of each other.

Here: which rows count, missing answers, rows that were copied, rules between answers. Not here:
the reading of a cell (`reading`) and of a row (`rows`).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import polars as pl

from tandem_flows.worksheets.answered_row import AnsweredRow
from tandem_flows.worksheets.fields import DTYPES
from tandem_flows.worksheets.requirements import ANY_ANSWER, Unmet, unmet
from tandem_flows.worksheets.rows import TabReader
from tandem_flows.worksheets.rules import rules_of, stands_once
from tandem_flows.worksheets.tab import Shown, Tab
from tandem_validators.handoffs.registry import handoff


def recorded(tab: Tab, rows: Mapping[str, Sequence[AnsweredRow]]) -> list[AnsweredRow]:
    """Return the rows that count: all where each is needed, else those with an answer."""
    if tab.is_needed or _is_needed_now(tab, rows):
        return [row for row in rows[tab.name] if row.sent is not None or row.is_answered]
    return [row for row in rows[tab.name] if row.is_answered or _stands(tab, row)]


def _stands(tab: Tab, row: AnsweredRow) -> bool:
    """Whether the row was answered in an earlier sheet and nobody had anything to change."""
    return tab.stands_if is not None and row.answers.get(tab.stands_if) is not None


def _is_needed_now(tab: Tab, rows: Mapping[str, Sequence[AnsweredRow]]) -> bool:
    when = tab.needed_when
    return when is not None and any(
        row.answers.get(when.column) in when.values for row in rows[when.tab]
    )


def counted(tab: Tab, rows: Sequence[AnsweredRow]) -> list[AnsweredRow]:
    """Return those of the recorded `rows` that make up the frame of answers, in its order."""
    counts = [row for row in rows if tab.counts_if is None or row.answers.get(tab.counts_if)]
    return _each_once(counts)


def frame_of(reader: TabReader, rows: Sequence[AnsweredRow], sheet_id: str) -> pl.DataFrame:
    """Return the answers of `rows` as a frame; what is wrong goes to the findings of `reader`."""
    tab = reader.tab
    for row in rows:
        _say_missing(reader, row)
    counts = counted(tab, rows)
    frame = pl.DataFrame(
        [_values(tab, row, sheet_id) for row in counts], schema=_schema(tab), orient="row"
    )
    _say_twice(reader, counts, frame)
    for failed in unmet(frame, rules_of(tab.handoff)):
        _say_unmet(reader, counts[failed.index], failed)
    return frame


def _values(tab: Tab, row: AnsweredRow, sheet_id: str) -> list[object]:
    known = dict(tab.constants) | dict(row.sent or {}) | dict(row.answers)
    if tab.new_id and row.sent is None:
        # the row's place makes the id, so that a sheet sent twice does not name a task twice
        known[tab.new_id] = f"{sheet_id}-{tab.name}-{row.number}"
    return [known.get(column) for column in tab.recorded]


def _schema(tab: Tab) -> dict[str, Any]:
    if tab.handoff is None:
        return {shown.name: DTYPES[shown.field.kind] for shown in tab.columns}
    columns = handoff(tab.handoff).model.to_schema().columns
    return {name: column.dtype.type for name, column in columns.items()}


def _say_missing(reader: TabReader, row: AnsweredRow) -> None:
    for shown in reader.tab.columns:
        is_asked = shown.is_required and shown.name in row.answers
        if is_asked and row.answers[shown.name] is None:
            reader.say_cell(row, shown, "needs an answer", "Fill in this cell.")


def _each_once(rows: Sequence[AnsweredRow]) -> list[AnsweredRow]:
    """Return `rows` without the new ones that repeat another word for word: a row copied down."""
    first: dict[tuple[object, ...], AnsweredRow] = {}
    for row in rows:
        is_copy_of = tuple(row.answers.values()) if row.sent is None else row.number
        first.setdefault((row.sent is None, is_copy_of, *row.unreadable.values()), row)
    return list(first.values())


def _say_twice(reader: TabReader, rows: Sequence[AnsweredRow], frame: pl.DataFrame) -> None:
    """Say which value stands in a second row though the model allows it once."""
    for shown in reader.tab.columns:
        if not stands_once(reader.tab.handoff, shown.name):
            continue
        said = frame[shown.name]
        is_again = ~said.is_first_distinct() & said.is_not_null()
        for index in is_again.arg_true():
            reader.say_cell(rows[index], shown, "stands twice", "Keep one of the two.")


def _say_unmet(reader: TabReader, row: AnsweredRow, failed: Unmet) -> None:
    shown = _shown(reader.tab, failed.column)
    # nothing follows from an answer that could not be read: that one is told already
    concerned = {failed.column, *failed.rule.when}
    if concerned & (row.unreadable.keys() | reader.returned.missing):
        return
    because = " and ".join(
        f"'{_shown(reader.tab, name).field.title}' is {_in_words(values)}"
        for name, values in failed.rule.when.items()
    )
    if failed.is_missing:
        what, remedy = f"needs an answer, because {because}", "Fill in this cell."
    else:
        what, remedy = f"has to stay empty, because {because}", "Empty it, or correct that answer."
    reader.say_cell(row, shown, what, remedy, failed.rule.clause)


def _shown(tab: Tab, column: str) -> Shown:
    return next(shown for shown in tab.columns if shown.name == column)


def _in_words(values: tuple[str, ...]) -> str:
    if values == ANY_ANSWER:
        return "answered"
    return " or ".join(value.replace("_", " ") for value in values)
