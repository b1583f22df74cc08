"""M8 in arithmetic: what is left of a difference in cost after the programme is paid for.

Given numbers in, numbers out. The site shows the worked example with this very function. Where the
numbers come from is in `pmpm`, `program_cost` and `savings`.
"""

from __future__ import annotations

from dataclasses import dataclass

from tandem_flows.marks import implements
from tandem_validators.errors import Problem, RuleRefused

_CENTS = 2


@dataclass(frozen=True)
class Experience:
    """What a group cost over its months of membership, in US dollars and member-months."""

    cost: float
    member_months: float

    @property
    def pmpm(self) -> float:
        """Return the cost per member per month: the ratio of the sums."""
        return self.cost / self.member_months


@dataclass(frozen=True)
class NetSavings:
    """Raw and adjusted side by side, in US dollars; adjusted is empty without a comparison."""

    pmpm_before: float
    pmpm_after: float
    gross_raw: float
    net_raw: float
    comparison_ratio: float | None
    gross_adjusted: float | None
    net_adjusted: float | None
    program_cost: float

    @property
    def difference(self) -> float:
        """Return how much lower the cost per member per month is after enrolment."""
        return self.pmpm_before - self.pmpm_after

    def benefit_cost_ratio(self, gross: float | None) -> float | None:
        """Return dollars saved for each dollar of the programme's cost."""
        return None if gross is None or not self.program_cost else gross / self.program_cost

    def return_on_investment(self, net: float | None) -> float | None:
        """Return what is left for each dollar of the programme's cost."""
        return None if net is None or not self.program_cost else net / self.program_cost


@implements("EVL-12", "EVL-14")
def net_savings(
    before: Experience,
    after: Experience,
    program_cost: float,
    comparison_ratio: float | None = None,
) -> NetSavings:
    """Return the savings of a group from the months before and after, less the programme's cost.

    The monthly difference is multiplied by the months after, so that both are dollars (reading 15).
    `comparison_ratio` is the cost of a waiting group after by before: with it the months before are
    first moved as the waiting group moved. Raises RuleRefused for a group without member-months.
    """
    _refuse(before, after, comparison_ratio)
    gross_raw = (before.pmpm - after.pmpm) * after.member_months
    adjusted = None
    if comparison_ratio is not None:
        adjusted = (before.pmpm * comparison_ratio - after.pmpm) * after.member_months
    return NetSavings(
        pmpm_before=before.pmpm,
        pmpm_after=after.pmpm,
        gross_raw=_dollars(gross_raw),
        net_raw=_dollars(gross_raw - program_cost),
        comparison_ratio=comparison_ratio,
        gross_adjusted=None if adjusted is None else _dollars(adjusted),
        net_adjusted=None if adjusted is None else _dollars(adjusted - program_cost),
        program_cost=program_cost,
    )


def _refuse(before: Experience, after: Experience, comparison_ratio: float | None) -> None:
    problems = [
        Problem(
            f"net savings, member-months {when}",
            "are not above zero",
            "Leave out persons without months, and wait until the group has some.",
            "EVL-14",
        )
        for when, of in (("before", before), ("after", after))
        if not of.member_months > 0
    ]
    if comparison_ratio is not None and comparison_ratio < 0:
        remedy = "Give the cost after by the cost before of the waiting group."
        problems.append(Problem("net savings, comparison ratio", "is below zero", remedy, "EVL-14"))
    if problems:
        raise RuleRefused(problems)


def _dollars(amount: float) -> float:
    rounded = round(amount, _CENTS)
    return rounded + 0.0  # no minus zero
