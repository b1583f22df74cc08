"""Marking the patients for a call by the rules of thumb. Page: Share, "Mark the patients"."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date

import polars as pl

from tandem_flows.marks import implements
from tandem_validators.guideline.values import Values

TIERS = ("follow_up", "urgent", "attending_physician", "common", "unique")
_WORDS = {
    "follow_up": "update on a follow-up item of an earlier call",
    "urgent": "named as urgent",
    "attending_physician": "a patient of a physician who takes part",
    "common": "named by both",
    "plan": "named by the plan, by its risk score",
    "practice": "named by the practice, by its rank",
}
_CLAUSES = {
    "follow_up": "PRI-05",
    "urgent": "PRI-04",
    "attending_physician": "PRI-03",
    "common": "PRI-01",
    "plan": "PRI-02",
    "practice": "PRI-06",
}


@dataclass(frozen=True)
class Candidates:
    """Who can be discussed on a call.

    `combined_list` in the handoff's columns; `waiting` the cases not yet discussed; `follow_ups`
    the cases with something to report; `agreed` the cases both sides agreed on at the last call
    (none: nothing was agreed yet); `physicians` the names of those who take part.
    """

    combined_list: pl.DataFrame
    waiting: frozenset[str]
    follow_ups: frozenset[str] = frozenset()
    agreed: frozenset[str] | None = None
    physicians: frozenset[str] = frozenset()

    def without(self, cases: frozenset[str]) -> Candidates:
        """Return the candidates without `cases`, with nothing agreed yet."""
        return replace(
            self, waiting=self.waiting - cases, follow_ups=self.follow_ups - cases, agreed=None
        )


@implements("PRI-01", "PRI-02", "PRI-03", "PRI-04", "PRI-05", "PRI-06")
def in_order(candidates: Candidates, values: Values) -> pl.DataFrame:
    """Return all who can be discussed, in the order of the rules of thumb.

    Columns: case_id, tier, group (the tier, or which side named a unique patient), place.
    """
    listed = candidates.combined_list.with_columns(_group(candidates).alias("group"))
    able = candidates.waiting | candidates.follow_ups
    listed = listed.filter(pl.col("case_id").is_in(sorted(able)))
    ranked = listed.with_columns(
        _tier().alias("tier"),
        _place_in_group(values).over("group").alias("place"),
    )
    first = values.choice("unique_order") != "practice_then_plan"
    side = pl.when(pl.col("group") == ("practice" if first else "plan")).then(1).otherwise(0)
    order = [pl.col("tier").replace_strict(list(TIERS), list(range(len(TIERS))))]
    order += [pl.col("place"), side] if _alternates(values) else [side, pl.col("place")]
    return ranked.sort(*order, "case_id").select("case_id", "tier", "group", "place")


@implements("SHR-03", "INF-05", "EFF-02", "PRI-04", "CAL-24")
def mark_for_call(candidates: Candidates, call_date: date, values: Values) -> pl.DataFrame:
    """Return the agenda of one call: the first patients in order, up to the cap of the call.

    Follow-up items and urgent patients are always on it; whether they take places is a parameter.
    What both sides agreed on is kept to: then nobody else is added but follow-ups and urgent ones.
    """
    ordered = in_order(candidates, values).with_columns(
        _counts(values).alias("counts_to_cap"),
        pl.col("tier").is_in(["follow_up", "urgent"]).alias("always"),
    )
    if candidates.agreed is not None:
        is_agreed = pl.col("case_id").is_in(sorted(candidates.agreed))
        ordered = ordered.filter(is_agreed | pl.col("always"))
    taken = ordered.filter(pl.col("always") & pl.col("counts_to_cap")).height
    free = max(values.number("max_patients_per_call") - taken, 0)
    others = (~pl.col("always")).cum_sum() <= free
    marked = ordered.filter(pl.col("always") | others)
    return marked.select(
        pl.lit(call_date).alias("call_date"),
        pl.int_range(1, pl.len() + 1, dtype=pl.Int64).alias("position"),
        "case_id",
        "tier",
        pl.col("group").replace_strict(_CLAUSES).alias("clause"),
        pl.col("group").replace_strict(_WORDS).alias("reason"),
        "counts_to_cap",
    )


def over_cap(agenda: pl.DataFrame, values: Values) -> int:
    """Return by how many the agenda exceeds the cap: urgent patients may push it over."""
    counted = agenda.filter("counts_to_cap").height
    return max(counted - values.number("max_patients_per_call"), 0)


def _group(candidates: Candidates) -> pl.Expr:
    physicians = sorted(candidates.physicians)
    return (
        pl.when(pl.col("case_id").is_in(sorted(candidates.follow_ups)))
        .then(pl.lit("follow_up"))
        .when(pl.col("is_urgent"))
        .then(pl.lit("urgent"))
        .when(pl.col("pcp_name").is_in(physicians))
        .then(pl.lit("attending_physician"))
        .otherwise(pl.col("origin"))
    )


def _tier() -> pl.Expr:
    is_unique = pl.col("group").is_in(["plan", "practice"])
    return pl.when(is_unique).then(pl.lit("unique")).otherwise(pl.col("group"))


def _place_in_group(values: Values) -> pl.Expr:
    """Practice-only patients go by the practice's rank, all others by score and then by rank."""
    score = pl.when(pl.col("group") == "practice").then(None).otherwise(pl.col("risk_score"))
    key = pl.struct(
        (-score).fill_null(float("inf")).alias("score"),
        pl.col("practice_rank").fill_null(2**31).alias("practice_rank"),
        pl.col("plan_rank").fill_null(2**31).alias("plan_rank"),
        "case_id",
    )
    return key.rank("ordinal")


def _alternates(values: Values) -> bool:
    return values.choice("unique_order") == "alternate_plan_first"


def _counts(values: Values) -> pl.Expr:
    return (
        pl.when(pl.col("tier") == "follow_up")
        .then(values.flag("followups_count_to_cap"))
        .when(pl.col("tier") == "urgent")
        .then(values.flag("urgent_counts_to_cap"))
        .otherwise(True)
    )
