"""What net savings are worked out from: of one partnership, or of several taken together."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

import polars as pl

from tandem_flows.rules.measures.estimate.followed import followed, listed_persons
from tandem_flows.rules.measures.estimate.left import left
from tandem_flows.rules.measures.experience import person_experience
from tandem_flows.rules.measures.facts import ClaimFacts
from tandem_flows.rules.measures.periods import Period
from tandem_flows.rules.measures.pmpm import Cohort, amounts_told, cost_basis
from tandem_flows.rules.measures.records import Records
from tandem_validators.guideline.values import Values

_RAW = ("total_before", "months_before", "total_after", "months_after")


@dataclass(frozen=True)
class Evidence:
    """Persons with their months and dollars, and what the time of the people cost.

    `enrolled`: person_id, practice_id, and total and months before and after the index date.
    `listed`: person_id, practice_id, index_on (empty: never led) and listed_on. `followed`: as the
    function of that name returns it, and so `left`. `by_chance`: the persons whose place a recorded
    draw decided.
    `program_cost` in US dollars. `exclusions` are those of raw, `not_followed` of the other rungs.
    `told` says which amounts count, and what is missing or looks wrong with them.
    """

    enrolled: pl.DataFrame
    listed: pl.DataFrame
    followed: pl.DataFrame
    left: pl.DataFrame
    by_chance: frozenset[str]
    program_cost: float
    exclusions: dict[str, float]
    not_followed: dict[str, float]
    period: Period
    data_through: date
    is_provisional: bool
    told: tuple[str, ...] = ()


def evidence(
    cohort: Cohort, records: Records, facts: ClaimFacts, dollars: float, values: Values
) -> Evidence:
    """Return the evidence of one partnership; `dollars` is the programme's cost."""
    basis = cost_basis(facts, values)
    table = person_experience(cohort.zero, facts, basis, values)
    practice = pl.lit(records.practice_id).alias("practice_id")
    listed = listed_persons(records)
    seen = followed(records, facts, basis, values)
    return Evidence(
        enrolled=table.select("person_id", practice, *_RAW),
        listed=listed.select("person_id", practice, "index_on", "listed_on"),
        followed=seen,
        left=left(records, facts, seen, basis, values),
        by_chance=_by_chance(records),
        program_cost=dollars,
        exclusions=cohort.exclusions,
        not_followed=_not_followed(records, listed.height - seen["person_id"].n_unique()),
        period=cohort.period,
        data_through=facts.data_through,
        is_provisional=cohort.is_provisional,
        told=tuple(amounts_told(facts, basis, values)),
    )


def pooled(parts: Sequence[Evidence]) -> Evidence:
    """Return the evidence of several partnerships as one; the data reach to the earliest last day.

    A person on the lists of two practices counts once: where they were enrolled first, and before
    that where they were listed first.
    """
    listed = pl.concat([part.listed for part in parts])
    order = listed.sort("index_on", "listed_on", "practice_id", nulls_last=True)
    once = order.unique("person_id", keep="first", maintain_order=True)
    kept = [(part, _where(once, part)) for part in parts]
    return Evidence(
        enrolled=pl.concat([_of(part.enrolled, there) for part, there in kept]),
        listed=once,
        followed=pl.concat([_of(part.followed, there) for part, there in kept]),
        left=pl.concat([_of(part.left, there) for part, there in kept]),
        by_chance=frozenset(
            person for part, there in kept for person in there["person_id"]
            if person in part.by_chance
        ),
        program_cost=sum(part.program_cost for part in parts),
        exclusions=_added([part.exclusions for part in parts]),
        not_followed=_added([part.not_followed for part in parts]),
        period=Period(
            min(part.period.start_on for part in parts), max(part.period.end_on for part in parts)
        ),
        data_through=min(part.data_through for part in parts),
        is_provisional=any(part.is_provisional for part in parts),
        told=tuple(dict.fromkeys(words for part in parts for words in part.told)),
    )  # fmt: skip


def _where(once: pl.DataFrame, part: Evidence) -> pl.DataFrame:
    """Return the persons who count in the practice of a part."""
    return once.join(part.listed, on=["person_id", "practice_id"], how="semi")


def _of(table: pl.DataFrame, persons: pl.DataFrame) -> pl.DataFrame:
    return table.join(persons, on="person_id", how="semi", maintain_order="left")


def _added(parts: Sequence[dict[str, float]]) -> dict[str, float]:
    reasons = sorted({reason for part in parts for reason in part})
    return {reason: sum(part.get(reason, 0) for part in parts) for reason in reasons}


def _not_followed(records: Records, too_few: int) -> dict[str, float]:
    """Return the listed who are not followed, by reason."""
    unknown = records.listed.filter(pl.col("person_id").is_null())
    return {
        "unknown_to_the_plan": unknown["case_id"].n_unique(),
        "too_few_months_before_listing": too_few,
    }


def _by_chance(records: Records) -> frozenset[str]:
    """Return the persons who were drawn among at least one other."""
    order = records.random_order.filter(pl.len().over("tied") > 1)
    persons = records.listed.join(order, on="case_id", how="semi")["person_id"].drop_nulls()
    return frozenset(persons)
