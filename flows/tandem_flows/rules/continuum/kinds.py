"""The kinds of care management as data: whom each suits, where it is based, what it overlaps with.

The order of KINDS is the order among equals. Nothing here names a lead: that is for people.
"""

from __future__ import annotations

from dataclasses import dataclass

from tandem_flows.rules.continuum import criteria as c
from tandem_flows.rules.continuum.criteria import Criterion

# From the closest to an ongoing relationship to the most general (CON-11).
BASES = ("practice", "team", "community", "event", "payer", "everyone")
BASE_WORDS = {
    "practice": "a practice that sees the patient over time",
    "team": "a specialised team at or near the practice",
    "community": "the home and the community",
    "event": "the care manager already involved, or the plan by telephone",
    "payer": "the plan",
    "everyone": "practice and plan, for everyone",
}
# How much service: from a watch kept to contact as often as it takes (CON-12).
AMOUNTS = ("light", "regular", "intensive")
PLAN, PRACTICE = "plan", "practice"


@dataclass(frozen=True)
class Kind:
    """One kind: it suits when of every group in `suits` at least one criterion is met.

    `raised_by` lifts it to an earlier base; `duplicates` names the sides whose present care
    management it may repeat; `amounts` are the least and the most it is suited to give.
    """

    name: str
    clause: str
    title: str
    base: str
    suits: tuple[tuple[Criterion, ...], ...]
    duplicates: tuple[str, ...] = ()
    amounts: tuple[str, str] = ("light", "intensive")
    raised_by: tuple[Criterion, ...] = ()
    raised_to: str = ""


_BEHAVIORAL = (c.MENTAL_HEALTH, c.SUBSTANCE_USE)
_UNREACHED = (c.UNREACHED, c.TRACKED)
KINDS = (
    Kind(
        "shared_care", "CON-03", "Care management shared by primary and behavioural health care",
        "practice", ((c.PRACTICE_ACTIVE,), (c.BH_ACTIVE,)), (PRACTICE,),
    ),
    Kind(
        "practice_care_manager", "CON-01", "Care manager or nurse care manager of the practice",
        "practice",
        (
            (c.PRACTICE_ACTIVE,),
            (c.HIGH_NEED,),
            (c.CHRONIC, c.ED_USE, c.ADMITTED, c.SERVICE_GAPS),
        ),
        (PRACTICE,),
    ),
    Kind(
        "bh_practice_care_manager", "CON-02", "Care manager of a behavioural health practice",
        "practice", ((c.BH_ACTIVE,), (c.WEAK_CAPACITY, c.SOCIAL_NEED)),
    ),
    Kind(
        "bh_support_in_primary_care", "CON-04", "Behavioural health support in primary care",
        "practice", ((c.PRACTICE_ACTIVE,), _BEHAVIORAL),
    ),
    Kind(
        "medical_management_in_bh", "CON-05",
        "Medical management in a behavioural health setting",
        "practice", ((c.SERIOUS_MENTAL_ILLNESS,), (c.CHRONIC,)),
    ),
    Kind(
        "high_risk_team", "CON-07", "High-risk care coordination team",
        "team", ((c.MANY_PROVIDERS, c.MANY_CONDITIONS, c.COMPLEXITY),), (PLAN, PRACTICE),
        ("regular", "intensive"),
    ),
    Kind(
        "community_team", "CON-08", "Community health team and home-based services",
        "community",
        ((*_UNREACHED, c.NO_PRACTICE_VISIT, c.SOCIAL_NEED, *_BEHAVIORAL),),
    ),
    Kind(
        "transition_support", "CON-09", "Support in a transition of care",
        "event", ((c.TRANSITION,),), (PLAN, PRACTICE), ("regular", "intensive"),
    ),
    Kind(
        "payer_intensive_program", "CON-10", "Intensive care management program of the plan",
        "payer", ((c.HIGH_COST,),), (PLAN,), ("intensive", "intensive"),
        (c.REFUSED, *_UNREACHED), "event",
    ),
    Kind(
        "population_management", "CON-06", "Population management: prevention and monitoring",
        "everyone", (), (), ("light", "light"),
    ),
)  # fmt: skip
BY_NAME = {kind.name: kind for kind in KINDS}

# Signs of how much service is needed; each that is met counts once.
SIGNS = (
    c.ED_USE, c.ADMITTED, c.MANY_CONDITIONS, c.MANY_PROVIDERS, c.COMPLEXITY, c.WEAK_CAPACITY,
    c.SOCIAL_NEED, c.UNREACHED, c.HIGH_COST,
)  # fmt: skip

# Kinds whose duties overlap: where both suit, who does what has to be agreed.
OVERLAPS = (
    ("shared_care", "practice_care_manager"),
    ("shared_care", "bh_practice_care_manager"),
    ("shared_care", "bh_support_in_primary_care"),
    ("shared_care", "medical_management_in_bh"),
    ("practice_care_manager", "bh_practice_care_manager"),
    ("practice_care_manager", "medical_management_in_bh"),
    ("practice_care_manager", "high_risk_team"),
    ("practice_care_manager", "transition_support"),
    ("practice_care_manager", "payer_intensive_program"),
    ("bh_practice_care_manager", "bh_support_in_primary_care"),
    ("bh_practice_care_manager", "medical_management_in_bh"),
    ("bh_practice_care_manager", "community_team"),
    ("high_risk_team", "payer_intensive_program"),
    ("high_risk_team", "transition_support"),
    ("community_team", "payer_intensive_program"),
    ("transition_support", "payer_intensive_program"),
)
