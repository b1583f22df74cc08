"""Everything an audit report tells, worked out from the record of a workspace for a period."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

import polars as pl

from tandem_flows.audit.calls import AuditedCall, audited_calls
from tandem_flows.audit.conformance import call_conformance, clause_conformance
from tandem_flows.audit.export import Partnership
from tandem_flows.audit.fidelity import Fidelity, process_fidelity
from tandem_flows.audit.gather import joined_ledger, joined_until, partnerships
from tandem_flows.audit.occasions import deadline_clauses, occasions
from tandem_flows.audit.runs import runs_by_clause, runs_of
from tandem_flows.steps.look import board, kept_rows
from tandem_flows.workspace.folder import Workspace
from tandem_flows.workspace.profile import Waiver
from tandem_validators.errors import InputRefused, Problem
from tandem_validators.guideline.model import Guideline
from tandem_validators.handoffs.ready import ROLES

_OPEN = ("late", "due")


@dataclass(frozen=True)
class Report:
    """The findings of one period; frames hold counts, dates, codes and opaque ids only."""

    guideline: Guideline
    period: tuple[date, date]
    kept: Sequence[Partnership]
    broken: Sequence[tuple[str, str]]
    clauses: pl.DataFrame
    calls: Sequence[AuditedCall]
    disclosures: pl.DataFrame
    refusals: pl.DataFrame
    open_items: pl.DataFrame
    runs: pl.DataFrame
    runs_by_clause: dict[str, list[str]]
    fidelity: Fidelity
    waivers: Sequence[Waiver]

    @property
    def applied(self) -> pl.DataFrame:
        """The clauses that applied at least once."""
        return self.clauses.filter(pl.col("applied") > 0)


def audit_report(
    workspace: Workspace, practice_ids: Sequence[str], period: tuple[date, date]
) -> Report:
    """Return the findings of `practice_ids` in `period`, both days included.

    Raises InputRefused when nothing is on record for any of them.
    """
    kept = partnerships(workspace, practice_ids)
    if not kept:
        remedy = "Run `tandem run ready` for a practice first."
        raise InputRefused(Problem("workspace", "has nothing on record yet", remedy))
    ledger = joined_ledger(kept, period)
    until = occasions(joined_until(kept, period[1]), deadline_clauses(workspace.guideline))
    found = until.filter(pl.col("as_of") >= period[0])
    calls = call_conformance(until)
    names = [one.practice_id for one in kept]
    return Report(
        guideline=workspace.guideline,
        period=period,
        kept=kept,
        broken=[(name, str(p)) for name in names for p in workspace.store(name).verify()],
        clauses=clause_conformance(found, workspace.guideline, workspace.profile.waivers),
        calls=[call for name in names for call in audited_calls(workspace, name, calls, period)],
        disclosures=_disclosures(ledger),
        refusals=ledger.filter(pl.col("action") == "refusal"),
        open_items=_open_items(workspace, names, period[1]),
        runs=runs_of(ledger),
        runs_by_clause=runs_by_clause(found),
        fidelity=process_fidelity(workspace, names, period),
        waivers=[one for one in workspace.profile.waivers if one.since <= period[1]],
    )


def _disclosures(ledger: pl.DataFrame) -> pl.DataFrame:
    """Return what went out: practice_id, done_on, file, channel, clauses, patients (how many)."""
    rows = ledger.filter(pl.col("action") == "disclosure").iter_rows(named=True)
    told = [
        {
            "practice_id": row["practice_id"],
            "done_on": row["done_on"] or row["as_of"],
            "file": _detail(row, "file"),
            "channel": _detail(row, "channel"),
            "clauses": row["clauses"],
            "patients": len((_detail(row, "cases") or "").split()),
        }
        for row in rows
    ]
    schema: dict[str, pl.DataType | type[pl.DataType]] = {
        "practice_id": pl.String,
        "done_on": pl.Date,
        "file": pl.String,
        "channel": pl.String,
        "clauses": pl.List(pl.String),
        "patients": pl.Int64,
    }
    return pl.DataFrame(told, schema=schema)


def _detail(row: dict[str, Any], name: str) -> str | None:
    value = json.loads(row["details"] or "{}").get(name)
    return None if value is None else str(value)


def _open_items(workspace: Workspace, names: Sequence[str], as_of: date) -> pl.DataFrame:
    """Return what is late or due on a day: how many of what, of whom, and since when."""
    boards = [
        _board(workspace, name, as_of).with_columns(practice_id=pl.lit(name)) for name in names
    ]
    items = pl.concat(boards).filter(pl.col("state").is_in(_OPEN))
    by = ["practice_id", "step", "what", "owner", "state"]
    counted = items.group_by(by).agg(count=pl.len(), oldest_due_on=pl.col("due_on").min())
    return counted.sort(pl.col("state") != "late", "oldest_due_on", *by)


def _board(workspace: Workspace, name: str, as_of: date) -> pl.DataFrame:
    """Return the board of a practice; whoever is no contact or role is told by the side alone.

    The owner of a next step is what people wrote, and could be anybody's name.
    """
    team = kept_rows(workspace, name, ("team",), as_of)["team"]
    is_known = pl.col("owner").is_in([*team["person"], *ROLES])
    owner = pl.when(is_known).then("owner").otherwise("organisation")
    return board(workspace, name, as_of).with_columns(owner=owner)
