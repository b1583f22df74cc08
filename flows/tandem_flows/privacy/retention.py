"""How long each patient's record is kept: from the last day on which something was recorded of it.

A register is written whole at each change, so not its versions count but the days in its rows.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime

import polars as pl

from tandem_flows.rules.days import add_months
from tandem_flows.store.erasing import every_version
from tandem_flows.store.store import Store
from tandem_flows.workspace.folder import Workspace
from tandem_flows.workspace.profile_privacy import LegalHold
from tandem_validators.handoffs.registry import handoff

_MONTHS = 12
_DAYS = {"case_id": pl.String, "day": pl.Date}


@dataclass(frozen=True)
class CaseTime:
    """Until when a case is kept: its last day, the first day it may go, and any hold."""

    case_id: str
    last_on: date
    kept_until: date
    is_over: bool
    hold: LegalHold | None


@dataclass(frozen=True)
class FileTime:
    """A file of inbox or outbox, as a path within the workspace, and its last change."""

    file: str
    last_on: date
    kept_until: date


def case_times(workspace: Workspace, store: Store, on: date) -> list[CaseTime]:
    """Return until when every case of a partnership is kept, the oldest first."""
    with store.session() as opened:
        versions = every_version(opened)
    last = last_days(versions, store.manifest(), store.ledger(), on)
    years = workspace.profile.retention.years
    holds = workspace.profile.legal_holds
    times = []
    for case_id, last_on in last.sort("day", "case_id").iter_rows():
        until = add_months(last_on, years * _MONTHS)
        held = [hold for hold in holds if hold.covers(store.partnership, case_id, on)]
        times.append(CaseTime(case_id, last_on, until, until <= on, held[0] if held else None))
    return times


def last_days(
    versions: Mapping[str, pl.DataFrame], manifest: pl.DataFrame, ledger: pl.DataFrame, on: date
) -> pl.DataFrame:
    """Return for each case that has rows its last day, not after `on`; columns case_id, day."""
    days, cases = [pl.DataFrame(schema=_DAYS)], [pl.DataFrame(schema={"case_id": pl.String})]
    as_of = manifest.select("handoff_id", pl.col("as_of").alias("day"))
    for name, frame in versions.items():
        if "case_id" not in frame.columns:
            continue
        cases.append(frame.select("case_id"))
        is_register = handoff(name).scope == "partnership"
        days += _own_days(frame) if is_register else [frame.join(as_of, on="handoff_id")]
    said = ledger.filter(pl.col("action").is_in(["correction", "handoff"]))
    days.append(said.select("case_id", pl.col("as_of").alias("day")))
    every = pl.concat([frame.select("case_id", "day") for frame in days]).drop_nulls()
    last = every.filter(pl.col("day") <= on).group_by("case_id").agg(pl.col("day").max())
    return last.join(pl.concat(cases).drop_nulls().unique(), on="case_id", how="semi")


def _own_days(frame: pl.DataFrame) -> list[pl.DataFrame]:
    names = [name for name, kind in frame.schema.items() if kind == pl.Date]
    return [frame.select("case_id", pl.col(name).alias("day")) for name in names]


def files_past(workspace: Workspace, practice_id: str, on: date) -> list[FileTime]:
    """Return the files of inbox and outbox whose last change lies longer ago than records are kept.

    They are copies; a person removes them.
    """
    months = workspace.profile.retention.years * _MONTHS
    found = []
    for folder in (workspace.inbox(practice_id), workspace.outbox(practice_id)):
        for path in sorted(path for path in folder.rglob("*") if path.is_file()):
            last_on = datetime.fromtimestamp(path.stat().st_mtime).date()
            until = add_months(last_on, months)
            if until <= on:
                name = path.relative_to(workspace.folder).as_posix()
                found.append(FileTime(name, last_on, until))
    return found
