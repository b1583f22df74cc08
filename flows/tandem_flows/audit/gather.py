"""What a workspace gives to an auditor: the record of its partnerships, and its own rules."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date

import polars as pl

from tandem_flows.audit.export import Partnership
from tandem_flows.workspace.folder import Workspace


def partnerships(workspace: Workspace, practice_ids: Iterable[str]) -> list[Partnership]:
    """Return the record of each practice of which anything is on record."""
    found = []
    for practice_id in practice_ids:
        store = workspace.store(workspace.practice(practice_id).practice_id)
        if store.path.is_file():
            kept = Partnership(practice_id, store.ledger(), store.manifest(), store.ledger_head())
            found.append(kept)
    return found


def joined_ledger(
    kept: Sequence[Partnership], period: tuple[date, date] | None = None
) -> pl.DataFrame:
    """Return all ledgers as one, with `practice_id`, within a period of the days looked from."""
    ledgers = [
        one.ledger.with_columns(practice_id=pl.lit(one.practice_id, dtype=pl.String))
        for one in kept
    ]
    if not ledgers:
        return pl.DataFrame()
    ledger = pl.concat(ledgers)
    return ledger if period is None else ledger.filter(pl.col("as_of").is_between(*period))
