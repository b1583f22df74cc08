"""To which roles each actor of a clause belongs."""

from __future__ import annotations

from collections.abc import Mapping

_DIRECTOR, _MANAGER, _CASE = "director-of-care-management", "project-manager", "case-manager"
_CARE, _CLINICIAN = "care-manager", "primary-care-clinician"
_BEHAVIOURAL, _COMMUNITY = "behavioural-health-provider", "community-health-worker"
_TEAM = (_CLINICIAN, _BEHAVIOURAL, _COMMUNITY, "care-coordinator", "clinical-pharmacist")
# Every actor of a clause stands here: a new one must be given its roles before it is published.
ACTOR_ROLES: Mapping[str, tuple[str, ...]] = {
    "both": (_DIRECTOR, _MANAGER, _CARE),
    "plan": (_DIRECTOR, _MANAGER),
    "practice": (_CARE,),
    "plan PM": (_MANAGER,),
    "PM": (_MANAGER,),
    "plan director": (_DIRECTOR,),
    "plan director + practice CM": (_DIRECTOR, _CARE),
    "plan CMs": (_CASE,),
    "practice CM": (_CARE,),
    "lead CM": (_CASE, _CARE),
    "follow-up CM": (_CASE, _CARE),
    "PCP": (_CLINICIAN,),
    "call leader": (_CARE,),
    "leader": (_CARE,),
    "plan→practice": (_MANAGER,),
    "practice/plan": (_CARE, _CASE),
    "practice, ongoing relationship": (_CARE, _CLINICIAN),
    "BH practice": (_BEHAVIOURAL,),
    "BH setting": (_BEHAVIOURAL,),
    "site or specialty team": _TEAM,
    "community": (_COMMUNITY,),
    "payer": (_DIRECTOR, _CASE),
    "payer / current CM": (_CASE, _CARE),
    "analyst": ("evaluator",),
    "observer": ("evaluator",),
    "administrators": ("administrator",),
    "sponsor": ("administrator",),
    "facilitator": ("administrator",),
    # a word is explained, or a fact told: nobody acts
    "—": (),
}
