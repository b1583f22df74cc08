"""What a ledger entry is. It holds ids, dates, counts and reason codes; never free text."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

ACTIONS = (
    "handoff",
    "confirmed",
    "deviation",
    "disclosure",
    "transit",
    "correction",
    "refusal",
    "erasure",
    "key",
    "values",
    "reminder",
    "round",
    "partnership",
    "guideline",
)
OPERATOR_BASES = ("os_user", "proxy", "attested", "schedule", "signature")


@dataclass(frozen=True)
class Entry:
    """One line of the ledger, before the store adds its place in the chain."""

    action: str
    step: str
    clauses: tuple[str, ...]
    code: str | None = None
    handoff_id: str | None = None
    round_id: str | None = None
    call_date: date | None = None
    case_id: str | None = None
    organisation: str | None = None
    role: str | None = None
    due_on: date | None = None
    done_on: date | None = None
    count: int | None = None
    details: Mapping[str, str | int | bool] = field(default_factory=dict)
    source_hash: str | None = None


@dataclass(frozen=True)
class Circumstances:
    """Under what a run was made: day, operator, guideline version, values."""

    as_of: date
    operator: str
    operator_basis: str
    guideline_version: str
    guideline_digest: str
    values_digest: str
    flow_run_id: str | None = None
