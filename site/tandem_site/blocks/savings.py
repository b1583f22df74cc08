"""The worked example of net savings: one group of bills, two questions, opposite answers."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tandem_flows.rules.measures.net_savings import NetSavings
    from tandem_site.edition import Edition

_CENTS = 2


@dataclass(frozen=True)
class Example:
    """An invented group: what it cost, the months it was covered, and the time that was spent."""

    cost_before: int = 360_000
    months_before: int = 240
    cost_after: int = 300_000
    months_after: int = 230
    calls: int = 12
    people: int = 5
    hours_a_call: float = 0.5
    hours_of_preparing: int = 6
    dollars_an_hour: int = 60
    dollars_of_care: int = 100

    @property
    def hours(self) -> float:
        """The hours of everyone, in calls and in preparing."""
        return self.calls * (self.people * self.hours_a_call + self.hours_of_preparing)

    @property
    def program_cost(self) -> float:
        """What the hours cost, in US dollars."""
        return self.hours * self.dollars_an_hour


def net_savings_example(edition: Edition) -> str:
    """Return the example step by step; the waiting patients fell by the same ratio."""
    example = Example()
    told = _worked(example)
    gross = (told.gross_raw, told.gross_adjusted or 0.0)
    net = (told.net_raw, told.net_adjusted or 0.0)
    lines = [
        "| Dollars | Against the year before | Against those who waited |",
        "|---|---|---|",
        f"| Cost a month before | {_dollars(told.pmpm_before)} | "
        f"{_dollars(told.pmpm_before)}, moved as the waiting group moved: "
        f"{_dollars(told.pmpm_before * (told.comparison_ratio or 1))} |",
        f"| Cost a month after | {_dollars(told.pmpm_after)} | {_dollars(told.pmpm_after)} |",
        f"| Gross savings over {example.months_after} member-months | {_dollars(gross[0])} | "
        f"{_dollars(gross[1])} |",
        f"| Cost of time | {_dollars(told.program_cost)} | {_dollars(told.program_cost)} |",
        f"| **Net savings** | **{_dollars(net[0])}** | **{_dollars(net[1])}** |",
    ]
    return f"{_told(example)}\n\n" + "\n".join(lines)


def cost_of_the_care(edition: Edition) -> str:
    """Return what the care itself would take off the example, if it cost a round sum a month."""
    example = Example()
    off = example.dollars_of_care * example.months_after
    return (
        "For a business case add what is not in the cost of time: every "
        f"{_dollars(example.dollars_of_care)} a member-month, over {example.months_after} "
        f"member-months, takes {_dollars(off)} off the {_dollars(_worked(example).net_raw)} of "
        "the example."
    )


def _worked(example: Example) -> NetSavings:
    from tandem_flows.rules.measures.net_savings import Experience, net_savings

    before = Experience(example.cost_before, example.months_before)
    after = Experience(example.cost_after, example.months_after)
    same_fall = after.pmpm / before.pmpm
    return net_savings(before, after, example.program_cost, same_fall)


def _told(example: Example) -> str:
    return (
        f"An invented group cost {_dollars(example.cost_before)} over {example.months_before} "
        f"member-months before enrolment, and {_dollars(example.cost_after)} over "
        f"{example.months_after} after it. {example.calls} calls took {example.people} people "
        f"half an hour each, and each {example.hours_of_preparing} hours of preparing: "
        f"{example.hours:.0f} hours at {_dollars(example.dollars_an_hour)}. "
        "The patients who waited became cheaper by just the same ratio."
    )


def _dollars(amount: float) -> str:
    """Return an amount with its cents only where it has some."""
    rounded = round(amount, _CENTS)
    text = f"{abs(rounded):,.0f}" if rounded == int(rounded) else f"{abs(rounded):,.2f}"
    return f"&minus;${text}" if rounded < 0 else f"${text}"
