"""What is put into a copied workspace before a scenario: rows of a register, claims of the plan."""

from __future__ import annotations

from datetime import timedelta

import polars as pl

from tandem_flows.desk import Job
from tandem_flows.steps.records import record_desk
from tandem_validators.handoffs.registry import handoff
from tests.steps.workspaces import FIRST_CALL, Practice

DAY = timedelta(days=1)
RESEARCH_ON = FIRST_CALL - 5 * DAY


def record(practice: Practice, register: str, given, as_of, clause) -> None:
    """Put rows into the register as a record by hand does; columns not given stay empty."""
    job = Job(practice.practice_id, as_of)
    desk = record_desk(practice.workspace, job, "call", (register,), (register,))
    rows = [{name: row.get(name) for name in handoff(register).columns} for row in given]
    frame = pl.DataFrame(rows, schema=desk.read(register).schema)
    desk.hand_on(register, pl.concat([desk.read(register), frame]), clause)
    desk.commit()


def bill(practice: Practice, given) -> None:
    """Add claims of one line to the plan's records; columns not given stay empty."""
    path = practice.workspace.folder / "plan" / "medical_claim.parquet"
    claims = pl.read_parquet(path)
    rows = [
        dict.fromkeys(claims.columns) | {"claim_id": f"added-{n}", "claim_line_number": 1} | row
        for n, row in enumerate(given)
    ]
    pl.concat([claims, pl.DataFrame(rows, schema=claims.schema, strict=False)]).write_parquet(path)
