"""M6: cost per member per month before and after enrolment, and the potential savings.

Everyone with an index date is in, whatever became of them: a minimum of months afterwards would
drop early deaths. Sums are divided, not averaged.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date

import polars as pl

from tandem_flows.marks import implements
from tandem_flows.rules.days import add_months
from tandem_flows.rules.measures.experience import (
    SERIES,
    SIDES,
    outside_coverage,
    person_experience,
    person_experience_by_day,
)
from tandem_flows.rules.measures.facts import ClaimFacts
from tandem_flows.rules.measures.figure import (
    ALL,
    COMPLETE,
    DIED,
    LED_BY,
    TRUNCATED,
    Figure,
    ratio,
)
from tandem_flows.rules.measures.periods import Period, last_day_of_month, month_of
from tandem_flows.rules.measures.records import Records
from tandem_validators.guideline.values import Values


@dataclass(frozen=True)
class Cohort:
    """The enrolled: person_id, zero_on (the index date), lead; and who was left out, and why."""

    zero: pl.DataFrame
    exclusions: dict[str, float]
    period: Period
    is_provisional: bool


@implements("EVL-08", "EVL-09")
def enrolled_cohort(records: Records, facts: ClaimFacts, values: Values) -> Cohort:
    """Return everyone with an index date and enough months before it.

    Left out and counted: listed without a discussion and a lead, unknown to the plan, and fewer
    than `min_pre_member_months` months before. The first index date of a person counts.
    """
    persons = records.listed.select("case_id", "person_id").unique("case_id", keep="last")
    dated = records.enrolments.join(persons, on="case_id", how="left").select(
        "person_id", pl.col("index_on").alias("zero_on"), "lead"
    )
    first = dated.drop_nulls("person_id").sort("zero_on").unique("person_id", keep="first")
    zero = first.sort("person_id").with_columns(until_on=pl.lit(None, pl.Date))
    table = person_experience(zero, facts, "paid", values)
    enough = table.filter(pl.col("months_before") >= values.number("min_pre_member_months"))
    kept = zero.join(enough, on="person_id", how="semi")
    excluded: dict[str, float] = {
        "no_index_date": persons["case_id"].n_unique() - records.enrolments.height,
        "unknown_to_the_plan": dated["person_id"].null_count(),
        "too_few_months_before": zero.height - kept.height,
    }
    period = _window(kept, facts, values)
    settled_on = add_months(period.end_on, values.number("runout_months"))
    return Cohort(kept, excluded, period, settled_on > facts.data_through)


def cost_basis(facts: ClaimFacts, values: Values) -> str:
    """Return which amount counts: the one in force, or paid where the plan has no allowed ones."""
    return values.choice("cost_basis") if facts.has_allowed else "paid"


@implements("EVL-08", "EVL-09", "EVL-11", "EVL-12", "ELM-04")
def cost_before_and_after(cohort: Cohort, facts: ClaimFacts, values: Values) -> list[Figure]:
    """Return M6: each series before and after, and the difference as potential savings.

    Inpatient, emergency and total as the source has them; readmissions and skilled nursing beside
    them (the costs that drive the rest), and pharmacy. Then by lead, of those with all months,
    truncated, by days, and by the other basis.
    """
    basis = cost_basis(facts, values)
    table = person_experience(cohort.zero, facts, basis, values)
    outside = outside_coverage(cohort.zero, facts, basis, values)
    figures = [figure for series in SERIES for figure in _series(table, series, ALL, cohort, facts)]
    excluded = cohort.exclusions | {"claims_outside_coverage": outside.claims,
                                    "dollars_outside_coverage": outside.dollars}  # fmt: skip
    told = tuple(_told(cohort, facts, basis, values))
    figures = [_replaced(figure, excluded).noted(*told) for figure in figures]
    return [*figures, *_variants(table, cohort, facts, basis, values)]


def _series(
    table: pl.DataFrame,
    series: str,
    cohort_name: str,
    cohort: Cohort,
    facts: ClaimFacts,
    cap: float = float("inf"),
) -> Iterator[Figure]:
    """Yield both sides and the savings; each person's dollars of a side are cut at the cap."""

    def line(name: str, dollars: float | None, months: float, spent: pl.Series) -> Figure:
        return ratio(
            f"M6_{series}_{name}", cohort_name, dollars, months, cohort.period,
            facts.data_through, persons=table.height, counted=int(spent.sum()),
        )  # fmt: skip

    cut = table.with_columns(pl.col(f"{series}_{side}").clip(upper_bound=cap) for side in SIDES)
    sums = {side: _sums(cut, series, side) for side in SIDES}
    spent = {side: _is_told_of(table[f"{series}_{side}"], cap) for side in SIDES}
    for side, (dollars, months) in sums.items():
        yield line(side, dollars, months, spent[side])
    (dollars_before, months_before), (dollars_after, months_after) = sums.values()
    saved = None
    if months_before and months_after:
        saved = (dollars_before / months_before - dollars_after / months_after) * months_after
    yield line("savings", saved, months_after, spent["before"] | spent["after"])


def _variants(
    table: pl.DataFrame, cohort: Cohort, facts: ClaimFacts, basis: str, values: Values
) -> Iterator[Figure]:
    """Yield the total again: by lead, complete, of the dead, truncated, by days, other basis."""
    for lead, led_by in LED_BY.items():
        led = cohort.zero.filter(pl.col("lead") == lead)
        yield from _series(
            table.join(led, on="person_id", how="semi"), "total", led_by, cohort, facts
        )
    wanted = (values.number("pre_months"), values.number("post_months"))
    complete = table.filter(
        pl.col("months_before") >= wanted[0], pl.col("months_after") >= wanted[1]
    )
    yield from _series(complete, "total", COMPLETE, cohort, facts)
    died = facts.people.drop_nulls("died_on")
    yield from _series(table.join(died, on="person_id", how="semi"), "total", DIED, cohort, facts)
    cap = float(values.number("outlier_cap_dollars"))
    yield from _series(table, "total", TRUNCATED, cohort, facts, cap)
    by_day = person_experience_by_day(cohort.zero, facts, basis, values)
    yield from _series(by_day, "total", "by_day", cohort, facts)
    other = "paid" if basis == "allowed" else "allowed"
    if facts.has_allowed:
        again = person_experience(cohort.zero, facts, other, values)
        yield from _series(again, "total", f"{other}_amounts", cohort, facts)


def _is_told_of(dollars: pl.Series, cap: float) -> pl.Series:
    """Return who has dollars that a sum tells of: not those with none, nor those cut at a cap."""
    return (dollars.round(2) != 0) & (dollars <= cap)


def _sums(table: pl.DataFrame, series: str, side: str) -> tuple[float, float]:
    return float(table[f"{series}_{side}"].sum()), float(table[f"months_{side}"].sum())


def _window(zero: pl.DataFrame, facts: ClaimFacts, values: Values) -> Period:
    """Return the days from the first month before to the last month after anyone's index date."""
    if zero.is_empty():
        return Period(facts.data_through, facts.data_through)
    days: list[date] = zero["zero_on"].to_list()
    first = add_months(month_of(min(days)), -values.number("pre_months"))
    last = add_months(month_of(max(days)), values.number("post_months"))
    return Period(first, last_day_of_month(last))


def amounts_told(facts: ClaimFacts, basis: str, values: Values) -> Iterator[str]:
    """Yield which amounts are added up, and what is missing or looks wrong with them."""
    yield f"{basis} amounts"
    if basis != values.choice("cost_basis"):
        yield "paid stands for allowed, which the source does not have"
    yield from facts.remarks


def _told(cohort: Cohort, facts: ClaimFacts, basis: str, values: Values) -> Iterator[str]:
    yield from amounts_told(facts, basis, values)
    if cohort.is_provisional:
        yield "provisional: months after are not over or claims still arrive"
    died = facts.people.join(cohort.zero, on="person_id", how="semi")["died_on"].drop_nulls()
    if died.len():
        yield "some have died; their last months are in"


def _replaced(figure: Figure, exclusions: dict[str, float]) -> Figure:
    return replace(figure, exclusions={name: n for name, n in exclusions.items() if n})
