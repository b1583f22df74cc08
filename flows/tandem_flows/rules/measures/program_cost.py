"""M7: what the time of the people costs, by role. Not here: the minutes themselves."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

import polars as pl

from tandem_flows.marks import implements
from tandem_flows.rules.measures.figure import ALL, Figure
from tandem_flows.rules.measures.periods import Period
from tandem_validators.guideline.values import Values

PHYSICIAN, DIRECTOR, CLINICIAN, STAFF = "physician", "director", "clinician", "staff"
# Which group's hourly cost a role has.
GROUPS = {
    "director_of_care_management": DIRECTOR,
    "plan_physician": PHYSICIAN,
    "primary_care_clinician": PHYSICIAN,
    "case_manager": CLINICIAN,
    "clinical_care_manager": CLINICIAN,
    "social_care_manager": CLINICIAN,
    "behavioral_health_provider": CLINICIAN,
    "clinical_pharmacist": CLINICIAN,
    "project_manager": STAFF,
    "outreach_worker": STAFF,
    "community_health_worker": STAFF,
    "care_coordinator": STAFF,
    "observer": STAFF,
    "facilitator": STAFF,
}
COUNTED = ("call", "prework")
_APART = ("summary", "setup")
_MINUTES_AN_HOUR = 60


@dataclass(frozen=True)
class ProgramCost:
    """Minutes and US dollars of the programme; `apart` is summary and set-up, not subtracted."""

    minutes: int
    dollars: float
    apart_minutes: int
    apart_dollars: float
    calls: int


@implements("EVL-13")
def program_cost(time_spent: pl.DataFrame, period: Period, values: Values) -> ProgramCost:
    """Return the cost of calls and preparation of the calls in `period`, and of the rest apart.

    `time_spent` is the handoff of that name; each role has its loaded hourly cost.
    """
    hourly = hourly_costs(values)
    rates = {role: hourly[group] for role, group in GROUPS.items()}
    spent = time_spent.filter(period.has("call_date")).with_columns(
        dollars=pl.col("minutes")
        / _MINUTES_AN_HOUR
        * pl.col("role").replace_strict(rates, return_dtype=pl.Float64)
    )
    counted = spent.filter(pl.col("activity").is_in(COUNTED))
    apart = spent.filter(pl.col("activity").is_in(_APART))
    return ProgramCost(
        minutes=int(counted["minutes"].sum()),
        dollars=round(float(counted["dollars"].sum()), 2),
        apart_minutes=int(apart["minutes"].sum()),
        apart_dollars=round(float(apart["dollars"].sum()), 2),
        calls=spent["call_date"].n_unique(),
    )


def hourly_costs(values: Values) -> dict[str, int]:
    """Return the loaded hourly cost of each group of roles, in US dollars."""
    return {
        PHYSICIAN: values.number("hourly_cost_physician_dollars"),
        DIRECTOR: values.number("hourly_cost_director_dollars"),
        CLINICIAN: values.number("hourly_cost_clinician_dollars"),
        STAFF: values.number("hourly_cost_staff_dollars"),
    }


def program_cost_figures(cost: ProgramCost, period: Period, data_through: date) -> list[Figure]:
    """Return M7: dollars over calls, and the time of summary and set-up beside it."""
    return [
        Figure("M7", ALL, cost.dollars, cost.calls, cost.dollars, period, data_through,
               notes=(f"{cost.minutes} minutes of calls and preparation, {cost.calls} calls",)),
        Figure("M7_apart", ALL, cost.apart_dollars, cost.calls, cost.apart_dollars, period,
               data_through,
               notes=(f"{cost.apart_minutes} minutes of summaries and set-up; not subtracted",)),
    ]  # fmt: skip
