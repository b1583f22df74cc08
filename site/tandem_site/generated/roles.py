"""A page for each role: what it does before, during and after the call, and what it gets."""

from __future__ import annotations

from tandem_site.described import DescribedHandoff
from tandem_site.duties import deadlines_of, duties_of, naming
from tandem_site.edition import Edition
from tandem_site.roles import ORGANISATIONS, ROLES, Role
from tandem_site.templating import filled
from tandem_site.words import STRENGTH_WORDS


def role_pages(edition: Edition) -> dict[str, str]:
    """Return the pages of the roles that care for patients; the others have written ones."""
    return {f"{role.page}.md": _role_page(role, edition) for role in ROLES if not role.is_written}


def _role_page(role: Role, edition: Edition) -> str:
    duties = duties_of(role, edition)
    clauses = [clause for part in duties for clause in part.clauses]
    return filled(
        "role.md.j2",
        role=role,
        organisation=ORGANISATIONS[role.organisation],
        duties=duties,
        naming=naming(role, edition),
        deadlines=deadlines_of(clauses, edition),
        sheets=_received(role, edition),
        strengths=STRENGTH_WORDS,
    )


def _received(role: Role, edition: Edition) -> list[DescribedHandoff]:
    """Return what comes to the role's organisation from the other side."""
    return [
        spec
        for spec in edition.handoffs.values()
        if spec.receiver in (role.organisation, "both")
        and spec.sender not in (role.organisation, "both")
    ]
