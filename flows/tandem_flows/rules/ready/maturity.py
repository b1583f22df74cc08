"""How long a partnership counts as new: then people talk, and no call is dropped."""

from __future__ import annotations

from datetime import date

from tandem_flows.marks import implements
from tandem_flows.rules.days import add_months
from tandem_validators.guideline.values import Values


@implements("LES-02")
def is_formative(first_call_on: date, on: date, values: Values) -> bool:
    """Whether the partnership is still new on a day: `formative_months` from its first call."""
    return on < add_months(first_call_on, values.number("formative_months"))
