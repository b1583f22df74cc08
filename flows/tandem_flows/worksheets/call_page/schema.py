"""The tabs of a sheet as the page reads them: columns, limits, rules and rows, as JSON values.

All of it comes from the tabs, the handoff models and the rules between answers, which also check
what comes back: nothing is written twice. Not here: where a column stands on the page (`sections`).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from tandem_flows.inbox import cells
from tandem_flows.worksheets.aids import limits
from tandem_flows.worksheets.fields import DATE
from tandem_flows.worksheets.layout import FIRST_ROW, cell_text, cell_words
from tandem_flows.worksheets.rules import has_happened, rules_of, stands_once
from tandem_flows.worksheets.tab import Shown, Tab
from tandem_validators.errors import Problem, RuleRefused
from tandem_validators.handoffs.registry import handoff

Json = Any
# What the page knows to check. A model with another check would be checked here and not there.
_KNOWN_CHECKS = {
    "isin",
    "greater_than",
    "greater_than_or_equal_to",
    "less_than_or_equal_to",
    "str_length",
}


def spelling() -> Mapping[str, Json]:
    """Return how a cell may be written, from the reader of cells itself."""
    return {
        "yes": list(cells.YES_WORDS),
        "no": list(cells.NO_WORDS),
        "first_year": cells.FIRST_YEAR,
        "first_row": FIRST_ROW + 1,
        "date_remedy": cells.DATE_REMEDY,
        "iso_date": cells._ISO.pattern,
        "us_date": cells._US.pattern,
        "short_year": cells._SHORT_YEAR.pattern,
        "whole": cells._WHOLE.pattern,
        "decimal": cells._DECIMAL.pattern,
    }


def tabs_as_json(tabs: Sequence[Tab]) -> list[Json]:
    """Return each tab with all that typing into it and checking it needs.

    Raises RuleRefused when a model asks for a check that the page cannot make.
    """
    return [_tab(tab) for tab in tabs]


def _tab(tab: Tab) -> Json:
    when = tab.needed_when
    return {
        "name": tab.name,
        "label": tab.label,
        "title": tab.title,
        "instruction": tab.instruction,
        "key": list(tab.key),
        "takes_new_rows": tab.blank_rows > 0,
        "counts_if": tab.counts_if,
        "stands_if": tab.stands_if,
        "is_needed": tab.is_needed,
        "needed_when": when and {"tab": when.tab, "column": when.column, "values": when.values},
        "constants": {name: _written(value) for name, value in tab.constants},
        "columns": [_column(tab, shown) for shown in tab.columns],
        "rules": [
            {"when": dict(rule.when), "then": rule.then, "empty": rule.empty, "clause": rule.clause}
            for rule in rules_of(tab.handoff)
        ],
        "sent": [_sent(tab, row) for row in tab.prefilled.iter_rows(named=True)],
    }


def _column(tab: Tab, shown: Shown) -> Json:
    field = shown.field
    return {
        "name": shown.name,
        "title": field.title,
        "description": field.description,
        "clause": field.clause,
        "kind": field.kind,
        "unit": field.unit,
        "role": shown.role,
        "is_required": shown.is_required,
        "is_open": shown.is_open,
        "names_people": bool(shown.people),
        "is_unique": _is_unique(tab, shown.name),
        "has_happened": has_happened(tab.handoff, shown.name),
        "picks": [[pick.value, pick.label] for pick in shown.picks],
        "least": field.least,
        "most": field.most,
        "is_above": field.is_above,
        "limits": limits(field),
    }


def _is_unique(tab: Tab, name: str) -> bool:
    columns = handoff(tab.handoff).model.to_schema().columns if tab.handoff else {}
    if name not in columns:
        return False
    unknown = {str(check.name) for check in columns[name].checks} - _KNOWN_CHECKS
    if unknown:
        what = f"asks for {', '.join(sorted(unknown))}, which the page of the call cannot check"
        remedy = "Teach the page this check, or state it as one that it knows."
        raise RuleRefused(Problem(f"handoff {tab.handoff}, column {name}", what, remedy))
    return stands_once(tab.handoff, name)


def _sent(tab: Tab, row: Mapping[str, object]) -> Json:
    """Return what each cell of a row shows, and the words by which a change of it is told."""
    return {
        shown.name: {
            "text": _cell(shown, row.get(shown.name)),
            "words": cell_words(row.get(shown.name)),
        }
        for shown in tab.columns
        if row.get(shown.name) is not None
    }


def _cell(shown: Shown, value: object) -> str:
    label = shown.label_of(value)
    if shown.field.kind == DATE and isinstance(value, date) and shown.role != "locked":
        return f"{value:%m/%d/%Y}"
    if isinstance(label, str) and shown.role != "locked":
        return cell_text(label)
    return cell_words(label)


def _written(value: object) -> str:
    return cell_words(value)
