"""From ledger entries to occasions: each time a clause had to be followed, and how it went. Pure.

An occasion is one clause on one day of one call or round of one partnership. A line that says that
a later day found the same (`confirmed`) is no occasion of its own.
"""

from __future__ import annotations

from collections.abc import Collection

import polars as pl

from tandem_validators.guideline.model import Guideline

KEY = ["practice_id", "clause", "step", "round_id", "call_date", "as_of"]
_LATE = "_late"
_TIMES = ("days", "months")


def deadline_clauses(guideline: Guideline) -> set[str]:
    """Return the clauses that set a time, known by the parameters in days or months they have."""
    timed = (item for item in guideline.parameters.values() if item.unit in _TIMES)
    return {clause for parameter in timed for clause in parameter.clauses}


def occasions(ledger: pl.DataFrame, deadlines: Collection[str]) -> pl.DataFrame:
    """Return one row an occasion of `ledger`, whose rows carry a `practice_id`.

    An entry that was late was late under the clauses among `deadlines` only: it may tell of more.
    Columns: KEY, is_done, is_timed, is_late, deviations (how many), reasons (codes), runs (flow
    run ids), versions (guideline versions in force), done_on.
    """
    named = (
        ledger.filter(pl.col("action") != "confirmed")
        .explode("clauses")
        .rename({"clauses": "clause"})
        .drop_nulls("clause")
    )
    deviates = pl.col("action") == "deviation"
    sets_time = pl.col("clause").is_in(list(deadlines))
    past_due = sets_time & (pl.col("done_on") > pl.col("due_on"))
    late = (past_due | pl.col("code").str.ends_with(_LATE)).fill_null(False)
    timed = (sets_time & pl.col("due_on").is_not_null()) | late
    found = named.group_by(KEY).agg(
        is_done=(~deviates).any(),
        is_timed=timed.any(),
        is_late=late.any(),
        deviations=pl.col("count").fill_null(1).filter(deviates).sum(),
        reasons=pl.col("code").filter(deviates).drop_nulls().unique().sort(),
        runs=pl.col("flow_run_id").drop_nulls().unique().sort(),
        versions=pl.col("guideline_version").unique().sort(),
        done_on=pl.col("done_on").max(),
    )
    return found.sort(KEY, nulls_last=False)
