"""Who leads: what may be suggested, from three facts only. People decide; no rule does.

No category of patient (a diagnosis, an age, a program) may reach this module: anything beside the
columns of INPUT is refused. `joint` is never suggested, for the source gives no test for it.
"""

from __future__ import annotations

import polars as pl

from tandem_flows.marks import implements
from tandem_validators.errors import Problem, RuleRefused
from tandem_validators.guideline.values import Values

INPUT = {
    "case_id": pl.String,
    "engagement_plan": pl.String,
    "engagement_practice": pl.String,
    "outside_specialists": pl.Int64,
}
CLOSE = "high"
_DEGREES = ["none", "some", CLOSE]
_NEUTRAL = "Both are rated alike, so the closest connection suggests neither."


@implements("SCP-05", "LED-02", "LED-03", "LED-05")
def suggest_lead(frame: pl.DataFrame, values: Values) -> pl.DataFrame:
    """Return the suggested lead of each case, its clause and reason; empty where none follows.

    Takes exactly the columns of INPUT and raises RuleRefused for any other. Columns case_id, lead
    (plan or practice), lead_clause, reason.
    """
    _refuse_other_columns(frame.columns)
    cases = frame.select(pl.col(name).cast(kind) for name, kind in INPUT.items())
    plan, practice = _degree("engagement_plan"), _degree("engagement_practice")
    is_close = practice == _DEGREES.index(CLOSE)
    is_many = pl.col("outside_specialists") >= values.number("outside_specialists_min")
    rules = cases.with_columns(
        practice_manages=is_close.fill_null(False),
        sees_many_outside=(is_many & ~is_close).fill_null(False),
        plan_is_closer=(plan > practice).fill_null(False),
        practice_is_closer=(practice > plan).fill_null(False),
        are_rated=plan.is_not_null() & practice.is_not_null(),
    )
    return rules.select(
        "case_id",
        lead=_first("practice", "plan", "plan", "practice", None),
        lead_clause=_first("LED-02", "LED-03", "LED-05", "LED-05", None),
        reason=_reason(values),
    )


def _degree(column: str) -> pl.Expr:
    return pl.col(column).replace_strict(
        _DEGREES, range(len(_DEGREES)), default=None, return_dtype=pl.Int8
    )


def _first(manages: str, many: str, plan: str, practice: str, otherwise: pl.Expr | None) -> pl.Expr:
    return (
        pl.when("practice_manages")
        .then(pl.lit(manages))
        .when("sees_many_outside")
        .then(pl.lit(many))
        .when("plan_is_closer")
        .then(pl.lit(plan))
        .when("practice_is_closer")
        .then(pl.lit(practice))
        .otherwise(pl.lit(None, pl.String) if otherwise is None else otherwise)
    )


def _reason(values: Values) -> pl.Expr:
    open_rating = pl.lit("The connection to plan and practice is not known from both ratings.")
    main = _first(
        "The practice is rated as closely connected; ask if it meets the needs the plan sees.",
        f"The patient sees {values.number('outside_specialists_min')} or more specialists outside "
        f"the practice in {values.number('outside_specialists_months')} months, and is not closely "
        "connected with it.",
        "The patient is more closely connected with the plan.",
        "The patient is more closely connected with the practice.",
        pl.when("are_rated").then(pl.lit(_NEUTRAL)).otherwise(open_rating),
    )
    unknown = pl.when(pl.col("outside_specialists").is_null()).then(
        pl.lit("How many specialists outside the practice the patient sees is not known.")
    )
    return pl.concat_str(main, unknown, separator=" ", ignore_nulls=True)


def _refuse_other_columns(columns: list[str]) -> None:
    remedy = f"Give exactly {', '.join(INPUT)}: no category of patient decides who leads."
    extra = [name for name in columns if name not in INPUT]
    missing = [name for name in INPUT if name not in columns]
    problems = [_problem(name, "may not be read for the lead", remedy) for name in extra]
    problems += [_problem(name, "is missing", remedy) for name in missing]
    if problems:
        raise RuleRefused(problems)


def _problem(column: str, what: str, remedy: str) -> Problem:
    return Problem(f"lead suggestion, column {column}", what, remedy, "SCP-05")
