"""The guideline's own values, with changes a test asks for."""

from __future__ import annotations

from functools import cache

from tandem_validators.guideline.load import load_guideline
from tandem_validators.guideline.model import Guideline, Value
from tandem_validators.guideline.values import Values


@cache
def draft() -> Guideline:
    return load_guideline()


def standard_values(**changes: Value) -> Values:
    parameters = draft().parameters
    assert set(changes) <= set(parameters), f"no such parameter: {set(changes) - set(parameters)}"
    return Values({name: parameter.value for name, parameter in parameters.items()} | changes)
