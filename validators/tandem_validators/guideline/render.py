"""Puts the values of parameters into a text of the guideline."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from typing import Any

from jinja2 import StrictUndefined, UndefinedError
from jinja2.exceptions import SecurityError, TemplateSyntaxError
from jinja2.sandbox import ImmutableSandboxedEnvironment

from tandem_validators.errors import Problem


@cache
def _environment() -> ImmutableSandboxedEnvironment:
    # a guideline can come from elsewhere: its texts name values, and reach nothing else
    return ImmutableSandboxedEnvironment(undefined=StrictUndefined, autoescape=False)


def rendered(
    template: str,
    values: Mapping[str, Any],
    units: Mapping[str, str],
    where: str,
    problems: list[Problem],
) -> str:
    """Return `template` with values `{{ p.name }}` and units `{{ u.name }}` of parameters put in.

    A text that cannot be filled in is a problem more.
    """
    try:
        return _environment().from_string(template).render(p=values, u=units)
    except (UndefinedError, TemplateSyntaxError, SecurityError) as error:
        what = f"cannot be filled in: {_in_words(error)}"
        remedy = "Name a stated parameter, as `{{ p.name }}`; its unit is `{{ u.name }}`."
        problems.append(Problem(where, what, remedy))
        return template


def _in_words(error: UndefinedError | TemplateSyntaxError | SecurityError) -> str:
    message = str(error.message)
    if message.startswith("'dict object' has no attribute "):
        return f"no page states the parameter {message.rsplit(' ', 1)[1]}"
    return message
