"""Every actor of a clause belongs to roles, so that no sentence is missing from a role's page."""

from __future__ import annotations

from tandem_site.actors import ACTOR_ROLES
from tandem_site.facts import Facts
from tandem_validators.errors import Problem


def actor_problems(facts: Facts) -> list[Problem]:
    """Return the clauses whose actor belongs to no role."""
    remedy = "Use one of the actors of tandem_site/actors.py, or give the new one its roles there."
    return [
        Problem(
            f"guidelines/{clause.page}.md, clause {clause.id}",
            f"names the actor '{clause.actor}', who belongs to no role",
            remedy,
        )
        for clause in facts.guideline.clauses.values()
        if clause.actor not in ACTOR_ROLES
    ]
