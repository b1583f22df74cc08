"""The values in force in an edition, for the flow's functions that a block asks."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tandem_validators.guideline.model import Value
from tandem_validators.guideline.values import Values

if TYPE_CHECKING:
    from tandem_site.edition import Edition


def values_of(edition: Edition, **changes: Value) -> Values:
    """Return the edition's values, with `changes` that a question of a table supposes."""
    stated = edition.guideline.parameters.items()
    return Values({name: parameter.value for name, parameter in stated} | changes)
