"""How often each clause applied, was done, on time, late, waived or departed from. Pure."""

from __future__ import annotations

from collections.abc import Iterable

import polars as pl

from tandem_flows.workspace.profile import Waiver
from tandem_validators.guideline.model import Guideline

_COUNTS = ["applied", "done", "timed", "on_time", "late", "deviated", "waived"]


def clause_conformance(
    occasions: pl.DataFrame, guideline: Guideline, waivers: Iterable[Waiver]
) -> pl.DataFrame:
    """Return one row a clause of `guideline`, also for those that never applied.

    Columns: clause, strength, kind, page, applied, done, timed, on_time, late, deviated, waived
    (all counts of occasions), deviations (how many single departures), reasons, versions,
    last_on. `on_time` counts only occasions that had a due date.
    """
    told = occasions.join(_waived(waivers), on="clause", how="left").with_columns(
        is_waived=(pl.col("waived_since") <= pl.col("as_of")).fill_null(False)
    )
    counted = told.group_by("clause").agg(
        applied=pl.len(),
        done=pl.col("is_done").sum(),
        timed=pl.col("is_timed").sum(),
        on_time=(pl.col("is_timed") & ~pl.col("is_late")).sum(),
        late=pl.col("is_late").sum(),
        deviated=(pl.col("deviations") > 0).sum(),
        waived=pl.col("is_waived").sum(),
        deviations=pl.col("deviations").sum(),
        reasons=pl.col("reasons").explode().drop_nulls().unique().sort(),
        versions=pl.col("versions").explode().unique().sort(),
        last_on=pl.col("as_of").max(),
    )
    stated = _stated(guideline).join(counted, on="clause", how="left", maintain_order="left")
    return stated.with_columns(pl.col(*_COUNTS, "deviations").fill_null(0).cast(pl.Int64))


def call_conformance(occasions: pl.DataFrame) -> pl.DataFrame:
    """Return one row a call and step: how many clauses applied, were done, late, departed from.

    Columns: practice_id, call_date, step, applied, done, late, deviations, reasons.
    """
    of_calls = occasions.drop_nulls("call_date")
    return (
        of_calls.group_by("practice_id", "call_date", "step")
        .agg(
            applied=pl.col("clause").n_unique(),
            done=pl.col("clause").filter(pl.col("is_done")).n_unique(),
            late=pl.col("is_late").sum(),
            deviations=pl.col("deviations").sum(),
            reasons=pl.col("reasons").explode().drop_nulls().unique().sort(),
        )
        .sort("practice_id", "call_date", "step")
    )


def _stated(guideline: Guideline) -> pl.DataFrame:
    rows = [
        (clause.id, clause.strength, clause.kind, clause.page)
        for clause in guideline.clauses.values()
    ]
    return pl.DataFrame(rows, schema=["clause", "strength", "kind", "page"], orient="row")


def _waived(waivers: Iterable[Waiver]) -> pl.DataFrame:
    rows = [(waiver.clause, waiver.since) for waiver in waivers]
    schema = {"clause": pl.String, "waived_since": pl.Date}
    return pl.DataFrame(rows, schema=schema, orient="row")
