"""One column of a handoff: its meaning, unit, clause and PHI mark, beside pandera's own checks."""

from __future__ import annotations

from typing import Any

import pandera.polars as pa

PLAN, PRACTICE, JOINT = "plan", "practice", "joint"
ORGANISATIONS = [PLAN, PRACTICE]


def column(
    description: str,
    *,
    clause: str | None = None,
    unit: str | None = None,
    phi: bool = False,
    nullable: bool = False,
    **checks: Any,
) -> Any:
    """Describe a column; `clause` is the sentence that asks for it, `phi` marks patients' data."""
    metadata = {"clause": clause, "unit": unit, "phi": phi}
    return pa.Field(description=description, nullable=nullable, metadata=metadata, **checks)


class Handoff(pa.DataFrameModel):
    """What all handoffs share: exactly the described columns, checked by value."""

    class Config:
        """Extra columns are a mistake in a rule, so they are refused."""

        strict = True
        ordered = False
