"""A page for each role: what it does before, during and after the call, and what it gets."""

from __future__ import annotations

from dataclasses import dataclass

from tandem_site.described import DescribedHandoff
from tandem_site.duties import deadlines_of, duties_of, is_around, naming
from tandem_site.edition import Edition
from tandem_site.roles import ORGANISATIONS, ROLES, Role
from tandem_site.templating import filled
from tandem_site.words import STRENGTH_WORDS


@dataclass(frozen=True)
class Link:
    """A page as a role's page names it."""

    title: str
    told: str


# what nobody writes and some roles look things up in
_LOOKED_UP = {
    "dictionary": Link("Data dictionary", "Every table that passes on, column by column."),
    "parameters": Link("Parameters", "Every number and choice, with its range and its source."),
    "reference/pictures": Link("Pictures of the process", "What passes between the steps."),
    "traceability": Link("Traceability", "Every sentence with its code, columns and tests."),
}


def role_pages(edition: Edition) -> dict[str, str]:
    """Return the pages of all roles."""
    return {f"{role.page}.md": _role_page(role, edition) for role in ROLES}


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
        sheets=[] if is_around(role) else _received(role, edition),
        links=_links_for(role, edition),
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


def _links_for(role: Role, edition: Edition) -> dict[str, Link]:
    """Return the pages for a role by name: those it reads, and those in the folders it reads."""
    written = [*edition.pages, *edition.written.values()]
    every = {page.name: Link(page.title, page.description) for page in written} | _LOOKED_UP
    return {
        name: link
        for part in (role.written, *role.reads)
        for name, link in sorted(every.items())
        if name == part or name.startswith(f"{part}/")
    }
