"""Every parameter that is named is stated, and every parameter that is stated is read."""

from __future__ import annotations

from tandem_site.facts import Facts
from tandem_validators.errors import Problem


def parameter_problems(facts: Facts) -> list[Problem]:
    """Return parameters that code or pages invent, and dead ones that no code reads."""
    stated = facts.guideline.parameters
    named = [(call.where, call.named) for call in facts.named("parameter")]
    named += [(f"{use.file}, line {use.line}", use.parameter) for use in facts.marks.uses]
    read = {use.parameter for use in facts.marks.uses}
    invented = [_invented(where, name) for where, name in named if name not in stated]
    dead = [_dead(name, stated[name].page) for name in stated if name not in read]
    return invented + dead


def _invented(where: str, name: str) -> Problem:
    what = f"names the parameter {name}, which no page states"
    return Problem(where, what, "State it in the front matter of its page, or correct the name.")


def _dead(name: str, page: str) -> Problem:
    where = f"guidelines/{page}.md, parameter {name}"
    remedy = f'Read it with `values.number("{name}")` (or choice, flag), or remove it.'
    return Problem(where, "is stated, but no code reads it", remedy)
