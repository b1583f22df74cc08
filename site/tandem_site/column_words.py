"""A column of a handoff as a reader understands it: type, rules, meaning, unit, clause, PHI."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from tandem_validators.handoffs.registry import HandoffSpec

_TYPES = {
    "String": "text",
    "Date": "date",
    "Boolean": "yes or no",
    "Int64": "whole number",
    "Float64": "number",
}

_FORMS = {
    r"^\d{2}:\d{2}$": "hours and minutes, as in 09:30",
    r"^[^@\s]+@[^@\s]+\.[^@\s]+$": "an e-mail address",
}


@dataclass(frozen=True)
class DescribedColumn:
    """One row of the data dictionary."""

    name: str
    type: str
    rules: tuple[str, ...]
    meaning: str
    unit: str
    clause: str
    is_phi: bool


def described_columns(spec: HandoffSpec) -> list[DescribedColumn]:
    """Return the columns of a handoff in the order of its model."""
    return [_described(name, column) for name, column in spec.model.to_schema().columns.items()]


def meaning_of(spec: HandoffSpec) -> str:
    """Return the sentence with which the model describes the handoff."""
    return (spec.model.__doc__ or "").strip().splitlines()[0]


def _described(name: str, column: Any) -> DescribedColumn:
    metadata = column.metadata or {}
    return DescribedColumn(
        name=name,
        type=_TYPES.get(str(column.dtype), str(column.dtype)),
        rules=tuple(_rules(column)),
        meaning=column.description or "",
        unit=metadata.get("unit") or "",
        clause=metadata.get("clause") or "",
        is_phi=bool(metadata.get("phi")),
    )


def _rules(column: Any) -> list[str]:
    rules = ["can be empty"] if column.nullable else ["must be filled in"]
    if column.unique:
        rules.append("no repeats")
    return rules + [_rule_words(check.name, check.statistics or {}) for check in column.checks]


def _rule_words(name: str, limits: dict[str, Any]) -> str:
    low, high = limits.get("min_value"), limits.get("max_value")
    if name == "isin":
        return "one of: " + ", ".join(str(value) for value in limits["allowed_values"])
    if name == "greater_than_or_equal_to":
        return f"{low} or more"
    if name == "greater_than":
        return f"more than {low}"
    if name == "less_than_or_equal_to":
        return f"{high} or less"
    if name == "str_length":
        return f"{low or 0} to {high} characters" if high else f"{low} or more characters"
    if name == "str_matches":
        pattern = str(getattr(limits["pattern"], "pattern", limits["pattern"]))
        return _FORMS.get(pattern, f"in the form {pattern}")
    return name.replace("_", " ")
