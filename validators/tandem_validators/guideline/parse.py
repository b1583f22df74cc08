"""From the blocks of a page to clauses, parameters and readings, with every problem collected."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from tandem_validators.errors import Problem
from tandem_validators.guideline import keys
from tandem_validators.guideline.model import (
    KINDS,
    ORIGINS,
    STRENGTHS,
    Clause,
    Parameter,
    Reading,
)

Block = Mapping[str, Any]


def parse_clause(block: Block, file: str, page: str) -> tuple[Clause | None, list[Problem]]:
    """Return the clause in `block`, or the problems that keep it from being one."""
    name = block.get("id", "?") if isinstance(block, Mapping) else "?"
    where = f"{file}, clause {name}"
    problems = keys.key_problems(block, where, keys.CLAUSE)
    problems = problems or keys.type_problems(block, where, str, *keys.CLAUSE)
    if problems:
        return None, problems
    problems = _choice(block, where, "strength", STRENGTHS) + _choice(block, where, "kind", KINDS)
    clause = Clause(
        id=block["id"],
        strength=block["strength"],
        kind=block["kind"],
        actor=block["actor"],
        source=block["source"],
        template=block["text"],
        page=page,
    )
    return clause, problems


def parse_parameter(
    name: str, block: Block, file: str, page: str
) -> tuple[Parameter | None, list[Problem]]:
    """Return the parameter in `block`, or the problems that keep it from being one."""
    where = f"{file}, parameter {name}"
    problems = keys.key_problems(block, where, keys.PARAMETER, keys.PARAMETER_RANGE)
    problems = problems or _parameter_types(block, where)
    if problems:
        return None, problems
    parameter = Parameter(
        name=name,
        value=block["value"],
        unit=block["unit"],
        origin=block["origin"],
        source=block["source"],
        meaning=block["meaning"],
        clauses=tuple(block["clauses"] or ()),
        page=page,
        minimum=block.get("min"),
        maximum=block.get("max"),
        options=tuple(block.get("options") or ()),
    )
    return parameter, _choice(block, where, "origin", ORIGINS) + _range(parameter, where)


def parse_reading(block: Block, file: str) -> tuple[Reading | None, list[Problem]]:
    """Return the reading in `block`, or the problems that keep it from being one."""
    number = block.get("number", "?") if isinstance(block, Mapping) else "?"
    where = f"{file}, reading {number}"
    problems = keys.key_problems(block, where, keys.READING)
    problems = problems or _reading_types(block, where)
    if problems:
        return None, problems
    if not block["clauses"]:
        what = "is tied to no clause"
        problems.append(Problem(where, what, "Name the clauses it concerns under `clauses:`."))
    return Reading(**{**block, "clauses": tuple(block["clauses"] or ())}), problems


def _parameter_types(block: Block, where: str) -> list[Problem]:
    return [
        *keys.type_problems(block, where, str, "unit", "origin", "source", "meaning"),
        *keys.type_problems(block, where, int, "min", "max"),
        *keys.type_problems(block, where, list, "clauses", "options"),
    ]


def _reading_types(block: Block, where: str) -> list[Problem]:
    return [
        *keys.type_problems(block, where, int, "number"),
        *keys.type_problems(block, where, str, "title", "question", "reading"),
        *keys.type_problems(block, where, list, "clauses"),
    ]


def _choice(block: Block, where: str, key: str, allowed: tuple[str, ...]) -> list[Problem]:
    if block[key] in allowed:
        return []
    what = f"is '{block[key]}'"
    return [Problem(f"{where}, key '{key}'", what, f"Use one of: {', '.join(allowed)}.")]


def _range(parameter: Parameter, where: str) -> list[Problem]:
    has_range = parameter.minimum is not None and parameter.maximum is not None
    if not (has_range or parameter.options or parameter.is_yes_no):
        return [Problem(where, "has no allowed range", "Add `min:` and `max:`, or `options:`.")]
    if parameter.allows(parameter.value):
        return []
    what = f"is {parameter.value}, outside {parameter.allowed}"
    return [Problem(f"{where}, key 'value'", what, "Choose a value inside, or widen the range.")]
