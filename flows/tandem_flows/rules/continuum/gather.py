"""Puts the facts of the continuum together from the plan's records and those of the partnership.

What nobody recorded stays empty. Not here: claims (the plan source counts them) and any criterion.
"""

from __future__ import annotations

from dataclasses import dataclass, fields
from datetime import date, timedelta

import polars as pl

from tandem_flows.marks import implements
from tandem_flows.rules.answers import failed_attempts
from tandem_flows.rules.continuum.facts import Facts
from tandem_validators.guideline.values import Values

# What the plan source counts; a patient whom the plan does not know has no row.
PLAN_FACTS = {
    "case_id": pl.String,
    "practice_visits": pl.Int64,
    "bh_visits": pl.Int64,
    "chronic_conditions": pl.Int64,
    "ed_visits": pl.Int64,
    "admissions": pl.Int64,
    "providers": pl.Int64,
    "has_social_need": pl.Boolean,
    "has_mental_health_need": pl.Boolean,
    "has_substance_use_need": pl.Boolean,
    "has_serious_mental_illness": pl.Boolean,
    "last_transition_on": pl.Date,
    "cost_percentile": pl.Int64,
    "plan_cases": pl.Int64,
}
_HIGH = ["high", "very_high"]
_DOMAINS = ["illness", "readiness", "social", "health_systems", "resources"]


@dataclass(frozen=True)
class Records:
    """What the partnership recorded of its patients, each a handoff as it stands."""

    prework: pl.DataFrame
    service_gaps: pl.DataFrame
    assessment: pl.DataFrame
    services: pl.DataFrame
    outreach_attempts: pl.DataFrame
    tracking_list: pl.DataFrame


@implements("CON-12")
def gather_facts(
    agenda: pl.DataFrame, plan_facts: pl.DataFrame, records: Records, as_of: date, values: Values
) -> pl.DataFrame:
    """Return case_id and the fields of Facts, one row a patient of the agenda, in its order.

    `plan_facts` has the columns of PLAN_FACTS. Money available, payer and product are not among
    them: where a service is paid for does not decide whom it suits.
    """
    known = plan_facts.select(pl.col(name).cast(kind) for name, kind in PLAN_FACTS.items())
    found = agenda.sort("position").select("case_id")
    parts = (
        known,
        _rated(records.prework),
        _gaps(records.prework, records.service_gaps),
        _assessed(records.assessment, values),
        failed_attempts(records.outreach_attempts, as_of).rename({"failed": "failed_attempts"}),
        _in_place(records.services),
    )
    for part in parts:
        found = found.join(part, on="case_id", how="left", maintain_order="left")
    tracked = records.tracking_list.filter(pl.col("exited_on").is_null())["case_id"].implode()
    return found.select(
        "case_id",
        *_as_recorded(),
        is_high_need=pl.col("is_rated_high").fill_null(True),  # a listed patient was named so
        failed_attempts=pl.col("failed_attempts").fill_null(0).cast(pl.Int64),
        is_tracked=pl.col("case_id").is_in(tracked),
        has_transition=_has_transition(as_of, values),
        has_social_need=_either(pl.col("has_social_need"), pl.col("is_assessed_in_need")),
        # a case of the plan is often named in the call too, so the two are not added up
        plan_services=pl.max_horizontal("plan_cases", "plan_current"),
        practice_services=pl.col("practice_current"),
    ).select("case_id", *(field.name for field in fields(Facts)))


def _as_recorded() -> list[str]:
    """The facts that stand as they were counted or recorded."""
    made = {
        "is_high_need", "failed_attempts", "is_tracked", "has_transition", "has_social_need",
        "plan_services", "practice_services",
    }  # fmt: skip
    return [field.name for field in fields(Facts) if field.name not in made]


def _rated(prework: pl.DataFrame) -> pl.DataFrame:
    """Whether either side rated the risk high when it last did."""
    rated = prework.drop_nulls("risk_level").sort("call_date", maintain_order=True)
    latest = rated.unique(["case_id", "organisation"], keep="last", maintain_order=True)
    is_high = pl.col("risk_level").is_in(_HIGH)
    by_case = latest.group_by("case_id", maintain_order=True).agg(
        is_high.any().alias("is_rated_high"), pl.len().alias("sides")
    )
    # one side's low rating leaves open what the other sees
    is_settled = pl.col("is_rated_high") | (pl.col("sides") > 1)
    return by_case.filter(is_settled).select("case_id", "is_rated_high")


def _gaps(prework: pl.DataFrame, service_gaps: pl.DataFrame) -> pl.DataFrame:
    """How many gaps pre-work found; none only where a side finished its research."""
    done = prework.drop_nulls("completed_on").select("case_id").unique(maintain_order=True)
    counted = service_gaps.group_by("case_id", maintain_order=True).len("service_gaps")
    found = done.join(counted, on="case_id", how="full", coalesce=True)
    return found.with_columns(pl.col("service_gaps").fill_null(0).cast(pl.Int64))


def _assessed(assessment: pl.DataFrame, values: Values) -> pl.DataFrame:
    """The points of the latest assessment; all domains together only where all were rated."""
    latest = assessment.sort("assessed_on", maintain_order=True).unique("case_id", keep="last")
    is_weak = pl.col("social") >= values.number("weak_capacity_points_min")
    has_barriers = pl.col("barriers").str.strip_chars().str.len_chars() > 0
    return latest.select(
        "case_id",
        capacity_points=pl.max_horizontal("readiness", "resources").cast(pl.Int64),
        complexity_points=pl.sum_horizontal(*_DOMAINS, ignore_nulls=False).cast(pl.Int64),
        is_assessed_in_need=_either(is_weak, pl.when(has_barriers).then(pl.lit(True))),
    )


def _either(*answers: pl.Expr) -> pl.Expr:
    """Whether any of the answers is yes; empty only where none says anything."""
    return pl.max_horizontal(answer.cast(pl.Int8) for answer in answers).cast(pl.Boolean)


def _in_place(services: pl.DataFrame) -> pl.DataFrame:
    """How many services each side gives, once services of the patient were recorded at all."""
    is_given = (pl.col("kind") == "current") | (pl.col("answer") == "accepted")
    given = services.with_columns(is_given=is_given.fill_null(False))
    return given.group_by("case_id", maintain_order=True).agg(
        plan_current=_programs("plan"),
        practice_current=_programs("practice"),
        has_refused_service=(pl.col("answer") == "refused").fill_null(False).any(),
    )


def _programs(side: str) -> pl.Expr:
    is_own = pl.col("is_given") & (pl.col("organisation") == side)
    return pl.col("program").filter(is_own).n_unique().cast(pl.Int64)


def _has_transition(as_of: date, values: Values) -> pl.Expr:
    """Whether the latest stay or ED visit ended lately; claims know of none where there is none."""
    since = as_of - timedelta(days=values.number("transition_days"))
    is_member = pl.col("admissions").is_not_null()
    is_recent = pl.col("last_transition_on") >= since
    return pl.coalesce(is_recent, pl.when(is_member).then(pl.lit(False)))
