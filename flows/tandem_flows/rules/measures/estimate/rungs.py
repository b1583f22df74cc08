"""The four rungs of the comparison, from the crudest to the fairest; each answers or says why not.

Raw sets the enrolled beside their own months before. The others ask what those who still wait cost:
all of them by one ratio, adjusted for cost before listing quarter by quarter (matched), and the
same for those whose place chance decided.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import polars as pl
from numpy.typing import NDArray

from tandem_flows.rules.measures.bootstrap import (
    Bounds,
    Sample,
    Statistic,
    drawing_in_words,
    studentised_interval,
)
from tandem_flows.rules.measures.estimate.both_groups import both_groups, fell_beyond
from tandem_flows.rules.measures.estimate.compared import Compared, TooFew, compared
from tandem_flows.rules.measures.estimate.evidence import Evidence
from tandem_flows.rules.measures.net_savings import Experience, net_savings
from tandem_validators.guideline.values import Values

RAW, ADJUSTED, MATCHED, CHANCE = "raw", "adjusted", "matched", "chance"
RUNGS = (RAW, ADJUSTED, MATCHED, CHANCE)
_NO_MONTHS = "not known: no member-months before or after"
_NOBODY_WAITS = "not known: nobody on the list still waits, so there is nothing to compare with"


@dataclass(frozen=True)
class Waited:
    """The months of all who wait: US dollars at their cost before listing, and as they cost."""

    before: float
    after: float
    months: float


@dataclass(frozen=True)
class Rung:
    """One answer in US dollars; `cost` is the programme's cost of the months in `gross`.

    `persons` is the smaller of the groups behind it, for hiding small counts. `waiting`: what
    `ratio` was made from.
    """

    kind: str
    gross: float | None
    net: float | None
    cost: float
    months: float
    interval: Bounds | None
    persons: int
    told: tuple[str, ...]
    ratio: float | None = None
    waiting: Waited | None = None
    found: Compared | None = None


def rungs(evidence: Evidence, values: Values) -> list[Rung]:
    """Return the four rungs, raw first."""
    followed = evidence.followed
    drawn = followed.filter(pl.col("person_id").is_in(sorted(evidence.by_chance)))
    by_chance = "not known: no order among equals was drawn by chance and recorded"
    return [
        _raw(evidence, values),
        _adjusted(evidence, values),
        _matched(MATCHED, followed, evidence.program_cost, values),
        _matched(CHANCE, drawn, evidence.program_cost, values)
        if evidence.by_chance
        else _unknown(CHANCE, evidence.program_cost, by_chance),
    ]


def too_few(of: TooFew) -> str:
    """Return in words that an estimate needs more patients, and how many."""
    return (
        f"not known: {of.enrolled} enrolled and {of.waiting} waiting patients could be compared, "
        f"and at least {of.needed} of each are needed"
    )


def _fewest(*counts: int) -> int:
    """Return the smallest count of people that stands behind an answer; none of nobody."""
    return min((count for count in counts if count), default=0)


def _unknown(kind: str, cost: float, why: str, persons: int = 0) -> Rung:
    return Rung(kind, None, None, cost, 0.0, None, persons, (why,))


def _raw(evidence: Evidence, values: Values) -> Rung:
    table = evidence.enrolled
    columns = ("total_before", "months_before", "total_after", "months_after")
    sums = table.select(columns).to_numpy()
    cost_before, before, cost_after, after = (float(total) for total in sums.sum(axis=0))
    if not (before and after):
        return _unknown(RAW, evidence.program_cost, _NO_MONTHS, table.height)
    found = net_savings(
        Experience(cost_before, before), Experience(cost_after, after), evidence.program_cost
    )
    sample = Sample(sums, table["practice_id"].to_list())
    bounds, told = _bounds(_fell, sample, after, evidence.program_cost, [table.height], values)
    return Rung(RAW, found.gross_raw, found.net_raw, evidence.program_cost, after, bounds,
                table.height, told)  # fmt: skip


def _adjusted(evidence: Evidence, values: Values) -> Rung:
    """Return what the enrolled saved if they had moved by the same ratio as all who wait."""
    table, led, waited = both_groups(evidence.followed)
    start, months, cost, waiting_start, waiting_months, waiting_cost = map(float, table.total)
    if not months:
        return _unknown(ADJUSTED, evidence.program_cost, _NO_MONTHS, led)
    if not (waiting_months and waiting_start > 0):
        return _unknown(ADJUSTED, evidence.program_cost, _NOBODY_WAITS, led)
    needed = values.number("min_compared_patients")
    if min(led, waited) < needed:
        few = TooFew(led, waited, needed)
        return _unknown(ADJUSTED, evidence.program_cost, too_few(few), _fewest(led, waited))
    by = max(waiting_cost / waiting_start, 0.0)
    found = net_savings(
        Experience(start, months), Experience(cost, months), evidence.program_cost, by
    )
    bounds, told = _bounds(fell_beyond, table, months, evidence.program_cost, [led, waited], values)
    return Rung(ADJUSTED, found.gross_adjusted, found.net_adjusted, evidence.program_cost,
                months, bounds, _fewest(led, waited), told, ratio=by,
                waiting=Waited(waiting_start, waiting_cost, waiting_months))  # fmt: skip


def _matched(kind: str, followed: pl.DataFrame, dollars: float, values: Values) -> Rung:
    """Return what the matched comparison says; the cost of time by the share of months compared."""
    found = compared(followed, values)
    if isinstance(found, TooFew):
        return _unknown(kind, dollars, too_few(found), _fewest(found.enrolled, found.waiting))
    share = found.months / found.months_all
    cost = round(dollars * share, 2)
    gross = round(found.saved * found.months, 2)
    told = (
        f"{found.enrolled} enrolled beside {found.waiting} waiting patients",
        found.drawn,
        f"{found.months:,.0f} of {found.months_all:,.0f} member-months after enrolment have enough "
        "waiting patients beside them; the cost of time is counted for these "
        f"({cost:,.2f} dollars)",
        f"less the whole cost of time it would be {gross - dollars:,.2f} dollars",
        f"{100 * found.stretched:.0f} % of these months are of patients costlier before listing "
        "than nine in ten of the waiting (by months): there the line is stretched beyond what "
        "was seen",
    )
    bounds = found.interval
    if bounds is not None:
        bounds = (bounds[0] * found.months - cost, bounds[1] * found.months - cost)
    return Rung(kind, gross, round(gross - cost, 2), cost, found.months, bounds,
                _fewest(found.enrolled, found.waiting), told, found=found)  # fmt: skip


def _bounds(
    statistic: Statistic,
    sample: Sample,
    months: float,
    cost: float,
    persons: Sequence[int],
    values: Values,
) -> tuple[Bounds | None, tuple[str, ...]]:
    """Return the interval of the net savings; none where a group has too few people for one."""
    needed, drawn = values.number("min_compared_patients"), drawing_in_words(sample, values)
    if min(persons) < needed:
        there = " and ".join(str(count) for count in persons)
        return None, (f"no interval: {there} patients, and at least {needed} are needed", drawn)
    bounds = studentised_interval(statistic, sample, values)
    told = (drawn,) if bounds else ("no interval: it would hang on one or two patients", drawn)
    return bounds and (bounds[0] * months - cost, bounds[1] * months - cost), told


def _fell(sums: NDArray[np.inexact]) -> NDArray[np.inexact]:
    return np.asarray(sums[..., 0] / sums[..., 1] - sums[..., 2] / sums[..., 3])
