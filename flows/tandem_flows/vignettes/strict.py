"""From a YAML block to a frozen dataclass: unknown, missing and wrong keys are all refused at once.

Knows nothing of vignettes; `story` states their form.
"""

from __future__ import annotations

from dataclasses import MISSING, fields, is_dataclass
from typing import Any, TypeVar, get_args, get_origin, get_type_hints

from tandem_validators.errors import GuidelineRefused, Problem
from tandem_validators.guideline.keys import key_problems
from tandem_validators.guideline.strict_yaml import load_yaml

Block = TypeVar("Block")


def read_block(kind: type[Block], text: str, where: str) -> Block:
    """Return the YAML `text` as `kind`; raise GuidelineRefused with every problem it has."""
    problems: list[Problem] = []
    block: Block = _block(kind, load_yaml(text, where), where, problems)
    if problems:
        raise GuidelineRefused(problems)
    return block


def _block(kind: type[Any], given: Any, where: str, problems: list[Problem]) -> Any:
    needed = [field.name for field in fields(kind) if field.default is MISSING]
    may_lack = [field.name for field in fields(kind) if field.default is not MISSING]
    if found := key_problems(given, where, needed, may_lack):
        problems += found
        return None
    types = get_type_hints(kind)
    return kind(
        **{
            name: _value(types[name], value, f"{where}, key '{name}'", problems)
            for name, value in given.items()
        }
    )


def _value(kind: Any, given: Any, where: str, problems: list[Problem]) -> Any:
    if is_dataclass(kind):
        return _block(kind, given, where, problems)  # type: ignore[arg-type]
    if get_origin(kind) is tuple:
        return _items(get_args(kind)[0], given, where, problems)
    accepted = tuple(get_args(kind)) or (kind,)
    nested = [one for one in accepted if is_dataclass(one)]
    if nested and given is not None:
        return _block(nested[0], given, where, problems)  # type: ignore[arg-type]
    if isinstance(given, accepted) and (bool in accepted or not isinstance(given, bool)):
        return given
    words = " or ".join(one.__name__ for one in accepted)
    problems.append(Problem(where, f"is not {words}", "Write it as the other vignettes do."))
    return None


def _items(kind: Any, given: Any, where: str, problems: list[Problem]) -> tuple[Any, ...]:
    if not isinstance(given, list):
        problems.append(Problem(where, "is not a list", "Write it as `[one, two]`."))
        return ()
    return tuple(
        _value(kind, item, f"{where}, item {place}", problems)
        for place, item in enumerate(given, start=1)
    )
