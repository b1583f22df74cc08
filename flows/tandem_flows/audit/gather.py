"""What a workspace gives to an auditor: the record of its partnerships, and its own rules."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from pathlib import Path

import polars as pl

from tandem_flows.audit.export import Partnership
from tandem_flows.workspace.folder import Workspace
from tandem_validators.guideline.folder import guideline_folder
from tandem_validators.guideline.releases import DRAFT, released_folder


def partnerships(workspace: Workspace, practice_ids: Iterable[str]) -> list[Partnership]:
    """Return the record of each practice of which anything is on record."""
    found = []
    for practice_id in practice_ids:
        store = workspace.store(workspace.practice(practice_id).practice_id)
        if store.path.is_file():
            kept = Partnership(practice_id, store.ledger(), store.manifest(), store.ledger_head())
            found.append(kept)
    return found


def guideline_in_force(workspace: Workspace) -> Path:
    """Return the folder of the guideline that the organisation follows: a release, or the draft."""
    named = workspace.profile.guideline
    return guideline_folder() if named == DRAFT else released_folder(named)


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


def joined_until(kept: Sequence[Partnership], last: date) -> pl.DataFrame:
    """Return all ledgers as one up to a day: what a call of a period was before that period too."""
    return joined_ledger(kept, (date.min, last))
