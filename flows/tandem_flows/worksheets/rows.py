"""The rows of one returned tab, each told to be a row that was sent or a new one, and read.

Here: unknown, doubled, missing and changed rows, and the reading of each answer. Not here: what
the answers need of each other (`answers`).
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from tandem_flows.inbox.cells import Cell, Unreadable, as_text
from tandem_flows.inbox.place import at
from tandem_flows.inbox.table_parts import Row
from tandem_flows.worksheets.answered_row import AnsweredRow
from tandem_flows.worksheets.finding import Finding
from tandem_flows.worksheets.layout import cell_words, shown_text
from tandem_flows.worksheets.reading import as_it_was_sent, read_answer
from tandem_flows.worksheets.returned import ReturnedTab
from tandem_flows.worksheets.rules import has_happened
from tandem_flows.worksheets.tab import LOCKED, Shown, Tab
from tandem_validators.errors import Problem

_PUT_BACK = "Put back what was sent, or go on in a fresh copy of the sheet."
_NO_STRANGER = (
    "Delete this row; ask for a patient to be put on the agenda before the sheet is made."
)


class TabReader:
    """Reads one tab against what was sent, and keeps what is wrong with it.

    A date of what has happened may not lie after `seen_on`, the day the sheet is looked at from.
    """

    def __init__(self, tab: Tab, returned: ReturnedTab, file: str, seen_on: date) -> None:
        self.tab, self.returned, self.file, self.seen_on = tab, returned, file, seen_on
        self.findings: list[Finding] = list(returned.findings)
        sent = enumerate(tab.prefilled.iter_rows(named=True))
        self._sent = {self._key(row): (index, row) for index, row in sent}
        self._seen: dict[tuple[str, ...], Row] = {}

    def rows(self) -> list[AnsweredRow]:
        """Return every row that is read; `findings` then holds what is wrong."""
        if self.returned.missing.intersection(self.tab.key):
            return []  # without what tells its rows apart, a tab says nothing more
        read = [row for raw in self.returned.rows if (row := self._row(raw)) is not None]
        for key, (index, _) in self._sent.items():
            if key not in self._seen and not self._has_lost_headings:
                what = f"row {index + 1} of those that were sent is missing"
                self._say(None, None, what, _PUT_BACK, index, is_mended=True)
        return read

    @property
    def _has_lost_headings(self) -> bool:
        return len(self.returned.missing) == len(self.tab.columns)

    def _key(self, row: Mapping[str, object]) -> tuple[str, ...]:
        shown = {column.name: column for column in self.tab.columns}
        return tuple(cell_words(shown[name].label_of(row[name])) for name in self.tab.key)

    def _row(self, raw: Row) -> AnsweredRow | None:
        by_name = dict(zip(self.tab.columns, raw.cells, strict=True))
        cells = {shown.name: cell for shown, cell in by_name.items()}
        shown = {shown.name: shown for shown in self.tab.columns}
        key = tuple(as_it_was_sent(shown[name], cells[name]) for name in self.tab.key)
        index, sent = self._sent.get(key, (None, None)) if self.tab.key else (None, None)
        if sent is None or index is None:
            return self._read(raw, cells, None, None) if self._may_be_new(raw, key) else None
        if not self._is_first(raw, key, index):
            return None
        self._refuse_changes(raw, cells, sent, index)
        return self._read(raw, cells, sent, index)

    def _may_be_new(self, raw: Row, key: tuple[str, ...]) -> bool:
        cells = zip(self.tab.columns, raw.cells, strict=True)
        written = [shown for shown, cell in cells if shown.role == LOCKED and shown_text(cell)]
        if self.tab.blank_rows and not written:
            return True
        heading = written[0].field.title if written else None
        if any(key):
            what = "names a patient or row that was not sent with this sheet"
            self._say(raw.number, heading, what, _NO_STRANGER, is_mended=True)
        else:
            what = "holds answers that belong to no row that was sent"
            remedy = "Move them to the row of the patient they are for."
            self._say(raw.number, heading, what, remedy, is_mended=True)
        return False

    def _is_first(self, raw: Row, key: tuple[str, ...], index: int) -> bool:
        first = self._seen.setdefault(key, raw)
        if first is raw:
            return True
        # a row that was copied whole says nothing new; one that differs has to be settled
        if [shown_text(cell) for cell in first.cells] != [shown_text(cell) for cell in raw.cells]:
            what = f"is the same row as row {first.number}, a second time, in other words"
            self._say(raw.number, None, what, "Keep the one that counts.", index)
        return False

    def _refuse_changes(
        self, raw: Row, cells: Mapping[str, Cell], sent: Mapping[str, object], index: int
    ) -> None:
        for shown in self.tab.columns:
            is_open = shown.is_answered_in(is_sent_row=True)
            if is_open or shown.name in self.returned.missing:
                continue
            was = cell_words(shown.label_of(sent.get(shown.name)))
            if as_it_was_sent(shown, cells[shown.name]) != was:
                what = "was changed, though it is locked"
                self._say(raw.number, shown, what, _PUT_BACK, index, is_mended=True)

    def _read(
        self,
        raw: Row,
        cells: Mapping[str, Cell],
        sent: Mapping[str, object] | None,
        index: int | None,
    ) -> AnsweredRow:
        answers: dict[str, object] = {}
        unreadable: dict[str, str] = {}
        row = AnsweredRow(raw.number, sent, answers, unreadable, index)
        for shown in self.tab.columns:
            is_asked = shown.is_answered_in(is_sent_row=sent is not None)
            if not is_asked or shown.name in self.returned.missing:
                continue
            try:
                answers[shown.name] = self._answer(shown, cells[shown.name])
            except Unreadable as refused:
                unreadable[shown.name] = as_text(cells[shown.name]) or ""
                self.say_cell(row, shown, refused.what, f"{refused.remedy}.")
        return row

    def _answer(self, shown: Shown, cell: Cell) -> object:
        answer = read_answer(shown, cell)
        is_past = has_happened(self.tab.handoff, shown.name)
        if is_past and isinstance(answer, date) and answer > self.seen_on:
            what = f"lies after {self.seen_on}, the day the sheet is looked at from"
            raise Unreadable(what, "Give the day on which it happened")
        return answer

    def say_cell(
        self, row: AnsweredRow, shown: Shown, what: str, remedy: str, clause: str | None = None
    ) -> None:
        """Note what is wrong in the cell of column `shown` and row `row`."""
        where = at(self.file, self.returned.label, row.number, shown.field.title)
        problem = Problem(where, what, remedy, clause or shown.field.clause)
        self.findings.append(Finding(problem, self.tab.name, row.number, shown.name, row.sent_at))

    def _say(
        self,
        row: int | None,
        shown: Shown | str | None,
        what: str,
        remedy: str,
        sent_at: int | None = None,
        *,
        is_mended: bool = False,
    ) -> None:
        heading = shown.field.title if isinstance(shown, Shown) else shown
        column = shown.name if isinstance(shown, Shown) else None
        problem = Problem(at(self.file, self.returned.label, row, heading), what, remedy)
        self.findings.append(Finding(problem, self.tab.name, row, column, sent_at, is_mended))
