"""The limits of the criteria, as they are in force for one organisation on one day."""

from __future__ import annotations

from dataclasses import dataclass

from tandem_validators.guideline.values import Values


@dataclass(frozen=True)
class Limits:
    """From how much on a criterion is met; `care_months` is how far back care is looked at."""

    care_months: int
    ed_months: int
    transition_days: int
    visits: int
    conditions: int
    many_conditions: int
    ed_visits: int
    admissions: int
    capacity_points: int
    complexity_points: int
    providers: int
    failed_attempts: int
    cost_percentile: int
    regular_signs: int
    intensive_signs: int


def limits_of(values: Values) -> Limits:
    """Return the limits that `values` hold."""
    return Limits(
        care_months=values.number("care_months"),
        ed_months=values.number("active_ed_user_months"),
        transition_days=values.number("transition_days"),
        visits=values.number("ongoing_visits_min"),
        conditions=values.number("chronic_conditions_min"),
        many_conditions=values.number("many_conditions_min"),
        ed_visits=values.number("active_ed_user_visits"),
        admissions=values.number("poorly_managed_stays_min"),
        capacity_points=values.number("weak_capacity_points_min"),
        complexity_points=values.number("complexity_points_min"),
        providers=values.number("many_providers_min"),
        failed_attempts=values.number("unreached_attempts_min"),
        cost_percentile=values.number("high_cost_percentile"),
        regular_signs=values.number("regular_signs_min"),
        intensive_signs=values.number("intensive_signs_min"),
    )
