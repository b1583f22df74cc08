"""The rows of one returned tab, each told to be a row that was sent or a new one, and read.

Here: unknown, doubled, missing and changed rows, and the reading of each answer. Not here: what
the answers need of each other (`check`).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from tandem_flows.inbox.cells import Unreadable
from tandem_flows.inbox.place import at
from tandem_flows.inbox.table_parts import Row
from tandem_flows.worksheets.layout import cell_words, shown_text
from tandem_flows.worksheets.reading import read_answer
from tandem_flows.worksheets.returned import ReturnedTab
from tandem_flows.worksheets.tab import LOCKED, Shown, Tab
from tandem_validators.errors import Problem

_AS_SENT = "Put back the value that was sent, or fill in a fresh copy of the sheet."


@dataclass(frozen=True)
class AnsweredRow:
    """One row: its number on the screen, the row that was sent if it is one, and its answers."""

    number: int
    sent: Mapping[str, object] | None
    answers: Mapping[str, object]
    unreadable: frozenset[str]

    @property
    def is_answered(self) -> bool:
        """Whether a person wrote anything that was not there when the sheet was sent."""
        before = self.sent or {}
        written = any(
            shown_text(value) != cell_words(before.get(name))
            for name, value in self.answers.items()
        )
        return written or bool(self.unreadable)


class TabReader:
    """Reads one tab against what was sent, and keeps what is wrong with it."""

    def __init__(self, tab: Tab, returned: ReturnedTab, file: str) -> None:
        self.tab, self.returned, self.file = tab, returned, file
        self.problems: list[Problem] = []
        self._sent = {self._key(row): row for row in tab.prefilled.iter_rows(named=True)}
        self._seen: dict[tuple[str, ...], int] = {}

    def rows(self) -> list[AnsweredRow]:
        """Return every row that is read; `problems` then holds what is wrong."""
        read = [row for raw in self.returned.rows if (row := self._row(raw)) is not None]
        for key in self._sent.keys() - self._seen.keys():
            place = list(self._sent).index(key) + 1
            what = f"row {place} of those that were sent is missing"
            self._say(None, None, what, "Put the row back, or fill in a fresh copy of the sheet.")
        return read

    def _key(self, row: Mapping[str, object]) -> tuple[str, ...]:
        shown = {column.name: column for column in self.tab.columns}
        return tuple(cell_words(shown[name].label_of(row[name])) for name in self.tab.key)

    def _row(self, raw: Row) -> AnsweredRow | None:
        by_name = dict(zip(self.tab.columns, raw.cells, strict=False))
        cells = {shown.name: cell for shown, cell in by_name.items()}
        key = tuple(shown_text(cells[name]) for name in self.tab.key)
        sent = self._sent.get(key) if self.tab.key else None
        if sent is None and not self._may_be_new(raw, key):
            return None
        if sent is not None and not self._is_first(raw, key):
            return None
        if sent is not None:
            self._refuse_changes(raw, cells, sent)
        return self._read(raw, cells, sent)

    def _may_be_new(self, raw: Row, key: tuple[str, ...]) -> bool:
        columns = [shown for shown in self.tab.columns if shown.role == LOCKED]
        index = {shown.name: i for i, shown in enumerate(self.tab.columns)}
        written = [shown for shown in columns if shown_text(raw.cells[index[shown.name]])]
        if self.tab.blank_rows and not written:
            return True
        heading = written[0].field.title if written else None
        if any(key):
            what = "names a case or row that was not sent with this sheet"
            self._say(raw.number, heading, what, _AS_SENT)
        else:
            what = "holds answers that belong to no row that was sent"
            self._say(
                raw.number, heading, what, "Move them to the row of the patient they are for."
            )
        return False

    def _is_first(self, raw: Row, key: tuple[str, ...]) -> bool:
        first = self._seen.setdefault(key, raw.number)
        if first == raw.number:
            return True
        what = f"is the same row as row {first}, a second time"
        self._say(raw.number, None, what, "Keep one of the two.")
        return False

    def _refuse_changes(
        self, raw: Row, cells: Mapping[str, object], sent: Mapping[str, object]
    ) -> None:
        for shown in self.tab.columns:
            if shown.is_answered_in(is_sent_row=True):
                continue
            if shown_text(cells[shown.name]) != cell_words(shown.label_of(sent.get(shown.name))):
                what = "was changed, though it is locked"
                self._say(raw.number, shown.field.title, what, _AS_SENT)

    def _read(
        self, raw: Row, cells: Mapping[str, object], sent: Mapping[str, object] | None
    ) -> AnsweredRow:
        answers: dict[str, object] = {}
        unreadable: set[str] = set()
        for shown, cell in zip(self.tab.columns, raw.cells, strict=False):
            if not shown.is_answered_in(is_sent_row=sent is not None):
                continue
            try:
                answers[shown.name] = read_answer(shown, cell)
            except Unreadable as refused:
                unreadable.add(shown.name)
                self.say_cell(raw.number, shown, refused.what, f"{refused.remedy}.")
        return AnsweredRow(raw.number, sent, answers, frozenset(unreadable))

    def say_cell(
        self, row: int, shown: Shown, what: str, remedy: str, clause: str | None = None
    ) -> None:
        """Note what is wrong in the cell of column `shown` and row `row`."""
        where = at(self.file, self.tab.label, row, shown.field.title)
        self.problems.append(Problem(where, what, remedy, clause or shown.field.clause))

    def _say(self, row: int | None, heading: str | None, what: str, remedy: str) -> None:
        where = at(self.file, self.tab.label, row, heading)
        self.problems.append(Problem(where, what, remedy))
