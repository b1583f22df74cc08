"""One tab of a sheet as a value: the columns it shows, the rows that are filled in, what counts.

Here: values and the small questions one asks of them. Not here: writing and checking.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

import polars as pl

from tandem_flows.worksheets.fields import CHOICE, YES_NO, AnswerField, answer_field
from tandem_validators.handoffs.registry import handoff

# `given`: filled in and locked in the rows that were sent, open in the blank rows below.
LOCKED, GIVEN, ANSWER = "locked", "given", "answer"


@dataclass(frozen=True)
class Pick:
    """One entry of a drop-down: what is recorded and what a person reads."""

    value: str
    label: str


_YES_NO = (Pick("yes", "yes"), Pick("no", "no"))


@dataclass(frozen=True)
class Shown:
    """A column as a tab shows it; `people` are the entries of its drop-down that name persons."""

    field: AnswerField
    role: str
    is_required: bool = False
    people: tuple[Pick, ...] = ()
    is_open: bool = False

    @property
    def name(self) -> str:
        """The name of the column in the frame."""
        return self.field.name

    @property
    def picks(self) -> tuple[Pick, ...]:
        """The entries of the drop-down; none when anything may be written."""
        if self.people:
            return self.people
        if self.field.kind == YES_NO:
            return _YES_NO
        words = self.field.words if self.field.kind == CHOICE else ()
        return tuple(Pick(word, word.replace("_", " ")) for word in words)

    def label_of(self, value: object) -> object:
        """Return what a cell shows for `value`: the label of its pick, or the value itself."""
        return next((pick.label for pick in self.picks if pick.value == value), value)

    def is_answered_in(self, is_sent_row: bool) -> bool:
        """Whether a person may write in this column of a row that was sent, or of a new one."""
        return self.role == ANSWER or (self.role == GIVEN and not is_sent_row)


@dataclass(frozen=True)
class NeededWhen:
    """Every row of a tab must be answered when `column` of the one row of `tab` is in `values`."""

    tab: str
    column: str
    values: tuple[str, ...]


@dataclass(frozen=True)
class Tab:
    """One tab: `prefilled` rows are told apart by `key`; a row counts once it is answered.

    `constants` fill columns of the handoff that are not shown, `new_id` names the column that gets
    an id in each new row, `counts_if` the yes-no column without whose yes a row is dropped,
    `stands_if` the column whose answer makes a row count though nobody changed what was filled in.
    """

    name: str
    title: str
    handoff: str | None
    columns: tuple[Shown, ...]
    prefilled: pl.DataFrame
    key: tuple[str, ...] = ()
    blank_rows: int = 0
    instruction: str = ""
    constants: tuple[tuple[str, object], ...] = ()
    new_id: str | None = None
    is_needed: bool = False
    needed_when: NeededWhen | None = None
    counts_if: str | None = None
    stands_if: str | None = None

    @property
    def label(self) -> str:
        """The name of the tab as a person reads it."""
        return self.name.replace("_", " ").capitalize()

    @property
    def first_answer(self) -> int:
        """The index of the first column that people answer in; 0 if the tab is only read."""
        open_ = (i for i, column in enumerate(self.columns) if column.role != LOCKED)
        return next(open_, 0)

    @property
    def recorded(self) -> list[str]:
        """The columns that the frame of answers holds."""
        shown = [column.name for column in self.columns]
        return handoff(self.handoff).columns if self.handoff else shown


def locked(handoff_name: str, column: str, name: str | None = None, title: str = "") -> Shown:
    """Show a column that people read and do not change, under another name or title if given."""
    return Shown(_renamed(answer_field(handoff_name, column), name, title), LOCKED)


def given(
    handoff_name: str, column: str, people: tuple[Pick, ...] = (), is_open: bool = False
) -> Shown:
    """Show a column that is filled in where rows were sent and answered in blank rows."""
    field = answer_field(handoff_name, column)
    return Shown(field, GIVEN, field.is_required, people, is_open)


def answer(
    handoff_name: str, column: str, people: tuple[Pick, ...] = (), is_open: bool = False
) -> Shown:
    """Ask for a column; an open drop-down only proposes its entries."""
    field = answer_field(handoff_name, column)
    return Shown(field, ANSWER, field.is_required, people, is_open)


def _renamed(field: AnswerField, name: str | None, title: str) -> AnswerField:
    return replace(field, name=name or field.name, title=title or field.title)
