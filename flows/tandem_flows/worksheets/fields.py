"""One column of a handoff as a person meets it: heading, kind of answer, words and limits.

Here: reading the pandera models. Not here: which columns a sheet shows (`kinds`).
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from types import MappingProxyType
from typing import Any

import polars as pl

from tandem_flows.worksheets.titles import title_of
from tandem_validators.handoffs.registry import handoff

TEXT, WHOLE, DECIMAL, DATE, YES_NO, CHOICE = "text", "whole", "decimal", "date", "yes_no", "choice"
DTYPES = MappingProxyType(
    {
        TEXT: pl.String,
        CHOICE: pl.String,
        WHOLE: pl.Int64,
        DECIMAL: pl.Float64,
        DATE: pl.Date,
        YES_NO: pl.Boolean,
    }
)
_KINDS = {dtype: kind for kind, dtype in DTYPES.items() if kind != CHOICE}


@dataclass(frozen=True)
class AnswerField:
    """What a column asks for; `is_above` means that `least` itself is already too little."""

    name: str
    title: str
    description: str
    kind: str
    is_required: bool = False
    clause: str | None = None
    unit: str | None = None
    words: tuple[str, ...] = ()
    least: float | None = None
    most: float | None = None
    is_above: bool = False


@cache
def answer_field(handoff_name: str, column: str) -> AnswerField:
    """Return how `column` of the handoff is asked for, from its model alone."""
    described: Any = handoff(handoff_name).model.to_schema().columns[column]
    checks = {check.name: check.statistics for check in described.checks}
    metadata = described.metadata or {}
    words = tuple(checks.get("isin", {}).get("allowed_values", ()))
    above = checks.get("greater_than")
    least = (above or checks.get("greater_than_or_equal_to", {})).get("min_value")
    return AnswerField(
        name=column,
        title=title_of(handoff_name, column),
        description=described.description,
        kind=CHOICE if words else _KINDS[described.dtype.type.base_type()],
        is_required=not described.nullable,
        clause=metadata.get("clause"),
        unit=metadata.get("unit"),
        words=words,
        least=least,
        most=checks.get("less_than_or_equal_to", {}).get("max_value"),
        is_above=above is not None,
    )
