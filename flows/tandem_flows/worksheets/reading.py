"""One answer of a person: the cell read as its column asks, or what is wrong with it.

Here: a single cell against a single field. Not here: rows and what they need of each other.
"""

from __future__ import annotations

from tandem_flows.inbox import cells
from tandem_flows.inbox.aliases import folded
from tandem_flows.inbox.cells import Cell, Unreadable
from tandem_flows.worksheets.aids import limits
from tandem_flows.worksheets.fields import CHOICE, DATE, DECIMAL, WHOLE, YES_NO, AnswerField
from tandem_flows.worksheets.tab import Shown

_READERS = {
    DATE: cells.as_date,
    YES_NO: cells.as_yes_no,
    WHOLE: cells.as_whole,
    DECIMAL: cells.as_decimal,
}


def read_answer(shown: Shown, cell: Cell) -> object:
    """Return the answer in `cell`, None if there is none; raise Unreadable when it cannot stand."""
    if cells.is_empty(cell):
        return None
    if shown.people or shown.field.kind == CHOICE:
        return _picked(shown, cell)
    value = _READERS.get(shown.field.kind, cells.as_text)(cell)
    _refuse_outside(shown.field, value)
    return value


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
