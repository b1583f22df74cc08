"""What helps while typing: drop-downs, limits, notes on headings, and cells that light up.

All of it is generated from the fields and rules that check the sheet on return, so that none of
it is written twice. Not here: the check itself.
"""

from __future__ import annotations

from datetime import date
from typing import Any

from tandem_flows.inbox.place import letters
from tandem_flows.worksheets.fields import DATE, DECIMAL, WHOLE, AnswerField
from tandem_flows.worksheets.layout import FIRST_ROW
from tandem_flows.worksheets.lists import DropDowns
from tandem_flows.worksheets.requirements import ANY_ANSWER, Requires
from tandem_flows.worksheets.rules import has_happened, rules_of
from tandem_flows.worksheets.tab import Shown, Tab

# Bounds of what a spreadsheet can hold as a date; any narrower bound is a rule, not a limit here.
_DATES = {"minimum": date(1900, 1, 1), "maximum": date(9999, 12, 31)}
_DATE_MESSAGE = "Please enter a date as month/day/year, for example 12/31/2026."
# The program that shows the sheet knows what day it is; nothing of this is kept in a cell.
_PAST = {
    "validate": "date",
    "criteria": "between",
    "minimum": _DATES["minimum"],
    "maximum": "=TODAY()",
    "error_message": f"Please enter a day up to today. {_DATE_MESSAGE}",
}
_FIRST_LINE = FIRST_ROW + 1


def note(shown: Shown) -> str:
    """Return the note on a heading: what it means, its unit, words and clause."""
    field = shown.field
    lines = [f"{field.description}."]
    if field.unit:
        lines.append(f"In {field.unit}.")
    if field.words:
        lines.append(f"One of: {', '.join(word.replace('_', ' ') for word in field.words)}.")
    if limits(field):
        lines.append(f"A number {limits(field)}.")
    if shown.is_open:
        lines.append("Choose from the list, or write your own words.")
    if field.clause:
        lines.append(f"Clause {field.clause}.")
    return "\n".join(lines)


def add_validation(
    worksheet: Any, tab: Tab, index: int, rows: tuple[int, int], drop_downs: DropDowns
) -> None:
    """Put the drop-down or limit of the column at `index` on its cells between two rows."""
    shown = tab.columns[index]
    is_past = has_happened(tab.handoff, shown.name)
    rule = _PAST if is_past else _validation(shown, drop_downs)
    if rule and rows[0] <= rows[1]:
        worksheet.data_validation(rows[0], index, rows[1], index, rule)


def _validation(shown: Shown, drop_downs: DropDowns) -> dict[str, Any] | None:
    if shown.picks:
        if shown.is_open:
            return {"validate": "list", "source": drop_downs.cells_of(shown), "show_error": False}
        message = "Please choose from the list in this cell."
        return {"validate": "list", "source": drop_downs.cells_of(shown), "error_message": message}
    if shown.field.kind == DATE:
        return {"validate": "date", "criteria": "between", **_DATES, "error_message": _DATE_MESSAGE}
    if shown.field.kind in (WHOLE, DECIMAL):
        return _number_validation(shown.field)
    return None


def _number_validation(field: AnswerField) -> dict[str, Any] | None:
    validate = "integer" if field.kind == WHOLE else "decimal"
    message = f"Please enter a number {limits(field)}."
    if field.least is not None and field.most is not None:
        bounds = {"minimum": field.least, "maximum": field.most}
        return {"validate": validate, "criteria": "between", **bounds, "error_message": message}
    if field.least is None and field.most is None:
        return None
    sign = "<=" if field.least is None else (">" if field.is_above else ">=")
    bound = field.most if field.least is None else field.least
    return {"validate": validate, "criteria": sign, "value": bound, "error_message": message}


def limits(field: AnswerField) -> str:
    """Return the limits of a number in words: `from 0 to 3`, `above 0`, `of 1 or more`."""
    least, most = _plain(field.least), _plain(field.most)
    if field.least is not None and field.most is not None:
        return f"from {least} to {most}"
    if field.least is not None:
        return f"above {least}" if field.is_above else f"of {least} or more"
    return f"of {most} or less" if field.most is not None else ""


def _plain(number: float | None) -> str:
    return f"{number:g}" if number is not None else ""


def add_highlights(worksheet: Any, tab: Tab, looks: dict[str, Any]) -> None:
    """Light up an answer that is still needed, and one that must stay empty."""
    blank_from = FIRST_ROW + tab.prefilled.height
    last = blank_from + tab.blank_rows - 1
    _light_begun(worksheet, tab, (FIRST_ROW, blank_from - 1), True, looks["missing"])
    _light_begun(worksheet, tab, (blank_from, last), False, looks["missing"])
    if last >= FIRST_ROW:
        for rule in rules_of(tab.handoff):
            _light_rule(worksheet, tab, rule, last, looks)


def _light_begun(worksheet: Any, tab: Tab, rows: tuple[int, int], is_sent: bool, look: Any) -> None:
    """Light up what every row needs as soon as anything was written in the row."""
    asked = [i for i, shown in enumerate(tab.columns) if shown.is_answered_in(is_sent)]
    if rows[1] < rows[0] or not asked:
        return
    line = rows[0] + 1
    begun = f"COUNTA(${letters(asked[0])}{line}:${letters(asked[-1])}{line})>0"
    for index in (index for index in asked if tab.columns[index].is_required):
        formula = f"=AND(ISBLANK(${letters(index)}{line}),{begun})"
        rule = {"type": "formula", "criteria": formula, "format": look}
        worksheet.conditional_format(rows[0], index, rows[1], index, rule)


def _light_rule(worksheet: Any, tab: Tab, rule: Requires, last: int, looks: dict[str, Any]) -> None:
    at = {shown.name: index for index, shown in enumerate(tab.columns)}
    if not at.keys() >= rule.when.keys():
        return
    holds = ",".join(_holds(tab.columns[at[name]], at[name], v) for name, v in rule.when.items())
    for column in (name for name in rule.then if name in at):
        blank = f"ISBLANK(${letters(at[column])}{_FIRST_LINE})"
        _light(worksheet, at[column], last, f"=AND({holds},{blank})", looks["missing"])
    for column in (name for name in rule.empty if name in at):
        filled = f"NOT(ISBLANK(${letters(at[column])}{_FIRST_LINE}))"
        _light(worksheet, at[column], last, f"=AND({holds},{filled})", looks["not_wanted"])


def _holds(shown: Shown, index: int, values: tuple[str, ...]) -> str:
    cell = f"${letters(index)}{_FIRST_LINE}"
    if values == ANY_ANSWER:
        return f"NOT(ISBLANK({cell}))"
    labels = [pick.label for pick in shown.picks if pick.value in values]
    return "OR(" + ",".join(f'{cell}="{label}"' for label in labels) + ")"


def _light(worksheet: Any, index: int, last: int, formula: str, look: Any) -> None:
    rule = {"type": "formula", "criteria": formula, "format": look}
    worksheet.conditional_format(FIRST_ROW, index, last, index, rule)
