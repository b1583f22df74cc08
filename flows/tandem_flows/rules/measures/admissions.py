"""M5: inpatient admissions that better care outside the hospital can often prevent (AHRQ PQI).

A list of high-risk patients lies far above any national rate; compare it with itself and with the
patients still waiting. AHRQ's risk adjustment is for whole areas and is not used.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import polars as pl

from tandem_flows.marks import implements
from tandem_flows.rules.measures.counts import NAME, rate_interval
from tandem_flows.rules.measures.exposure import PER_1000, inside, late_claims, years_at_risk
from tandem_flows.rules.measures.facts import ClaimFacts, CodeSet
from tandem_flows.rules.measures.figure import LED_BY, PANEL, Figure, ratio
from tandem_flows.rules.measures.periods import Period, age_on
from tandem_flows.rules.measures.pqi import ADULT, COMPOSITES, INDICATORS, TRANSFERS, Pqi
from tandem_validators.guideline.values import Values

TOO_FEW = "no interval: too few people"


@implements("EVL-06")
def avoidable_admissions(
    spans: pl.DataFrame,
    facts: ClaimFacts,
    codes: CodeSet,
    period: Period,
    cohort: str,
    values: Values,
) -> list[Figure]:
    """Return each PQI and the four composites: discharges per 1,000 member-years.

    `spans` are the days looked at; a stay counts when it began on one and ended in the period.
    Transfers in, and stays without age, sex or diagnosis, are left out. A composite counts each
    discharge once. The composites carry an interval by person, but of everyone attributed. By lead
    there are the composites alone: a single indicator counts too few. A stay is placed by the day
    on which it began, as cost is, and by its discharge in the period.
    """
    stays = classified(facts, codes).filter(period.has("discharged_on"))
    counted = inside(stays, spans, "admitted_on")
    excluded: dict[str, float] = {
        "transferred_in": counted.filter("is_transfer").height,
        "missing_data": counted.filter("is_missing").height,
    }
    notes = (codes.note(period.end_on), late_claims(period, facts, values))
    return [
        figure.noted(*notes)
        for figure in _figures(counted, spans, facts, period, cohort, excluded, values)
    ]


def classified(facts: ClaimFacts, codes: CodeSet) -> pl.DataFrame:
    """Return every stay with its `indicators`: the numbers of the PQI that count it.

    Columns person_id, admitted_on, discharged_on, age, is_transfer, is_missing, indicators.
    """
    empty = {name: pl.col(name).fill_null([]) for name in ("diagnoses", "procedures")}
    stays = facts.stays.join(
        facts.people.select("person_id", "birth_date", "gender"), on="person_id", how="left"
    ).with_columns(**empty, age=age_on("admitted_on"))
    known_sex = pl.col("gender").is_in(["female", "male"])
    is_missing = (
        pl.col("principal").is_null() | pl.col("age").is_null() | ~known_sex.fill_null(False)
    )
    is_transfer = pl.col("admit_source_code").is_in(TRANSFERS).fill_null(False)
    found = [_number(indicator, codes) for indicator in INDICATORS]
    counts = ~is_missing & ~is_transfer
    indicators = pl.when(counts).then(pl.concat_list(found).list.drop_nulls()).otherwise([])
    return stays.select(
        "person_id", "admitted_on", "discharged_on", "age",
        is_transfer=is_transfer, is_missing=is_missing, indicators=indicators,
    )  # fmt: skip


def _number(indicator: Pqi, codes: CodeSet) -> pl.Expr:
    youngest, oldest = indicator.ages
    is_of_age = (pl.col("age") >= youngest) & (pl.col("age") <= (oldest or 200))
    counts = indicator.counts(codes) & ~indicator.leaves_out(codes) & is_of_age
    return pl.when(counts.fill_null(False)).then(pl.lit(indicator.number))


def _figures(
    stays: pl.DataFrame,
    spans: pl.DataFrame,
    facts: ClaimFacts,
    period: Period,
    cohort: str,
    excluded: dict[str, float],
    values: Values,
) -> Iterator[Figure]:
    for indicator in () if cohort in LED_BY.values() else INDICATORS:
        years = years_at_risk(spans, facts, period, indicator.ages)
        found = stays.filter(pl.col("indicators").list.contains(indicator.number))
        yield _figure(indicator.number, found, years, facts, period, cohort, excluded)
    adults = years_at_risk(spans, facts, period, (ADULT, None))
    for number, parts in COMPOSITES.items():
        found = stays.filter(pl.col("indicators").list.set_intersection(list(parts)).list.len() > 0)
        figure = _figure(number, found, adults, facts, period, cohort, excluded)
        yield figure if cohort == PANEL else _with_interval(figure, found, adults, values)


def _figure(
    number: str,
    found: pl.DataFrame,
    years: pl.DataFrame,
    facts: ClaimFacts,
    period: Period,
    cohort: str,
    excluded: dict[str, float],
) -> Figure:
    return ratio(
        f"M5_pqi_{number}", cohort, found.height, float(years["years"].sum()), period,
        facts.data_through, scale=PER_1000, exclusions=excluded, persons=years.height,
        counted=found["person_id"].n_unique(),
    )  # fmt: skip


def _with_interval(
    figure: Figure, found: pl.DataFrame, years: pl.DataFrame, values: Values
) -> Figure:
    """Return the figure with the range of its rate, by person."""
    counts = found.group_by("person_id").agg(pl.len().alias("stays"))
    joined = years.join(counts, on="person_id", how="left").with_columns(
        pl.col("stays").fill_null(0)
    )
    bounds = rate_interval(joined["stays"].to_list(), joined["years"].to_list(), values)
    if bounds is None:
        return figure.noted(TOO_FEW)
    low, high = (round(PER_1000 * bound, 2) for bound in bounds)
    percent = values.number("confidence_percent")
    words = f"{percent} % interval {low:,.2f} to {high:,.2f} ({NAME})"
    return replace(figure, interval=(low, high)).noted(words)
