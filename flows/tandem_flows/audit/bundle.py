"""Puts an audit export together from the record, the guideline and the run history."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from pathlib import Path
from types import MappingProxyType

import polars as pl

from tandem_flows.audit.archive import packed
from tandem_flows.audit.export import (
    README,
    README_TEXT,
    Partnership,
    guideline_copy,
    index_file,
    record_files,
    table_files,
)
from tandem_flows.audit.findings import findings
from tandem_flows.audit.index import INDEX
from tandem_flows.workspace.profile import Waiver
from tandem_validators.guideline.model import Guideline


def export(
    kept: Sequence[Partnership],
    guideline: Guideline,
    folder: Path,
    waivers: Sequence[Waiver],
    period: tuple[date, date],
    runs: pl.DataFrame | None = None,
    seals: Mapping[str, bytes] = MappingProxyType({}),
) -> bytes:
    """Return the export as a ZIP; `folder` is the guideline's, `runs` Prefect's history.

    `seals` are enclosed as they are, by name: whoever has the certificates checks them.

    The chained record is enclosed whole, because a part of it could not be checked; the findings
    are those of `period`.
    """
    files = {README: README_TEXT.encode(), **record_files(kept)}
    files |= guideline_copy(folder, guideline)
    files |= findings(kept, guideline, waivers, period)
    if runs is not None:
        files |= table_files("runs/flow_runs", runs)
    files |= {f"seals/{name}": content for name, content in seals.items()}
    files[INDEX] = index_file(files, kept, guideline, period, waivers)
    return packed(files)
