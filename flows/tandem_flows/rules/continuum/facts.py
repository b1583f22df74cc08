"""What is known of one patient when the kinds of care management are looked at.

Every fact may be empty, which means not known. Not here: where a fact comes from (`gather`).
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Facts:
    """One patient's facts; numbers are counts within the months of care looked at.

    Points are those of the assessment: of one domain, or of all domains together. `*_services`
    count care management that a side gives already.
    """

    practice_visits: int | None = None
    bh_visits: int | None = None
    is_high_need: bool | None = None
    chronic_conditions: int | None = None
    ed_visits: int | None = None
    admissions: int | None = None
    service_gaps: int | None = None
    capacity_points: int | None = None
    complexity_points: int | None = None
    providers: int | None = None
    has_social_need: bool | None = None
    has_mental_health_need: bool | None = None
    has_substance_use_need: bool | None = None
    has_serious_mental_illness: bool | None = None
    failed_attempts: int | None = None
    is_tracked: bool | None = None
    has_transition: bool | None = None
    cost_percentile: int | None = None
    has_refused_service: bool | None = None
    plan_services: int | None = None
    practice_services: int | None = None
