"""The values in force for one organisation on one day: the guideline's, or its own."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from tandem_validators.errors import GuidelineRefused, Problem
from tandem_validators.guideline.model import Guideline, Value


@dataclass(frozen=True)
class OwnValue:
    """An organisation's own value of a parameter, in force from a day, with its reason."""

    parameter: str
    value: Value
    since: date
    reason: str


class Values:
    """Parameter values by name; asking for one that is not in force raises."""

    def __init__(self, values: Mapping[str, Value]) -> None:
        self._values = dict(values)

    def number(self, name: str) -> int:
        """Return the number `name`; the unit is in the name."""
        value = self._get(name)
        if isinstance(value, bool) or not isinstance(value, int):
            raise _not_in_force(name, "is not a number")
        return value

    def choice(self, name: str) -> str:
        """Return the chosen word of `name`."""
        value = self._get(name)
        if not isinstance(value, str):
            raise _not_in_force(name, "is not a choice")
        return value

    def flag(self, name: str) -> bool:
        """Return the yes or no of `name`."""
        value = self._get(name)
        if not isinstance(value, bool):
            raise _not_in_force(name, "is not answered yes or no")
        return value

    def as_mapping(self) -> dict[str, Value]:
        """Return all values by name, in the order of their names."""
        return dict(sorted(self._values.items()))

    def digest(self) -> str:
        """Return the SHA-256 over all values: two runs with one digest ran under the same."""
        return hashlib.sha256(json.dumps(self.as_mapping()).encode()).hexdigest()

    def _get(self, name: str) -> Value:
        if name not in self._values:
            raise _not_in_force(name, "is not in force")
        return self._values[name]


def values_in_force(guideline: Guideline, own: tuple[OwnValue, ...], as_of: date) -> Values:
    """Return the values on `as_of`: the guideline's, replaced by the latest own value since then.

    Raises GuidelineRefused for an own value that names no parameter or lies outside its range.
    """
    problems = [problem for value in own for problem in _own_value_problems(guideline, value)]
    if problems:
        raise GuidelineRefused(problems)
    values = {name: parameter.value for name, parameter in guideline.parameters.items()}
    for value in sorted(own, key=lambda item: item.since):
        if value.since <= as_of:
            values[value.parameter] = value.value
    return Values(values)


def _own_value_problems(guideline: Guideline, own: OwnValue) -> list[Problem]:
    where = f"profile.yaml, value of {own.parameter}"
    parameter = guideline.parameters.get(own.parameter)
    if parameter is None:
        remedy = "Run `tandem parameters` for the names this guideline has."
        return [Problem(where, "names a parameter the guideline does not have", remedy)]
    if parameter.allows(own.value):
        return []
    what = f"is {own.value}, outside {parameter.allowed}"
    return [Problem(where, what, "Choose a value inside the range the guideline allows.")]


def _not_in_force(name: str, what: str) -> GuidelineRefused:
    remedy = "State it in the front matter of its page."
    return GuidelineRefused(Problem(f"parameter {name}", what, remedy))
