"""M8: net savings of the enrolled, raw and adjusted side by side, each with an interval.

Raw compares with the months before and is misled when people are listed because last year was
extreme. Adjusted moves the months before as the cost of the patients moved who are listed and still
wait; both groups are then aligned on the day they were listed, so that nobody has to survive the
wait to count.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

import polars as pl

from tandem_flows.marks import implements
from tandem_flows.rules.measures.bootstrap import Draw, in_words, interval
from tandem_flows.rules.measures.experience import person_experience
from tandem_flows.rules.measures.facts import ClaimFacts
from tandem_flows.rules.measures.figure import ALL, WAITING, Figure, ratio
from tandem_flows.rules.measures.net_savings import Experience, NetSavings, net_savings
from tandem_flows.rules.measures.pmpm import Cohort, cost_basis
from tandem_flows.rules.measures.program_cost import ProgramCost
from tandem_flows.rules.measures.records import Records
from tandem_validators.guideline.values import Values

CAVEAT = (
    "before and after misleads where people are chosen for a costly year; read raw beside adjusted"
)


@dataclass(frozen=True)
class Person:
    """One person's total cost and months on both sides, aligned on a day."""

    before: Experience
    after: Experience


def waiting(records: Records, facts: ClaimFacts, values: Values) -> pl.DataFrame:
    """Return listed persons without a lead by now: person_id, zero_on (listed), until_on, lead.

    Somebody who got a lead later waits until the month before it, and counts until then.
    """
    first = (
        records.listed.drop_nulls("person_id")
        .group_by("case_id", "person_id")
        .agg(pl.col("listed_on").min().alias("zero_on"))
    )
    led = records.enrolments.select("case_id", "index_on")
    decided = records.decisions.filter(
        ~pl.col("outcome").is_in(["no_discussion", "pending_information"])
    )
    discussed = decided.group_by("case_id").agg(pl.col("call_date").min().alias("discussed_on"))
    joined = first.join(led, on="case_id", how="left").join(discussed, on="case_id", how="left")
    until = pl.min_horizontal("index_on", "discussed_on").dt.month_start().dt.offset_by("-1d")
    zero = (
        joined.select("person_id", "zero_on", until_on=until, lead=pl.lit(None, pl.String))
        .sort("zero_on")
        .unique("person_id", keep="first", maintain_order=True)
    )
    table = person_experience(zero, facts, cost_basis(facts, values), values)
    enough = table.filter(
        pl.col("months_before") >= values.number("min_pre_member_months"),
        pl.col("months_after") > 0,
    )
    return zero.join(enough, on="person_id", how="semi").sort("person_id")


@implements("EVL-12", "EVL-14")
def savings(
    cohort: Cohort, records: Records, facts: ClaimFacts, cost: ProgramCost, values: Values
) -> list[Figure]:
    """Return M8: gross and net, raw and adjusted, benefit by cost and return on investment."""
    basis = cost_basis(facts, values)
    raw = _people(person_experience(cohort.zero, facts, basis, values))
    still = waiting(records, facts, values)
    compared = _people(person_experience(still, facts, basis, values))
    aligned = _people(person_experience(_from_listing(cohort, records), facts, basis, values))
    told = [CAVEAT] + (["provisional"] if cohort.is_provisional else [])
    figures = [_comparison(compared, cohort, facts)]
    found = _net(raw, cost.dollars, None)
    figures += _lines("raw", found, raw, [], cost, cohort, facts, values)
    found = _net(aligned, cost.dollars, _ratio(compared)) if compared else None
    figures += _lines("adjusted", found, aligned, compared, cost, cohort, facts, values)
    return [figure.noted(*told) for figure in figures]


def _from_listing(cohort: Cohort, records: Records) -> pl.DataFrame:
    """Return the enrolled with the day they were first listed as their day zero."""
    listed = (
        records.listed.drop_nulls("person_id")
        .group_by("person_id")
        .agg(pl.col("listed_on").min().alias("listed_on"))
    )
    joined = cohort.zero.join(listed, on="person_id", how="left")
    return joined.with_columns(zero_on=pl.coalesce("listed_on", "zero_on")).drop("listed_on")


def _people(table: pl.DataFrame) -> list[Person]:
    columns = ("total_before", "months_before", "total_after", "months_after")
    return [
        Person(Experience(*row[:2]), Experience(*row[2:])) for row in table.select(columns).rows()
    ]


def _sum(people: Sequence[Person]) -> Person:
    return Person(
        Experience(sum(p.before.cost for p in people), sum(p.before.member_months for p in people)),
        Experience(sum(p.after.cost for p in people), sum(p.after.member_months for p in people)),
    )


def _ratio(people: Sequence[Person]) -> float | None:
    """Return what became of the cost per month: after by before; None when it cannot be known."""
    both = _sum(people)
    if not (both.before.member_months and both.after.member_months and both.before.cost > 0):
        return None
    return max(both.after.pmpm / both.before.pmpm, 0.0)


def _net(people: Sequence[Person], dollars: float, by: float | None) -> NetSavings | None:
    both = _sum(people)
    if not (both.before.member_months and both.after.member_months):
        return None
    return net_savings(both.before, both.after, dollars, by)


def _lines(
    kind: str,
    found: NetSavings | None,
    people: list[Person],
    compared: list[Person],
    cost: ProgramCost,
    cohort: Cohort,
    facts: ClaimFacts,
    values: Values,
) -> list[Figure]:
    """Return net, gross, benefit by cost and return of one kind; unknown when it cannot be told."""
    is_raw = kind == "raw"
    gross = net = None
    if found is not None:
        gross = found.gross_raw if is_raw else found.gross_adjusted
        net = found.net_raw if is_raw else found.net_adjusted
    months = _sum(people).after.member_months
    line = Figure("", ALL, net, months, net, cohort.period, facts.data_through,
                  exclusions=cohort.exclusions, persons=len(people))  # fmt: skip
    bounds = _interval(people, compared, cost.dollars, is_raw, values) if net is not None else None
    words = in_words(bounds, values) if net is not None else _unknown(is_raw, compared)
    figures = [replace(line, measure=f"M8_net_{kind}", interval=bounds).noted(words)]
    for name, value in (
        ("gross", gross),
        ("benefit_cost_ratio", found.benefit_cost_ratio(gross) if found else None),
        ("return_on_investment", found.return_on_investment(net) if found else None),
    ):
        figures.append(replace(line, measure=f"M8_{name}_{kind}", numerator=gross, value=value))
    return figures


def _unknown(is_raw: bool, compared: list[Person]) -> str:
    if is_raw or compared:
        return "not known: no member-months before or after"
    return "not known: nobody on the list still waits, so there is nothing to compare with"


def _interval(
    people: list[Person], compared: list[Person], dollars: float, is_raw: bool, values: Values
) -> tuple[float, float] | None:
    """Draw the enrolled, and for the adjusted the waiting beside them, each group for itself."""

    def statistic(drawn: Draw, waited: Draw = ()) -> float | None:
        by = None if is_raw else _ratio([compared[place] for place in waited])
        found = _net([people[place] for place in drawn], dollars, by)
        if found is None:
            return None
        return found.net_raw if is_raw else found.net_adjusted

    groups = [people] if is_raw else [people, compared]
    return interval(statistic, [["practice"] * len(group) for group in groups], values)


def _comparison(compared: list[Person], cohort: Cohort, facts: ClaimFacts) -> Figure:
    """Return what became of the cost of those who wait: this is regression to the mean, shown."""
    both = _sum(compared)
    after = both.after.pmpm if both.after.member_months else None
    before = both.before.pmpm if both.before.member_months else 0.0
    return ratio(
        "M8_comparison_ratio", WAITING, after, before, cohort.period, facts.data_through,
        persons=len(compared), notes=["cost a month of the waiting, after by before their listing"],
    )  # fmt: skip
