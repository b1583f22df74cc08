"""What net savings are worked out from: of one partnership, or of several taken together."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

import polars as pl

from tandem_flows.rules.measures.estimate.followed import followed
from tandem_flows.rules.measures.experience import person_experience
from tandem_flows.rules.measures.facts import ClaimFacts
from tandem_flows.rules.measures.periods import Period
from tandem_flows.rules.measures.pmpm import Cohort, cost_basis
from tandem_flows.rules.measures.records import Records
from tandem_validators.guideline.values import Values

_RAW = ("total_before", "months_before", "total_after", "months_after")


@dataclass(frozen=True)
class Evidence:
    """Persons with their months and dollars, and what the time of the people cost.

    `enrolled`: person_id, practice_id, and total and months before and after the index date.
    `followed`: as the function of that name returns it. `by_chance`: the persons whose place a
    recorded draw decided. `program_cost` in US dollars.
    """

    enrolled: pl.DataFrame
    followed: pl.DataFrame
    by_chance: frozenset[str]
    program_cost: float
    exclusions: dict[str, float]
    period: Period
    data_through: date
    is_provisional: bool


def evidence(
    cohort: Cohort, records: Records, facts: ClaimFacts, dollars: float, values: Values
) -> Evidence:
    """Return the evidence of one partnership; `dollars` is the programme's cost."""
    basis = cost_basis(facts, values)
    table = person_experience(cohort.zero, facts, basis, values)
    practice = pl.lit(records.practice_id).alias("practice_id")
    return Evidence(
        enrolled=table.select("person_id", practice, *_RAW),
        followed=followed(records, facts, basis, values),
        by_chance=_by_chance(records),
        program_cost=dollars,
        exclusions=cohort.exclusions,
        period=cohort.period,
        data_through=facts.data_through,
        is_provisional=cohort.is_provisional,
    )


def pooled(parts: Sequence[Evidence]) -> Evidence:
    """Return the evidence of several partnerships as one; the data reach to the earliest last day.

    A person on the lists of two practices is followed in each of them.
    """
    reasons = sorted({reason for part in parts for reason in part.exclusions})
    return Evidence(
        enrolled=pl.concat([_told_apart(part.enrolled) for part in parts]),
        followed=pl.concat([_told_apart(part.followed) for part in parts]),
        by_chance=frozenset(
            f"{practice}/{person}"
            for part in parts
            for person, practice in part.followed.select("person_id", "practice_id").unique().rows()
            if person in part.by_chance
        ),
        program_cost=sum(part.program_cost for part in parts),
        exclusions={r: sum(part.exclusions.get(r, 0) for part in parts) for r in reasons},
        period=Period(
            min(part.period.start_on for part in parts), max(part.period.end_on for part in parts)
        ),
        data_through=min(part.data_through for part in parts),
        is_provisional=any(part.is_provisional for part in parts),
    )


def _told_apart(table: pl.DataFrame) -> pl.DataFrame:
    return table.with_columns(person_id=pl.concat_str("practice_id", "person_id", separator="/"))


def _by_chance(records: Records) -> frozenset[str]:
    """Return the persons who were drawn among at least one other."""
    order = records.random_order.filter(pl.len().over("tied") > 1)
    persons = records.listed.join(order, on="case_id", how="semi")["person_id"].drop_nulls()
    return frozenset(persons)
