"""The neutral observer of the calls: reads and listens, decides nothing; and what there is to see.

How decisions come about is counted from what both sides recommended before and decided together.
"""

from __future__ import annotations

import polars as pl

from tandem_flows.marks import implements
from tandem_flows.rules.call_record import CallRecord
from tandem_flows.rules.guards import Guard
from tandem_validators.errors import Problem

_SIGNS = ("decided_by_plan", "decided_by_practice")
_READ_ONLY = "Name someone who takes part: an observer only listens."


@implements("PIL-02")
def observer_problems(record: CallRecord, source: str) -> list[Problem]:
    """Return a problem for each decision an observer signs and each next step one would own."""
    observers = record.team.filter(pl.col("role") == "observer")["person"].implode()
    problems = []
    for column in _SIGNS:
        guard = Guard("decisions", column, "names an observer", _READ_ONLY, "PIL-02")
        signed = record.decisions.filter(pl.col(column).is_in(observers))
        problems += guard.problems(source, signed)
    owner = Guard("tasks", "owner", "is an observer", _READ_ONLY, "PIL-02")
    return problems + owner.problems(source, record.tasks.filter(pl.col("owner").is_in(observers)))


@implements("PIL-02")
def decision_patterns(prework: pl.DataFrame, decisions: pl.DataFrame) -> pl.DataFrame:
    """Return how the leads of each call came about: call_date, pattern, decisions (a count).

    Patterns: `same_view` both had recommended it, `plan_persuaded` only the practice had,
    `practice_persuaded` only the plan had, `found_together` neither had. A side that recommended
    nothing counts as not having recommended it.
    """
    led = decisions.drop_nulls("lead").select("call_date", "case_id", "lead")
    for side in ("plan", "practice"):
        own = prework.filter(pl.col("organisation") == side)
        said = own.select("call_date", "case_id", pl.col("recommended_lead").alias(side))
        led = led.join(said, on=["call_date", "case_id"], how="left", maintain_order="left")
    by_plan = (pl.col("plan") == pl.col("lead")).fill_null(False)
    by_practice = (pl.col("practice") == pl.col("lead")).fill_null(False)
    pattern = (
        pl.when(by_plan & by_practice)
        .then(pl.lit("same_view"))
        .when(by_practice)
        .then(pl.lit("plan_persuaded"))
        .when(by_plan)
        .then(pl.lit("practice_persuaded"))
        .otherwise(pl.lit("found_together"))
    )
    named = led.with_columns(pattern=pattern)
    counted = named.group_by("call_date", "pattern").len("decisions")
    return counted.sort("call_date", "pattern")
