"""What a role does and when: its clauses in the order of time, and the values it works with."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from tandem_site.actors import ACTOR_ROLES
from tandem_site.edition import Edition
from tandem_site.rhythm import phases
from tandem_site.roles import Role
from tandem_validators.guideline.model import STEPS, Clause, Parameter

_CALL = "call"
_PART, _ALWAYS = "part", "always"
_TITLES = {
    _PART: "Your part",
    _ALWAYS: "At all times",
    "start": "Once, at the start",
    "before": "Before each call",
    "call": "During the call",
    "after": "After each call",
}
_TIMES = ("days", "weeks", "months", "minutes")


@dataclass(frozen=True)
class Duties:
    """The clauses of one part of the rhythm, under its title."""

    phase: str
    title: str
    clauses: tuple[Clause, ...]


def duties_of(role: Role, edition: Edition) -> list[Duties]:
    """Return what `role` does, in the order of time, without parts in which it does nothing."""
    clauses = [clause for clause in _in_order(edition) if does(role, clause)]
    timed = {p.name: p.title for p in phases(edition.guideline.parameters)} | _TITLES
    order = [_PART, *(name for name in timed if name not in (_PART, _ALWAYS)), _ALWAYS]
    found = [
        Duties(name, timed[name], tuple(c for c in clauses if _phase(c, edition) == name))
        for name in order
    ]
    return [duties for duties in found if duties.clauses]


def does(role: Role, clause: Clause) -> bool:
    """Whether a clause asks something of `role`: by its actor, or in a call the role joins."""
    if clause.kind == "context" or clause.strength == "definition":
        return False
    if role.name in ACTOR_ROLES[clause.actor]:
        return True
    return role.joins and clause.page == _CALL and clause.actor == "both"


def naming(role: Role, edition: Edition) -> list[Clause]:
    """Return the further clauses whose sentence names `role`."""
    if not role.words:
        return []
    named = re.compile("|".join(rf"\b{re.escape(word)}" for word in role.words), re.IGNORECASE)
    return [
        clause
        for clause in _in_order(edition)
        if named.search(clause.text) and not does(role, clause)
    ]


def deadlines_of(clauses: Sequence[Clause], edition: Edition) -> list[Parameter]:
    """Return the parameters in days, weeks, months or minutes that belong to `clauses`."""
    names = {clause.id for clause in clauses}
    return [
        parameter
        for page in edition.pages
        for parameter in edition.parameters_of(page)
        if parameter.unit in _TIMES and names & set(parameter.clauses)
    ]


def _in_order(edition: Edition) -> list[Clause]:
    return [clause for page in edition.pages for clause in edition.clauses_of(page)]


def _phase(clause: Clause, edition: Edition) -> str:
    if clause.page not in STEPS:
        return _PART if clause.page == "roles" else _ALWAYS
    found = (p.name for p in phases(edition.guideline.parameters) if clause.page in p.steps)
    return next(found)
