"""The criteria of the continuum as data: one fact each, its limit, and how it is said.

The rules and the decision table of the site read the same rows. Which criteria make a kind suit is
in `kinds`.
"""

from __future__ import annotations

from dataclasses import asdict, dataclass

from tandem_flows.rules.continuum.facts import Facts
from tandem_flows.rules.continuum.limits import Limits


@dataclass(frozen=True)
class Criterion:
    """A yes-no question about one fact; with a limit, whether the fact reaches it.

    `words` and `unknown` may name limits in braces. `is_below` asks for less than the limit.
    """

    code: str
    fact: str
    words: str
    unknown: str
    limit: str | None = None
    is_below: bool = False

    def answer(self, facts: Facts, limits: Limits) -> bool | None:
        """Return whether the criterion is met; None where the fact is not known."""
        value = getattr(facts, self.fact)
        if value is None or self.limit is None:
            return None if value is None else bool(value)
        reaches = bool(value >= getattr(limits, self.limit))
        return not reaches if self.is_below else reaches

    def said(self, limits: Limits) -> str:
        """Return the criterion in words, with the limits in force."""
        return self.words.format(**asdict(limits))

    def said_of(self, facts: Facts, limits: Limits) -> str:
        """Return the criterion in words, with this patient's own number where it has one."""
        own = "" if self.limit is None else f" ({getattr(facts, self.fact)})"
        return f"{self.said(limits)}{own}"


PRACTICE_ACTIVE = Criterion(
    "practice_active", "practice_visits",
    "{visits} or more visits to the practice in {care_months} months",
    "visits to the practice", "visits",
)  # fmt: skip
NO_PRACTICE_VISIT = Criterion(
    "not_at_practice", "practice_visits",
    "visits to the practice in {care_months} months below {visits}",
    "visits to the practice", "visits", is_below=True,
)  # fmt: skip
BH_ACTIVE = Criterion(
    "bh_practice_active", "bh_visits",
    "{visits} or more visits to behavioural health care in {care_months} months",
    "visits to behavioural health care", "visits",
)  # fmt: skip
HIGH_NEED = Criterion(
    "high_need", "is_high_need",
    "named as high-risk, and not rated lower by both sides",
    "how high the risk is",
)  # fmt: skip
CHRONIC = Criterion(
    "chronic_conditions", "chronic_conditions",
    "{conditions} or more long-term medical conditions",
    "long-term medical conditions", "conditions",
)  # fmt: skip
MANY_CONDITIONS = Criterion(
    "many_conditions", "chronic_conditions",
    "{many_conditions} or more long-term medical conditions",
    "long-term medical conditions", "many_conditions",
)  # fmt: skip
ED_USE = Criterion(
    "ed_use", "ed_visits",
    "{ed_visits} or more ED visits in {ed_months} months",
    "ED visits", "ed_visits",
)  # fmt: skip
ADMITTED = Criterion(
    "admitted", "admissions",
    "{admissions} or more hospital stays in {care_months} months",
    "hospital stays", "admissions",
)  # fmt: skip
SERVICE_GAPS = Criterion(
    "service_gaps", "service_gaps",
    "gaps in services were found in pre-work",
    "gaps in services",
)  # fmt: skip
WEAK_CAPACITY = Criterion(
    "weak_capacity", "capacity_points",
    "{capacity_points} or more points for readiness or resources in the assessment",
    "readiness and resources", "capacity_points",
)  # fmt: skip
COMPLEXITY = Criterion(
    "complexity", "complexity_points",
    "{complexity_points} or more points in the assessment of complexity",
    "complexity (no full assessment)", "complexity_points",
)  # fmt: skip
MANY_PROVIDERS = Criterion(
    "many_providers", "providers",
    "{providers} or more providers seen in {care_months} months",
    "how many providers were seen", "providers",
)  # fmt: skip
SOCIAL_NEED = Criterion(
    "social_need", "has_social_need", "a social need is recorded", "social needs"
)
MENTAL_HEALTH = Criterion(
    "mental_health", "has_mental_health_need",
    "a mental health diagnosis is recorded", "mental health needs",
)  # fmt: skip
SUBSTANCE_USE = Criterion(
    "substance_use", "has_substance_use_need",
    "a substance use diagnosis is recorded, and the patient agreed to share it",
    "substance use (looked at only where the patient agreed to share it)",
)  # fmt: skip
SERIOUS_MENTAL_ILLNESS = Criterion(
    "serious_mental_illness", "has_serious_mental_illness",
    "a serious mental illness is recorded", "serious mental illness",
)  # fmt: skip
UNREACHED = Criterion(
    "unreached", "failed_attempts",
    "{failed_attempts} or more failed attempts to reach the patient",
    "attempts to reach the patient", "failed_attempts",
)  # fmt: skip
TRACKED = Criterion(
    "tracked", "is_tracked", "the patient is on the tracking list", "whether the patient is tracked"
)
TRANSITION = Criterion(
    "transition", "has_transition",
    "admitted to or left hospital or the ED {transition_days} days ago or less",
    "hospital stays and ED visits",
)  # fmt: skip
HIGH_COST = Criterion(
    "high_cost", "cost_percentile",
    "paid in {care_months} months at or above {cost_percentile} percent of members",
    "what was paid", "cost_percentile",
)  # fmt: skip
REFUSED = Criterion(
    "refused_service", "has_refused_service",
    "an offered service was refused", "answers to offered services",
)  # fmt: skip
