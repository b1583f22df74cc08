"""Which keys a block of the guideline has, and the refusal when it has others."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from typing import Any

from tandem_validators.errors import Problem

STEP_PAGE = {"step", "title", "description", "order", "parameters", "clauses"}
PAGE = {"title", "description"}
NORMATIVE = {"parameters", "clauses"}
CLAUSE = {"id", "strength", "kind", "actor", "source", "text"}
PARAMETER = {"value", "unit", "origin", "source", "clauses", "meaning"}
PARAMETER_RANGE = {"min", "max", "options"}
READING = {"number", "title", "question", "reading", "clauses"}
GUIDELINE = {"title", "version", "status", "reviewed", "pages"}

_AS_TYPE = {
    str: "Put it between double quotes.",
    int: "Write digits without quotes.",
    list: "Write it as `[one, two]`.",
}


def key_problems(
    block: object, where: str, required: Collection[str], optional: Collection[str] = ()
) -> list[Problem]:
    """Return a problem for each missing or unknown key of `block`."""
    if not isinstance(block, Mapping):
        return [Problem(where, "is not a block of keys", "Write it as `key: value` lines.")]
    missing = [_missing(where, key) for key in sorted(set(required) - set(block))]
    allowed = [*required, *optional]
    unknown = [_unknown(where, key, allowed) for key in block if key not in allowed]
    return missing + unknown


def type_problems(block: Mapping[str, Any], where: str, kind: type, *names: str) -> list[Problem]:
    """Return a problem for each of `names` that stands in `block` as another type than `kind`."""
    words = {str: "a text", int: "a whole number", list: "a list"}[kind]
    wrong = [name for name in names if block.get(name) is not None]
    return [
        Problem(f"{where}, key '{name}'", f"is not {words}", _AS_TYPE[kind])
        for name in wrong
        if not isinstance(block[name], kind) or isinstance(block[name], bool)
    ]


def as_mapping(block: Any, where: str, problems: list[Problem]) -> list[tuple[str, Any]]:
    """Return the named blocks of `block`; an empty one has none, another shape is a problem."""
    if block is None or isinstance(block, Mapping):
        return list((block or {}).items())
    problems.append(Problem(where, "is not a block of names", "Write each as `name:` and a block."))
    return []


def as_list(block: Any, where: str, problems: list[Problem]) -> Sequence[Any]:
    """Return the items of `block`; an empty one has none, another shape is a problem."""
    if block is None or isinstance(block, list):
        return block or []
    problems.append(Problem(where, "is not a list", "Begin each item with `- ` on its own line."))
    return []


def _missing(where: str, key: str) -> Problem:
    return Problem(f"{where}, key '{key}'", "is missing", f"Add `{key}:` to this block.")


def _unknown(where: str, key: Any, allowed: Collection[str]) -> Problem:
    known = ", ".join(sorted(allowed))
    return Problem(f"{where}, key '{key}'", "is unknown", f"Use one of: {known}.")
