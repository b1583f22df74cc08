"""M4: emergency visits for conditions that care outside the hospital can often prevent.

First choice: AHRQ's indicators for emergency settings (PQE 02, 03, 04). Beside it, where the table
is loaded, the NYU algorithm in Johnston's update. Neither judges a single visit: the final
diagnosis is not why somebody came. Visits are counted, patients are never named.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import polars as pl

from tandem_flows.marks import implements
from tandem_flows.rules.measures.active import PERCENT
from tandem_flows.rules.measures.exposure import PER_1000, inside, late_claims, years_at_risk
from tandem_flows.rules.measures.facts import ClaimFacts, CodeSet, CodeSets
from tandem_flows.rules.measures.figure import ALL, Figure, ratio
from tandem_flows.rules.measures.periods import Period, age_on
from tandem_validators.guideline.values import Values


@dataclass(frozen=True)
class Indicator:
    """One PQE: its number, the ages of its denominator, what counts and what is left out."""

    number: str
    title: str
    ages: tuple[int, int | None]
    counts: Callable[[CodeSet], pl.Expr]
    leaves_out: Callable[[CodeSet], dict[str, pl.Expr]]


def first(codes: frozenset[str]) -> pl.Expr:
    """Return whether the first-listed diagnosis is one of `codes`."""
    return pl.col("principal").is_in(list(codes))


def listed(codes: frozenset[str]) -> pl.Expr:
    """Return whether a diagnosis in any position is one of `codes`."""
    return pl.col("diagnoses").list.set_intersection(list(codes)).list.len() > 0


def second(codes: frozenset[str]) -> pl.Expr:
    """Return whether a diagnosis other than the first-listed is one of `codes`."""
    others = pl.col("diagnoses").list.set_difference(pl.concat_list("principal"))
    return others.list.set_intersection(list(codes)).list.len() > 0


def _chronic(codes: CodeSet) -> pl.Expr:
    named = [
        codes[family]
        for family in (
            "heart_failure",
            "copd",
            "asthma",
            "diabetes_acute",
            "chronic_kidney_disease",
        )
    ]
    airways = codes["copd"] | codes["asthma"]
    return first(frozenset().union(*named)) | (
        first(codes["lower_respiratory_infection"]) & second(airways)
    )


_YOUNG_WOMEN = (pl.col("gender") == "female") & pl.col("age").is_between(18, 34)


def _acute(codes: CodeSet) -> pl.Expr:
    families = ("cellulitis", "upper_respiratory_infection", "influenza_or_viral")
    simple = frozenset().union(*(codes[family] for family in families))
    return first(simple) | (first(codes["cystitis"]) & _YOUNG_WOMEN)


def _not_acute(codes: CodeSet) -> dict[str, pl.Expr]:
    malformed = first(codes["urinary_infection"]) & second(codes["urinary_malformation"])
    return {
        "cellulitis_with_diabetes": first(codes["cellulitis"]) & second(codes["diabetes"]),
        "immunocompromised": listed(codes["immunocompromised"]),
        "three_months_or_younger": pl.col("visit_on") < pl.col("birth_date").dt.offset_by("4mo"),
        "admitted": pl.col("led_to_stay"),
        "urinary_malformation": malformed & _YOUNG_WOMEN,
    }


def _asthma(codes: CodeSet) -> pl.Expr:
    asthma = codes["asthma"]
    return first(asthma) | (first(codes["bronchitis"]) & second(asthma))


def _not_asthma(codes: CodeSet) -> dict[str, pl.Expr]:
    families = ("cystic_fibrosis", "respiratory_anomaly", "pneumonia")
    return {family: listed(codes[family]) for family in families}


INDICATORS = (
    Indicator("02", "Chronic conditions", (40, None), _chronic, lambda codes: {}),
    Indicator("03", "Acute conditions", (0, 64), _acute, _not_acute),
    Indicator("04", "Asthma", (5, 39), _asthma, _not_asthma),
)


@implements("EVL-05")
def ed_sensitive_visits(
    spans: pl.DataFrame,
    facts: ClaimFacts,
    codes: CodeSets,
    period: Period,
    cohort: str,
    values: Values,
) -> list[Figure]:
    """Return visits for each PQE per 1,000 member-years, and by the NYU table where it is loaded.

    `spans` are the days looked at; a visit counts when its day is one of them. A visit without a
    first-listed diagnosis is not classifiable: it stays in, is counted as such, and adds nothing.
    """
    visits = _described(inside(facts.ed_visits, spans, "visit_on"), facts, period)
    figures = [
        _indicator(indicator, visits, spans, facts, codes, period, cohort)
        for indicator in INDICATORS
    ]
    figures += _by_table(visits, spans, facts, codes, period, cohort)
    return [figure.noted(late_claims(period, facts, values)) for figure in figures]


def _described(visits: pl.DataFrame, facts: ClaimFacts, period: Period) -> pl.DataFrame:
    known = visits.filter(period.has("visit_on")).join(
        facts.people.select("person_id", "birth_date", "gender"), on="person_id", how="left"
    )
    return known.with_columns(age=age_on("visit_on"), diagnoses=pl.col("diagnoses").fill_null([]))


def _indicator(
    indicator: Indicator,
    visits: pl.DataFrame,
    spans: pl.DataFrame,
    facts: ClaimFacts,
    codes: CodeSets,
    period: Period,
    cohort: str,
) -> Figure:
    youngest, oldest = indicator.ages
    is_of_age = (pl.col("age") >= youngest) & (pl.col("age") <= (oldest or 200))
    in_band = visits.filter(is_of_age.fill_null(False))
    found = in_band.filter(indicator.counts(codes.pqe).fill_null(False))
    excluded: dict[str, float] = {
        "not_classifiable": in_band["principal"].null_count(),
        "age_unknown": visits["age"].null_count(),
    }
    for reason, condition in indicator.leaves_out(codes.pqe).items():
        out = found.filter(condition.fill_null(False))
        excluded[reason] = out.height
        found = found.filter(~condition.fill_null(False))
    years = years_at_risk(spans, facts, period, indicator.ages)
    return ratio(
        f"M4_pqe_{indicator.number}", cohort, found.height, float(years["years"].sum()),
        period, facts.data_through, scale=PER_1000, exclusions=excluded, persons=years.height,
        counted=found["person_id"].n_unique(), notes=[codes.pqe.note(period.end_on)],
    )  # fmt: skip


def _by_table(
    visits: pl.DataFrame,
    spans: pl.DataFrame,
    facts: ClaimFacts,
    codes: CodeSets,
    period: Period,
    cohort: str,
) -> list[Figure]:
    """Return the sum of probabilities; none when the organisation has not loaded the table."""
    table = codes.ed_classification
    years = years_at_risk(spans, facts, period, (0, None))
    if table is None:
        if cohort != ALL:
            return []  # said once
        note = "the NYU table is not loaded: put it into the folder code_sets"
        return [
            Figure("M4_nyu", cohort, None, None, None, period, facts.data_through, notes=(note,))
        ]
    scored = visits.join(table, left_on="principal", right_on="icd10", how="left")
    sensitive = scored.select(pl.col("epct") + pl.col("edcnpa")).to_series()
    unknown = scored["epct"].null_count()
    note = f"NYU/Johnston table of {codes.ed_classification_year}: treatable or preventable"
    return [
        ratio(
            "M4_nyu", cohort, float(sensitive.sum()), float(years["years"].sum()), period,
            facts.data_through, scale=PER_1000, exclusions={"not_classifiable": unknown},
            persons=years.height, counted=scored["person_id"].n_unique(), notes=[note],
        ),
        ratio(
            "M4_nyu_classified", cohort, scored.height - unknown, scored.height, period,
            facts.data_through, scale=PERCENT, persons=years.height, notes=[note],
        ),
    ]  # fmt: skip
