"""One answer of a person: the cell read as its column asks, or what is wrong with it.

Here: a single cell against a single field. Not here: rows and what they need of each other.
"""

from __future__ import annotations

from datetime import date, timedelta

from tandem_flows.inbox import cells
from tandem_flows.inbox.aliases import folded
from tandem_flows.inbox.cells import Cell, Unreadable
from tandem_flows.inbox.formulas import FormulaText
from tandem_flows.worksheets.aids import limits
from tandem_flows.worksheets.fields import CHOICE, DATE, DECIMAL, TEXT, WHOLE, YES_NO, AnswerField
from tandem_flows.worksheets.layout import shown_text
from tandem_flows.worksheets.tab import Shown

_DAY_ZERO = date(1899, 12, 30)
_LAST_DAY = (date(9999, 12, 31) - _DAY_ZERO).days


def _as_date(cell: Cell) -> date | None:
    """Return a day; a spreadsheet that lost the format of a cell has kept the day as a number."""
    if isinstance(cell, int | float) and not isinstance(cell, bool):
        cell = _DAY_ZERO + timedelta(days=int(cell)) if 0 < cell <= _LAST_DAY else str(cell)
    return cells.as_date(cell)


_READERS = {
    DATE: _as_date,
    YES_NO: cells.as_yes_no,
    WHOLE: cells.as_whole,
    DECIMAL: cells.as_decimal,
}


def as_it_was_sent(shown: Shown, cell: Cell) -> str:
    """Return the words by which a locked cell is told to be unchanged; a day is one in any form."""
    if shown.field.kind == DATE and not cells.is_empty(cell):
        try:
            return shown_text(_as_date(cell))
        except Unreadable:
            return shown_text(cell)
    return shown_text(cell)


def read_answer(shown: Shown, cell: Cell) -> object:
    """Return the answer in `cell`, None if there is none; raise Unreadable when it cannot stand."""
    if cells.is_empty(cell):
        return None
    if isinstance(cell, FormulaText):
        _refuse_formula(shown, cell)
    if shown.people or shown.field.kind == CHOICE:
        return _picked(shown, cell)
    value = _READERS.get(shown.field.kind, cells.as_text)(cell)
    _refuse_outside(shown.field, value)
    return value


def _refuse_formula(shown: Shown, cell: FormulaText) -> None:
    """Let a formula stand where words may stand: there it is the text that somebody typed."""
    if shown.picks or shown.field.kind != TEXT or cell == "=":
        raise Unreadable(
            "holds a formula, which is never worked out here", "Type the answer itself"
        )


def _picked(shown: Shown, cell: Cell) -> str | None:
    text = cells.as_text(cell) or ""
    for pick in shown.picks:
        if folded(text) in (folded(pick.label), folded(pick.value)):
            return pick.value
    if shown.is_open:
        return text
    # entries that name persons are not repeated in a message
    words = "" if shown.people else f": {', '.join(pick.label for pick in shown.picks)}"
    raise Unreadable("is not in the list of this cell", f"Choose from the list{words}")


def _refuse_outside(field: AnswerField, value: object) -> None:
    if not isinstance(value, int | float) or isinstance(value, bool):
        return
    too_little = field.least is not None and (
        value <= field.least if field.is_above else value < field.least
    )
    if too_little or (field.most is not None and value > field.most):
        raise Unreadable("is outside the limits", f"Enter a number {limits(field)}")
