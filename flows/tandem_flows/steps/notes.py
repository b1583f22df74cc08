"""From deviations that rules found to entries of the ledger: codes and counts, no words."""

from __future__ import annotations

import polars as pl

from tandem_flows.desk import Desk
from tandem_flows.rules.deviations import deviation
from tandem_flows.store.entries import Entry


def deviation_note(desk: Desk, code: str, count: int, **facts: object) -> tuple[Entry, ...]:
    """Return the entry of one deviation of the closed list; none when it occurred zero times."""
    if not count:
        return ()
    clause = deviation(code).clause
    return (desk.note("deviation", clause, code=code, count=count, **facts),)


def deviation_notes(desk: Desk, found: pl.DataFrame) -> tuple[Entry, ...]:
    """Return an entry a row of `found`: case_id or empty, clause, code, detail_count."""
    return tuple(
        desk.note(
            "deviation",
            row["clause"],
            code=row["code"],
            case_id=row["case_id"],
            count=row["detail_count"],
        )
        for row in found.iter_rows(named=True)
    )


def prework_notes(desk: Desk, states: pl.DataFrame, side: str) -> tuple[Entry, ...]:
    """Return the entry of a side whose research of some patients was finished late (PRE-01)."""
    of_side = states.filter(pl.col("organisation") == side)
    late = of_side.filter(pl.col("state") == "late")
    due_on = of_side["due_on"][0] if of_side.height else None
    return deviation_note(
        desk, f"{side}_prework_late", late.height, organisation=side, due_on=due_on
    )
