"""Facts of one invented patient: each test states only what it is about."""

from __future__ import annotations

from dataclasses import replace

from tandem_flows.rules.continuum import Facts, limits_of, suited_kinds
from tandem_flows.rules.continuum.suited import SUITS
from tests.values import standard_values

# Everything is known, and nothing calls for more than what everyone gets.
WELL = Facts(
    practice_visits=0,
    bh_visits=0,
    is_high_need=False,
    chronic_conditions=0,
    ed_visits=0,
    admissions=0,
    service_gaps=0,
    capacity_points=0,
    complexity_points=0,
    providers=0,
    has_social_need=False,
    has_mental_health_need=False,
    has_substance_use_need=False,
    has_serious_mental_illness=False,
    failed_attempts=0,
    is_tracked=False,
    has_transition=False,
    cost_percentile=0,
    has_refused_service=False,
    plan_services=0,
    practice_services=0,
)
SEEN = replace(WELL, practice_visits=1)
LISTED = replace(SEEN, is_high_need=True)

# All kinds suit.
EVERYTHING = replace(
    LISTED,
    bh_visits=1,
    chronic_conditions=5,
    has_social_need=True,
    has_mental_health_need=True,
    has_serious_mental_illness=True,
    has_transition=True,
    cost_percentile=99,
)


def looked_at(facts, **changes):
    return suited_kinds(facts, limits_of(standard_values(**changes)))


def suited(facts, **changes):
    """The names of the kinds that suit, in their order."""
    return [found.kind.name for found in looked_at(facts, **changes) if found.fit == SUITS]


def one(facts, name, **changes):
    return next(found for found in looked_at(facts, **changes) if found.kind.name == name)
