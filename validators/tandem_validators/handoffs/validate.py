"""Validation of a handoff with a redacted report: rule, column, count, rows; never a value."""

from __future__ import annotations

import pandera.errors
import polars as pl

from tandem_validators.errors import Problem, RuleRefused
from tandem_validators.handoffs.registry import HandoffSpec


def validated(frame: pl.DataFrame, spec: HandoffSpec) -> pl.DataFrame:
    """Return `frame` with the columns of `spec` in order; raise RuleRefused with all failures."""
    try:
        checked = spec.model.validate(frame, lazy=True)
    except pandera.errors.SchemaErrors as errors:
        problems = _problems(errors.failure_cases, spec)
    else:
        return checked.select(spec.columns)
    # raised here, not in the handler: pandera's own message holds patients' values
    raise RuleRefused(problems)


def _problems(failures: pl.DataFrame, spec: HandoffSpec) -> list[Problem]:
    by_rule = failures.group_by("column", "check", maintain_order=True).agg(
        pl.len().alias("count"), pl.col("index").drop_nulls().head(5)
    )
    return [_problem(row, spec) for row in by_rule.iter_rows(named=True)]


def _problem(failure: dict[str, object], spec: HandoffSpec) -> Problem:
    column, check = str(failure["column"]), str(failure["check"])
    described = spec.model.to_schema().columns.get(column)
    clause = (described.metadata or {}).get("clause") if described else None
    rows = failure["index"] if isinstance(failure["index"], list) else []
    places = ", rows " + ", ".join(str(int(row) + 1) for row in rows) if rows else ""
    where = f"{spec.name}, column {column}{places}"
    what = f"{failure['count']} values fail '{_rule_name(check)}'"
    return Problem(where, what, "Correct these rows and run the step again.", clause)


def _rule_name(check: str) -> str:
    """Return the rule without its arguments beyond the closed lists that the model states."""
    return check if len(check) < 200 else check[:200] + " …"
