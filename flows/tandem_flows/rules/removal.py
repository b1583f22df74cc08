"""Taking a patient off the list because the risk is over: with a reason, and the plan agrees."""

from __future__ import annotations

import polars as pl

from tandem_flows.marks import implements
from tandem_flows.rules.call_record import CallRecord
from tandem_flows.rules.guards import Guard, is_blank
from tandem_validators.errors import Problem

_NO_REASON = Guard(
    "decisions",
    "removal_reason",
    "is empty for a patient who is removed",
    "Say why: the risk that was named is over, or another reason of the list.",
    "LES-07",
)
_NO_CONSENT = Guard(
    "decisions",
    "decided_by_plan",
    "is empty for a patient who is removed",
    "Name who agreed for the plan: the practice removes nobody by itself.",
    "LES-07",
)
_NOT_REMOVED = Guard(
    "decisions",
    "removal_reason",
    "is given for a patient who stays on the list",
    "Leave it empty, or let the outcome be removed.",
    "LES-07",
)


@implements("LES-07")
def removal_problems(record: CallRecord, source: str) -> list[Problem]:
    """Return a problem for each removal without reason or consent, and each reason without one."""
    is_removed = pl.col("outcome") == "removed"
    removed, stay = record.decisions.filter(is_removed), record.decisions.filter(~is_removed)
    return [
        *_NO_REASON.problems(source, removed.filter(pl.col("removal_reason").is_null())),
        *_NO_CONSENT.problems(source, removed.filter(is_blank("decided_by_plan"))),
        *_NOT_REMOVED.problems(source, stay.filter(pl.col("removal_reason").is_not_null())),
    ]
