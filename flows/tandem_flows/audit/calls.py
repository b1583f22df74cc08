"""Call by call: whether it was held, who took part, who decided, and how its clauses were kept."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from datetime import date

import polars as pl

from tandem_flows.steps.look import kept_rows
from tandem_flows.workspace.folder import Workspace
from tandem_validators.guideline.model import STEPS

_READ = ("calls", "attendance", "decisions")
LED, REMOVED, OTHER = "on who leads", "to take a patient off the list", "without a lead to decide"


@dataclass(frozen=True)
class CallStep:
    """One step of a call: its clauses that applied and were done, and departures by reason."""

    step: str
    applied: int
    done: int
    late: int
    deviations: int
    reasons: tuple[str, ...]


@dataclass(frozen=True)
class Decided:
    """How many decisions of a kind two persons signed; nobody signs where there is no lead."""

    kind: str
    plan: str | None
    practice: str | None
    count: int


@dataclass(frozen=True)
class AuditedCall:
    """One call of one practice. Persons are contact ids; patients are counted only."""

    practice_id: str
    call_date: date
    state: str
    reason: str | None
    attended: tuple[tuple[str, str, str], ...]
    decided: int
    deciders: tuple[Decided, ...]
    steps: tuple[CallStep, ...]


def audited_calls(
    workspace: Workspace,
    practice_id: str,
    conformance: pl.DataFrame,
    period: tuple[date, date],
) -> list[AuditedCall]:
    """Return the calls of a practice whose day lies in `period`, in order."""
    kept = kept_rows(workspace, practice_id, _READ, period[1])
    of_practice = conformance.filter(pl.col("practice_id") == practice_id)
    in_period = kept["calls"].filter(pl.col("call_date").is_between(*period)).sort("call_date")
    return [_call(row, practice_id, kept, of_practice) for row in in_period.iter_rows(named=True)]


def _call(
    row: dict[str, object],
    practice_id: str,
    kept: dict[str, pl.DataFrame],
    conformance: pl.DataFrame,
) -> AuditedCall:
    is_this = pl.col("call_date") == row["call_date"]
    attended = kept["attendance"].filter(is_this).sort("organisation", "role")
    decisions = kept["decisions"].filter(is_this)
    told = conformance.filter(is_this).drop("practice_id", "call_date").iter_rows(named=True)
    steps = sorted(told, key=lambda step: STEPS.index(step["step"]))
    return AuditedCall(
        practice_id=practice_id,
        call_date=row["call_date"],  # type: ignore[arg-type]
        state=str(row["state"]),
        reason=row["reason"],  # type: ignore[arg-type]
        attended=tuple(attended.select("person", "role", "organisation").iter_rows()),
        decided=decisions.height,
        deciders=deciders(decisions),
        steps=tuple(CallStep(**{**step, "reasons": tuple(step["reasons"])}) for step in steps),
    )


def deciders(decisions: pl.DataFrame) -> tuple[Decided, ...]:
    """Return who signed how many decisions: on who leads, on a patient taken off the list, others.

    The most frequent come first.
    """
    is_removed = pl.col("outcome") == "removed"
    kind = pl.when(is_removed).then(pl.lit(REMOVED)).otherwise(pl.lit(OTHER))
    kind = pl.when(pl.col("lead").is_not_null()).then(pl.lit(LED)).otherwise(kind)
    signed = decisions.select(kind.alias("kind"), "decided_by_plan", "decided_by_practice")
    found = Counter(signed.sort(pl.all(), nulls_last=True).iter_rows())
    return tuple(
        Decided(what, plan, practice, count)
        for (what, plan, practice), count in found.most_common()
    )
