"""M8, beside its rungs: how many of the compared died or lost coverage, on each side.

Not here: the rungs themselves (`savings`), for which nobody is taken out for leaving.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace

import polars as pl

from tandem_flows.marks import implements
from tandem_flows.rules.measures.active import PERCENT
from tandem_flows.rules.measures.estimate.evidence import Evidence
from tandem_flows.rules.measures.estimate.followed import ENROLLED
from tandem_flows.rules.measures.estimate.followed import WAITING as WAITING_SIDE
from tandem_flows.rules.measures.estimate.left import DIED, UNCOVERED
from tandem_flows.rules.measures.figure import ALL, WAITING, Figure, ratio

SIDES = ((ENROLLED, ALL), (WAITING_SIDE, WAITING))
ENDINGS = (
    (DIED, "M8_followed_died", "who died; months and dollars until then count"),
    (UNCOVERED, "M8_followed_uncovered",
     "alive and without coverage in the last month looked at; what came before counts"),
)  # fmt: skip
MONTHS = "M8_followed_months"


@implements("EVL-14")
def stayed(evidence: Evidence) -> Iterator[Figure]:
    """Yield of each side who died, who lost coverage, and the member-months of those possible.

    Of patients with a month that counts; who has none is left out, and told with the months.
    """
    for side, cohort in SIDES:
        of_side = evidence.left.filter(pl.col("side") == side)
        counted = evidence.followed.filter(pl.col("side") == side)
        there = of_side.join(counted, on="person_id", how="semi")
        none = of_side.join(counted, on="person_id", how="anti")
        for how, measure, note in ENDINGS:
            gone = there.filter(pl.col("left") == how).height
            line = _share(measure, cohort, gone, there.height, there.height, evidence, note)
            yield replace(line, exclusions=_known(evidence.not_followed))
        months = counted["months"].sum()
        possible = float(there["months_possible"].sum())
        line = _share(MONTHS, cohort, float(months), possible, there.height, evidence,
                      "member-months that count, of the whole months looked at")  # fmt: skip
        yield replace(line, exclusions=_without_a_month(none) | _outside(of_side))


def _without_a_month(none: pl.DataFrame) -> dict[str, float]:
    """Return who died or lost coverage before a month could count."""
    return _known(
        {
            f"{how}_before_a_month_counts": none.filter(pl.col("left") == how).height
            for how, _, _ in ENDINGS
        }
    )


def _outside(there: pl.DataFrame) -> dict[str, float]:
    """Return what of the months looked at did not count, because no coverage is recorded."""
    return _known(
        {
            "claims_outside_coverage": float(there["claims_outside"].sum()),
            "dollars_outside_coverage": round(float(there["dollars_outside"].sum()), 2),
        }
    )


def _known(counts: Mapping[str, float]) -> dict[str, float]:
    return {why: count for why, count in counts.items() if count}


def _share(
    measure: str,
    cohort: str,
    above: float,
    below: float,
    persons: int,
    evidence: Evidence,
    note: str,
) -> Figure:
    return ratio(
        measure, cohort, above, below, evidence.period, evidence.data_through, scale=PERCENT,
        persons=persons, notes=(f"percent: {note}",),
    )  # fmt: skip
